import { describe, expect, test } from '@jest/globals';
import { removeSite } from '../../src/commands/site.ts';
import { checkMoodle, connectMoodle, disconnectMoodle } from '../../src/commands/site-connection.ts';
import { connectSite } from '../../src/moodle/connection.ts';
import { createMoodleSites } from '../../src/moodle/sites.ts';
import type { HttpClient } from '../../src/outbound/http-client.ts';
import { siteConnections } from '../../src/store/site-connection.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld({ seeded: false });
const issuer = () => world().practice.origin;
const token = () => world().practice.webServices.token;
const language = 'de' as const;

async function printed(work: (print: (line: string) => void) => Promise<unknown>): Promise<string> {
  const lines: string[] = [];
  await work((line) => lines.push(line));
  return lines.join('\n');
}

const connection = () => world().core.store.get(siteConnections, world().site.id);

describe('The connection of a site', () => {
  test('is not there before a token is entered', async () => {
    const sites = createMoodleSites(world().core);
    await expect(sites.of(world().site.id)).rejects.toThrow('moodle.not-connected');
    const check = checkMoodle(world().core, { issuer: issuer(), language }, () => undefined);
    await expect(check).rejects.toThrow('moodle.not-connected');
  });

  test('is refused with a wrong token, for an unknown site, and for a site of another name', async () => {
    const none = () => undefined;
    const wrong = connectMoodle(world().core, { issuer: issuer(), token: 'wrong', language }, none);
    await expect(wrong).rejects.toThrow('moodle.token-invalid');
    const elsewhere = { issuer: 'https://m.example', token: token(), language };
    await expect(connectMoodle(world().core, elsewhere, none)).rejects.toThrow('site.not-found');
    expect(await connection()).toBeUndefined();
  });

  test('is refused where Moodle calls itself otherwise than the site is called here', async () => {
    const { core, site } = world();
    const other = `${issuer()}/moodle`;
    const http: HttpClient = {
      ...core.http,
      send: (request, limits) =>
        core.http.send({ ...request, url: request.url.replace('/moodle/', '/') }, limits),
    };
    const connecting = connectSite({ ...core, http }, { id: site.id, issuer: other }, token());
    await expect(connecting).rejects.toThrow('moodle.site-mismatch');
    expect(await connection()).toBeUndefined();
  });

  test('keeps the token sealed, and checks at once', async () => {
    const text = await printed((print) =>
      connectMoodle(world().core, { issuer: `${issuer()}/`, token: ` ${token()}\n`, language }, print),
    );
    expect(text).toContain('Connected Moodle Lippenau (4.5.6 (Build: 20250811)).');
    expect(text).toContain(`Die Verbindung zu ${issuer()} (4.5.6 (Build: 20250811)) funktioniert.`);
    expect(text).toContain('Nicht versucht: Es gibt keine globale Gruppe.');
    const kept = (await connection())?.doc;
    expect(kept).toMatchObject({ siteUrl: issuer(), serviceUserId: 8 });
    expect(JSON.stringify(kept)).not.toContain(token());
    expect(world().outgoing.join()).not.toContain(token());
    expect(JSON.stringify(world().logged)).not.toContain(token());
  });

  test('is used by reader and writer, which are made once for each token', async () => {
    const sites = createMoodleSites(world().core);
    const moodle = await sites.of(world().site.id);
    expect(await moodle.reader.courses()).toHaveLength(2);
    expect(await sites.of(world().site.id)).toBe(moodle);
    await connectMoodle(world().core, { issuer: issuer(), token: token(), language }, () => undefined);
    expect(await sites.of(world().site.id)).not.toBe(moodle);
  });

  test('says in words what is missing and where to change it', async () => {
    const { settings } = world().practice.webServices;
    settings.functions.delete('core_group_get_group_members');
    settings.missingCapabilities.add('enrol/manual:enrol');
    const text = await printed((print) => checkMoodle(world().core, { issuer: issuer(), language }, print));
    settings.functions.add('core_group_get_group_members');
    settings.missingCapabilities.delete('enrol/manual:enrol');
    expect(text).toContain('hat 2 Probleme.');
    expect(text).toContain('Fehlt: Dem Webservice fehlt die Funktion core_group_get_group_members.');
    expect(text).toContain('Website-Administration > Server > Webservices > Externe Services > Funktionen');
    expect(text).toContain('Fehlt: Dem Dienstkonto fehlt ein Recht: enrol/manual:enrol.');
    expect(text).toMatch(/\d+ Aufrufe in \d+(,\d)? Sekunden\./);
  });

  test('is forgotten on request, and with its site', async () => {
    expect(await connection()).toBeDefined();
    await printed((print) => disconnectMoodle(world().core, issuer(), print));
    expect(await connection()).toBeUndefined();
    await connectMoodle(world().core, { issuer: issuer(), token: token(), language }, () => undefined);
    await removeSite(world().core, issuer(), true, () => undefined);
    expect(await connection()).toBeUndefined();
  });
});
