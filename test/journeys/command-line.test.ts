import { beforeEach, describe, expect, test } from '@jest/globals';
import { failureText } from '../../src/commands/failure-text.ts';
import { eraseAnAccount, exportAnAccount } from '../../src/commands/person.ts';
import { addSite, listSites, removeSite, type SiteOptions } from '../../src/commands/site.ts';
import { createSpaceByOperator } from '../../src/commands/space.ts';
import { CodedError } from '../../src/domain/errors.ts';
import { collections } from '../../src/store/collections.ts';
import { memberships } from '../../src/store/membership.ts';
import { type AnyCollection, everyRow } from '../../src/store/port.ts';
import { spaces } from '../../src/store/space.ts';
import { membershipOf, pageOf } from '../support/ground.ts';
import { come, post } from '../support/guest.ts';
import { withSecondMoodle } from '../support/second-moodle.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld();
const elsewhere = withSecondMoodle(world);
let printed: string[];
const print = (line: string): void => void printed.push(line);
const said = (): string => printed.join('\n');

beforeEach(() => {
  printed = [];
});

const lippe: SiteOptions = {
  issuer: 'https://moodle.lippe.example/',
  clientId: 'client-1',
  deploymentId: ['1', '2', '1'],
  authUrl: 'https://moodle.lippe.example/mod/lti/auth.php',
  tokenUrl: 'https://moodle.lippe.example/mod/lti/token.php',
  jwksUrl: 'https://moodle.lippe.example/mod/lti/certs.php',
};
const strict = () => ({ ...world().core, settings: { ...world().settings, allowHttpPlatforms: false } });

async function failure(work: Promise<void>): Promise<CodedError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof CodedError)) throw new Error(`no coded error: ${String(error)}`);
  return error;
}

describe('netzbruecke site', () => {
  test('add registers a Moodle once and prints what belongs into Moodle', async () => {
    await addSite(strict(), lippe, print);
    expect(said()).toContain('Added moodle.lippe.example');
    expect(said()).toContain(`Initiate login URL    ${world().settings.publicUrl}/lti/login`);
    const error = await failure(addSite(strict(), lippe, print));
    expect(error.code).toBe('site.exists');
    expect(failureText(error, 'en').split('\n')).toHaveLength(3);
    await addSite(strict(), { ...lippe, clientId: 'client-2' }, print);
  });

  test.each(['issuer', 'authUrl', 'tokenUrl', 'jwksUrl'] as const)(
    'add refuses an address without TLS, of another kind, or none at all as %s',
    async (option) => {
      for (const address of [
        'http://moodle.example',
        'ftp://moodle.example',
        'moodle.example',
        'javascript:1',
      ]) {
        const options = { ...lippe, issuer: 'https://other.example', [option]: address };
        expect((await failure(addSite(strict(), options, print))).code).toBe('site.address-refused');
      }
      expect(printed).toEqual([]);
    },
  );

  test('add takes an address without TLS where the operator allowed that', async () => {
    await addSite(world().core, { ...lippe, issuer: 'http://practice.example', name: 'Übung' }, print);
    expect(said()).toContain('Added Übung');
  });

  test('list names sites, clients and deployments', async () => {
    await listSites(world().core, print);
    expect(said()).toContain(
      'moodle.lippe.example  https://moodle.lippe.example  client client-1  deployments 1, 2',
    );
    expect(printed.some((line) => line.startsWith('Moodle Lippenau  http://localhost:'))).toBe(true);
  });

  test('remove says what would go, and takes accounts, memberships, links and sessions with --yes', async () => {
    const { core, site } = world();
    const home = await come(world(), { sub: '3', name: 'Meltem Arslan', right: 'teacher', link: 'mine' });
    await post(world(), home, `/s/${home.siteId}/link/new-space`, { kind: 'network', title: 'Netz Bleibt' });
    const space = (await Array.fromAsync(everyRow(core.store, spaces, 'byKind', ['network']))).find(
      ({ doc }) => doc.title === 'Netz Bleibt',
    )?.doc;
    const away = await come(elsewhere(), { sub: '3', name: 'Mara Fern', right: 'teacher', link: 'theirs' });
    await post(elsewhere(), away, `/s/${away.siteId}/link/new-space`, {
      kind: 'network',
      title: 'Netz Fern',
    });
    await come(elsewhere(), { sub: '4', name: 'Mo Fern', link: 'theirs' });
    const before = await everything();

    await removeSite(core, site.issuer, false, print);
    expect(said()).toMatch(
      /^Moodle Lippenau: 6 accounts with their memberships and 6 course links\.\nNothing/,
    );
    expect(await everything()).toEqual(before);

    await removeSite(core, `${site.issuer}/`, true, print);
    const after = await everything();
    const ofSite = JSON.stringify(after, (key, value) => (key === 'usedBy' ? undefined : value));
    expect(ofSite).not.toContain(`"${site.id}"`);
    expect(ofSite).not.toContain(home.accountId);
    const spared = (name: string) => before[name]?.filter((doc) => JSON.stringify(doc).includes(away.siteId));
    for (const name of ['accounts', 'memberships', 'course-links', 'sessions', 'sites', 'registrations'])
      expect(after[name]?.filter((doc) => JSON.stringify(doc).includes(away.siteId))).toEqual(spared(name));
    expect(after.spaces).toHaveLength(before.spaces?.length ?? 0);
    expect(after['space-events']).toHaveLength(before['space-events']?.length ?? 0);
    expect(after['tool-keys']).toHaveLength((before['tool-keys']?.length ?? 0) - 1);
    const members = everyRow(core.store, memberships, 'bySpace', [space?.id ?? '']);
    expect(await Array.fromAsync(members)).toEqual([]);
    const closed = await world().app.inject({ url: home.address, cookies: home.cookies });
    expect(closed.statusCode).toBe(401);
    expect((await failure(removeSite(core, site.issuer, true, print))).code).toBe('site.not-found');
  });

  /** Every document by collection; those without an index cannot be listed and hold no personal data. */
  async function everything(): Promise<Record<string, unknown[]>> {
    const found: Record<string, unknown[]> = {};
    for (const collection of collections as readonly AnyCollection[]) {
      const index = Object.keys(collection.indexes)[0];
      if (index === undefined) continue;
      const rows = await Array.fromAsync(everyRow(world().core.store, collection, index, []));
      found[collection.name] = rows.map(({ doc }) => doc);
    }
    return found;
  }
});

describe('netzbruecke person', () => {
  test('export prints everything kept of a person, and erase leaves nothing', async () => {
    const guest = await come(elsewhere(), { sub: '8', name: 'Karla Auskunft', right: 'teacher', link: 'k' });
    await post(elsewhere(), guest, `/s/${guest.siteId}/link/new-space`, { kind: 'network', title: 'Netz K' });
    const who = { issuer: `${elsewhere().site.issuer}/`, user: '8' };
    await exportAnAccount(world().core, who, print);
    const kept = JSON.parse(said());
    expect(kept.accounts.entries).toMatchObject([{ displayName: 'Karla Auskunft', sub: '8' }]);
    expect(kept.memberships.entries).toMatchObject([{ isOwner: true, status: 'active' }]);
    expect(kept['course-links'].entries).toHaveLength(1);
    expect(kept.sessions.entries).toMatchObject([{ expiresAt: expect.stringMatching(/^20\d\d-\d\d-\d\dT/) }]);

    printed = [];
    await eraseAnAccount(world().core, who, print);
    expect(said()).toMatch(/^Erased: \d+ entries/);
    const page = await world().app.inject({ url: guest.address, cookies: guest.cookies });
    expect(page.statusCode).toBe(401);
    expect((await failure(exportAnAccount(world().core, who, print))).code).toBe('account.not-found');
    const nowhere = { ...who, issuer: 'https://nowhere.example' };
    expect((await failure(eraseAnAccount(world().core, nowhere, print))).code).toBe('site.not-found');
  });
});

describe('netzbruecke space', () => {
  test("create makes the managers' area and an invitation by which its first owner comes in", async () => {
    const wanted = { kind: 'managers', title: 'Unter uns', purpose: 'Beratung' };
    await createSpaceByOperator(world().core, wanted, print);
    const code = printed[1]?.trim() ?? '';
    const guest = await come(elsewhere(), { sub: '9', name: 'Mila Managt' });
    const answer = await post(elsewhere(), guest, `/s/${guest.siteId}/invitation`, { code });
    expect(answer.statusCode).toBe(303);
    const space = { id: String(answer.headers.location).split('/').at(-1) ?? '' };
    expect(answer.headers.location).toBe(pageOf('space', guest, space));
    expect(await membershipOf(world(), space, guest)).toMatchObject({
      isOwner: true,
      role: 'network-manager',
    });
  });

  test('create refuses kinds that need more, and titles that do not fit', async () => {
    const right = { kind: 'network', title: 'Netz', purpose: '' };
    for (const wrong of [
      { kind: 'zfsl-group' },
      { kind: 'castle' },
      { title: 'x' },
      { purpose: 'x'.repeat(2001) },
    ])
      expect((await failure(createSpaceByOperator(world().core, { ...right, ...wrong }, print))).code).toBe(
        'request.invalid',
      );
    expect(printed).toEqual([]);
  });
});
