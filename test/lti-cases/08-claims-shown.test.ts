import { describe, expect, test } from '@jest/globals';
import { claim } from '../../lti/claims.ts';
import { findAccount } from '../../src/store/account.ts';
import { addressOf, paths } from '../../src/web/addresses.ts';
import { bindLink, groundOf, makeMember, memberPage, pageOf } from '../support/ground.ts';
import { come, type Guest, textOf } from '../support/guest.ts';
import { launch, visit } from '../support/launching.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld();

const lti = 'https://purl.imsglobal.org/spec/lti/claim/';
/** Each would work somewhere: between elements, in a title, in an attribute, in a comment, in a text catalogue. */
const attacks = [
  '<img src=x onerror=alert(1)>',
  '</title></h1><script>alert(2)</script>',
  '" autofocus onfocus="alert(3)',
  "' onmouseover='alert(4)",
  '--><svg/onload=alert(5)>',
  '&lt;script&gt;alert(6)&lt;/script&gt;',
  'javascript:alert(7)',
  '$t(help.title) {{count}}',
];
/** What must not stand in any page: markup that one of them would have made. */
const harm = [
  /<img[^>]*onerror/i,
  /<script>alert/i,
  /<svg\/onload/i,
  /<[^>]*"[^"<>]*" autofocus onfocus="/,
  /(href|action|src)="javascript:/i,
];

function expectHarmless(html: string): void {
  for (const pattern of harm) expect(html).not.toMatch(pattern);
}

/** As a text stands between elements. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const shows = (html: string, text: string): boolean =>
  [escaped(text), escaped(text).replaceAll('>', '&gt;'), escaped(text).replaceAll("'", '&#39;')].some(
    (form) => html.includes(form),
  );

let people = 0;
const arrive = (name: string): Promise<Guest> => {
  people += 1;
  return come(world(), {
    ...{ sub: `shown-${people}`, name, right: 'site-administrator', linkTitle: name, course: name },
    link: `shown-${people}`,
  });
};

describe.each(attacks)('X65 markup in what Moodle says is shown as text: %s', (attack) => {
  test('as title of the link, on the page that sets it up', async () => {
    const guest = await arrive(attack);
    const html = await textOf(world(), guest, addressOf(paths.linkSetup, { site: guest.siteId }));
    expectHarmless(html);
    expect(shows(html, attack)).toBe(true);
  });

  test('as the name of a person, on every page of a space', async () => {
    const [owner, other] = [await arrive(attack), await arrive(attack)];
    const space = await groundOf(world(), 'network', { title: attack, purpose: attack });
    await makeMember(world(), space, owner, { isOwner: true });
    const member = await makeMember(world(), space, other);
    await bindLink(world(), space.id, {
      siteId: owner.siteId,
      deploymentId: '1',
      resourceLinkId: owner.session.resourceLinkId,
    });
    const pages = [
      pageOf('space', owner, space),
      pageOf('members', owner, space),
      memberPage('memberRemoval', owner, space, member),
      pageOf('settings', owner, space),
    ];
    for (const address of pages) {
      const html = await textOf(world(), owner, address);
      expectHarmless(html);
      expect([address, shows(html, attack)]).toEqual([address, true]);
    }
    const rest = [
      pageOf('events', owner, space),
      addressOf(paths.launches, { site: owner.siteId }),
      addressOf(paths.closed, { site: owner.siteId }),
      addressOf(paths.handover, { site: owner.siteId }),
      addressOf(paths.invitation, { site: owner.siteId }),
      '/nowhere',
    ];
    for (const address of rest) expectHarmless(await textOf(world(), owner, address));
  });

  test('in custom claims and in everything else that a launch carries', async () => {
    const visitor = await visit(world(), 'trainee', 'network', {
      claims: {
        ...{ sub: `custom-${attack.length}`, name: attack, given_name: attack, family_name: attack },
        ...{ email: attack, picture: attack, locale: attack, website: attack },
        [claim.context]: { id: attack, label: attack, title: attack, type: [attack] },
        [claim.roles]: [attack],
        [claim.launchPresentation]: {
          locale: attack.slice(0, 35),
          document_target: 'window',
          return_url: `${world().practice.origin}/mod/lti/return.php?${attack}`,
        },
        [`${lti}custom`]: { [attack]: attack, space: attack, role: attack },
        [`${lti}ext`]: { user_username: attack },
        [`${lti}tool_platform`]: { name: attack, description: attack },
      },
    });
    for (const address of [visitor.address, `${visitor.address}/members`]) {
      const html = await textOf(world(), visitor, address);
      expectHarmless(html);
      expect(html).toMatch(/^<!DOCTYPE html>\n<html lang="(de|en)">/);
    }
  });
});

describe('also: names that are odd in other ways', () => {
  test.each([
    ['line breaks and tabs', ' Anna\r\n\tMüller ', 'Anna Müller'],
    ['null bytes and escape signs', 'Anna\u0000\u001b[31m Müller', 'Anna [31m Müller'],
    ['half a letter', 'Anna \ud83d Müller', 'Anna  Müller'],
    ['a sign that a cut at 200 would halve', `${'x'.repeat(199)}😀`, 'x'.repeat(199)],
    ['20,000 characters', 'y'.repeat(20_000), 'y'.repeat(200)],
    ['only spaces', ' \u0000 ', ''],
  ])('%s', async (title, name, kept) => {
    const sub = `odd ${title}`;
    const claims = { sub, name, given_name: undefined, family_name: undefined };
    expect((await launch(world(), { claims })).statusCode).toBe(303);
    const account = await findAccount(world().core.store, world().site.id, sub);
    expect(account?.doc.displayName).toBe(kept);
  });
});
