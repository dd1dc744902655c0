import { describe, expect, test } from '@jest/globals';
import { claim } from '../../lti/claims.ts';
import type { ErrorCode } from '../../src/domain/errors.ts';
import { findLaunchReports } from '../../src/store/launch-report.ts';
import { launch, open, visit } from '../support/launching.ts';
import { expectRefusal } from '../support/refusals.ts';
import { withSecondMoodle } from '../support/second-moodle.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld();
const second = withSecondMoodle(world);

const ours = (): string => world().settings.publicUrl;
const host = (): string => new URL(ours()).host;
const evil = 'evil.example';
const foreign = 'launch.target-foreign';

type Case = [title: string, target: () => unknown, code: ErrorCode];

describe('X61 a link whose target is not a page of its own site is refused', () => {
  test.each<Case>([
    ['another host', () => `https://${evil}/lti/launch`, foreign],
    ['another host without a scheme', () => `//${evil}/lti/launch`, foreign],
    ['a script', () => 'javascript:alert(1)', foreign],
    ['a script in capital letters', () => 'JaVaScRiPt:alert(1)', foreign],
    ['a page inside an address', () => 'data:text/html,<script>alert(1)</script>', foreign],
    ['a file', () => 'file:///etc/passwd', foreign],
    ['a blob of our own host', () => `blob:${ours()}/lti/launch`, foreign],
    ['another host behind our name as a user', () => `http://${host()}@${evil}/`, foreign],
    ['our host behind the name of a user', () => `http://somebody@${host()}/lti/launch`, foreign],
    ['our host behind name and password', () => `http://a:b@${host()}/lti/launch`, foreign],
    ['our host behind an empty user', () => `http://@${evil}\\@${host()}/lti/launch`, foreign],
    [
      'our name as part of another host',
      () => `http://${host().replace(':', `.${evil}:`)}/lti/launch`,
      foreign,
    ],
    ['backslashes', () => `http:\\\\${evil}\\lti\\launch`, foreign],
    ['a backslash before another host', () => `${ours()}\\@${evil}/lti/launch`, foreign],
    ['another port', () => `${ours()}1/lti/launch`, foreign],
    ['another scheme', () => ours().replace('http:', 'https:').concat('/lti/launch'), foreign],
    ['a path without a host', () => '/lti/launch', foreign],
    ['a line break', () => `${ours()}/lti/launch\r\nSet-Cookie: a=b`, foreign],
    ['a tab inside our host', () => `${ours()}\t/lti/launch`, foreign],
    ['a space before our host', () => ` ${ours()}/lti/launch`, foreign],
    ['another host as our path', () => `${ours()}//${evil}/`, foreign],
    ['the operator’s pages', () => `${ours()}/operator`, foreign],
    ['the login itself', () => `${ours()}/lti/login?iss=x`, foreign],
    ['a page of another site', () => `${ours()}/s/${second().site.id}/link`, foreign],
    ['a way up from the own site', () => `${ours()}/s/${world().site.id}/../../operator`, foreign],
    ['an encoded way up', () => `${ours()}/s/${world().site.id}/%2e%2e/%2E%2E/operator`, foreign],
    ['the own site as the beginning of another', () => `${ours()}/s/${world().site.id}0/link`, foreign],
    ['no address at all', () => 'launch', foreign],
    ['an empty text', () => '', 'launch.claim-invalid'],
    ['a number', () => 1, 'launch.claim-invalid'],
    ['a list of a good address', () => [`${ours()}/lti/launch`], 'launch.claim-invalid'],
    ['2,001 characters', () => `${ours()}/lti/launch?${'x'.repeat(2000)}`, 'launch.claim-invalid'],
    ['nothing', () => undefined, 'launch.claim-missing'],
  ])('%s', async (_title, target, code) => {
    await expectRefusal(world(), code, () =>
      launch(world(), { claims: { [claim.targetLinkUri]: target() } }),
    );
  });

  test.each([
    ['on another host', () => `https://${evil}/`, 'target'],
    ['on another site', () => `${ours()}/s/${second().site.id}/link`, 'target-site'],
  ])('the report of a launch to a page %s names the check that failed', async (_title, target, failed) => {
    await launch(world(), { claims: { [claim.targetLinkUri]: target() } });
    const administrator = await visit(world(), 'admin', 'network');
    await open(world(), administrator, `/s/${world().site.id}/launches`);
    const [, report] = await findLaunchReports(world().core.store, world().site.id, 2);
    expect(report).toMatchObject({ code: foreign, failed });
  });

  test('beside them: the launch address, the start page and a page of the own site', async () => {
    const page = `/s/${world().site.id}/link`;
    for (const [target, leadsTo] of [
      [`${ours()}/lti/launch`, /^\/s\/\w+\/spaces\//],
      [`${ours()}/`, /^\/s\/\w+\/spaces\//],
      [ours() + page, new RegExp(`^${page}$`)],
      [`${ours()}${page}?lang=en#top`, /\/link\?lang=en$/],
    ] as const) {
      const response = await launch(world(), { claims: { [claim.targetLinkUri]: target } });
      expect([target, response.statusCode]).toEqual([target, 303]);
      expect(response.headers.location).toMatch(leadsTo);
    }
  });
});
