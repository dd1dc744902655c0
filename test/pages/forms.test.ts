import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Space } from '../../src/domain/space.ts';
import type { Stored } from '../../src/store/port.ts';
import { spaces } from '../../src/store/space.ts';
import { sealForm } from '../../src/web/forms.ts';
import { groundOf, makeMember, memberPage, membershipOf, pageOf } from '../support/ground.ts';
import { come, type Guest } from '../support/guest.ts';
import { form } from '../support/launching.ts';
import { codeOn } from '../support/refusals.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld({ seeded: false });
const formType = { 'content-type': 'application/x-www-form-urlencoded' };
let owner: Guest;
let other: Guest;
let space: Space;
let before: Stored<Space> | undefined;

beforeAll(async () => {
  owner = await come(world(), { sub: '50', name: 'Olga Form', right: 'teacher' });
  other = await come(world(), { sub: '51', name: 'Otto Form', right: 'teacher' });
});

beforeEach(async () => {
  space = await groundOf(world(), 'network', { title: 'Vorher', purpose: 'unberührt' });
  await makeMember(world(), space, owner, { isOwner: true });
  await makeMember(world(), space, other, { isOwner: true });
  before = await world().core.store.get(spaces, space.id);
});

const seal = (guest: Guest) => sealForm(world().core, guest.session);
const text = { title: 'Nachher', purpose: 'verändert' };

/** Sends bytes and headers to the form for title and purpose, as the owner. */
function sendRaw(
  payload: string,
  headers: Record<string, string>,
  address = pageOf('settings', owner, space),
) {
  return world().app.inject({ method: 'POST', url: address, cookies: owner.cookies, payload, headers });
}

const own = () => ({ ...formType, origin: world().settings.publicUrl });
const encoded = (fields: Record<string, string>) => new URLSearchParams(fields).toString();

async function expectUnchanged(): Promise<void> {
  expect(await world().core.store.get(spaces, space.id)).toEqual(before);
}

describe('a form changes nothing', () => {
  test.each([
    ['without saying where it comes from', undefined],
    ['from a foreign page', 'https://boese.example'],
    ['from a page that hides where it is', 'null'],
    ['from an address that only begins like ours', 'OWN.boese.example'],
    ['from another port of this machine', 'http://127.0.0.1:1'],
  ])('%s', async (_name, told) => {
    const origin = told?.replace('OWN', world().settings.publicUrl);
    const { payload, headers } = form({ ...seal(owner), ...text }, origin);
    const answer = await sendRaw(payload, headers as Record<string, string>);
    expect([answer.statusCode, codeOn(answer)]).toEqual([403, 'form.origin-foreign']);
    await expectUnchanged();
  });

  test('with a wrong token, without one, or with one of somebody else', async () => {
    for (const csrf of ['x', '', seal(other).csrf, undefined]) {
      const fields = csrf === undefined ? {} : { csrf };
      const answer = await sendRaw(encoded({ account: owner.accountId, ...fields, ...text }), own());
      expect([answer.statusCode, codeOn(answer)]).toEqual([403, 'form.token-invalid']);
    }
    await expectUnchanged();
  });

  test('that was opened by another person in the same browser', async () => {
    const answer = await sendRaw(encoded({ ...seal(other), ...text }), own());
    expect([answer.statusCode, codeOn(answer)]).toEqual([409, 'session.other-account']);
    const mixed = await sendRaw(encoded({ ...seal(owner), account: other.accountId, ...text }), own());
    expect([mixed.statusCode, codeOn(mixed)]).toEqual([409, 'session.other-account']);
    await expectUnchanged();
  });

  test('whose token or title comes twice', async () => {
    const twice = await sendRaw(`csrf=x&${encoded({ ...seal(owner), ...text })}`, own());
    expect([twice.statusCode, codeOn(twice)]).toEqual([403, 'form.token-invalid']);
    const titles = await sendRaw(`title=Zweimal&${encoded({ ...seal(owner), ...text })}`, own());
    expect(titles.statusCode).toBe(422);
    await expectUnchanged();
  });

  test('that is too long: more than a field takes, or more than the service reads', async () => {
    const long = await sendRaw(encoded({ ...seal(owner), ...text, title: 'a'.repeat(121) }), own());
    expect(long.statusCode).toBe(422);
    expect(long.body).toContain('Der Titel braucht 3 bis 120 Zeichen.');
    const huge = await sendRaw(encoded({ ...seal(owner), ...text, purpose: 'a'.repeat(70_000) }), own());
    expect([huge.statusCode, codeOn(huge)]).toEqual([413, 'request.too-large']);
    await expectUnchanged();
  });

  test.each([
    ['JSON', 'application/json', (fields: object) => JSON.stringify(fields)],
    ['plain text', 'text/plain', () => 'title=Nachher'],
    ['a file', 'multipart/form-data; boundary=x', () => '--x--'],
    ['XML', 'application/xml', () => '<title/>'],
  ])('that comes as %s', async (_name, type, body) => {
    const payload = body({ ...seal(owner), ...text });
    const answer = await sendRaw(payload, { ...own(), 'content-type': type });
    expect([answer.statusCode, codeOn(answer)]).toEqual([415, 'request.unsupported-type']);
    await expectUnchanged();
  });

  test('that is empty or not made of fields', async () => {
    for (const payload of ['', '&&&', '=', '%', 'csrf[]=a&csrf[b]=c', '__proto__[csrf]=x', '\0'.repeat(50)]) {
      const answer = await sendRaw(payload, own());
      expect([answer.statusCode, codeOn(answer)]).toEqual([403, 'form.token-invalid']);
    }
    await expectUnchanged();
  });

  test('by another method or in the address', async () => {
    const url = `${pageOf('settings', owner, space)}?${encoded({ ...seal(owner), ...text })}`;
    for (const method of ['PUT', 'PATCH', 'DELETE'] as const) {
      const answer = await world().app.inject({ method, url, cookies: owner.cookies, headers: own() });
      expect([answer.statusCode, codeOn(answer)]).toEqual([404, 'page.not-found']);
    }
    expect((await sendRaw('', own(), url)).statusCode).toBe(403);
    await expectUnchanged();
  });
});

test('the same form, sent as its button does, is stored', async () => {
  const answer = await sendRaw(encoded({ ...seal(owner), ...text }), own());
  expect(answer.statusCode).toBe(303);
  expect((await world().core.store.get(spaces, space.id))?.doc).toMatchObject(text);
});

test('a form that was opened before a stay ended is stored after the next click in Moodle', async () => {
  const later = await come(world(), { sub: '50', name: 'Olga Form', right: 'teacher' });
  const { payload, headers } = form({ ...seal(owner), ...text }, world().settings.publicUrl);
  const url = pageOf('settings', owner, space);
  const answer = await world().app.inject({ method: 'POST', url, cookies: later.cookies, payload, headers });
  expect(answer.statusCode).toBe(303);
});

test('a form that does not say whether somebody is to own the space takes nothing away', async () => {
  const membership = await membershipOf(world(), space, other);
  const address = memberPage('memberOwner', owner, space, membership?.id ?? '');
  for (const said of ['', 'owner=', 'owner=maybe', 'owner=yes&owner=no']) {
    const answer = await sendRaw(`${said}&${encoded({ ...seal(owner) })}`, own(), address);
    expect([answer.statusCode, codeOn(answer)]).toEqual([400, 'request.invalid']);
  }
  expect(await membershipOf(world(), space, other)).toEqual(membership);
});

test('what somebody types comes back as text and never as markup', async () => {
  const typed = '"><script>alert(1)</script>';
  const answer = await sendRaw(encoded({ ...seal(owner), title: 'x', purpose: typed }), own());
  expect(answer.statusCode).toBe(422);
  const tooLong = `${typed}${'a'.repeat(120)}`;
  const second = await sendRaw(encoded({ ...seal(owner), title: tooLong, purpose: '' }), own());
  for (const page of [answer, second]) {
    expect(page.body).not.toContain('<script');
    expect(page.body).toContain('&lt;script>alert(1)');
  }
});
