import { beforeAll, describe, expect, test } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { connectSite } from '../../src/moodle/connection.ts';
import { memberships } from '../../src/store/membership.ts';
import { personEntries } from '../../src/store/person-entry.ts';
import { everyRow } from '../../src/store/port.ts';
import { paths } from '../../src/web/addresses.ts';
import { sealForm } from '../../src/web/forms.ts';
import { headingOf, openDesk, type SyncDesk } from '../support/sync-desk.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld();
let desk: SyncDesk;
let people: { userId: string; email: string; username: string; firstName: string; lastName: string }[];
const here = (): string => desk.at(paths.syncSpacePeople, { space: desk.space.id });

beforeAll(async () => {
  const { core, site, practice } = world();
  desk = await openDesk(world());
  await connectSite(core, site, practice.webServices.token);
  people = practice.invent(6) as unknown as typeof people;
});

/** Sends a list as the browser does: as multipart, with a file or with text. */
function sendList(fields: Record<string, string>, file?: Uint8Array): Promise<LightMyRequestResponse> {
  const { csrf, account } = sealForm(world().core, desk.admin.session);
  const boundary = 'b0undary';
  const parts = Object.entries({ csrf, account, ...fields }).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const payload = Buffer.concat([
    Buffer.from(parts.join('')),
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="liste.csv"\r\nContent-Type: text/csv\r\n\r\n`,
    ),
    file ?? new Uint8Array(),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  return world().app.inject({
    method: 'POST',
    url: desk.at(paths.syncLists, { space: desk.space.id }),
    cookies: desk.admin.cookies,
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      origin: world().settings.publicUrl,
    },
    payload,
  });
}

async function entries(): Promise<number> {
  const rows = everyRow(world().core.store, personEntries, 'bySpace', [desk.space.id]);
  return (await Array.fromAsync(rows)).length;
}

describe('a list of people', () => {
  test('has a template with a BOM, for people and for schools', async () => {
    const file = await world().app.inject({ url: desk.at(paths.syncTemplate), cookies: desk.admin.cookies });
    expect(file.body).toMatch(/^\uFEFFNachname;Vorname;Rolle/);
    expect(file.headers['content-disposition']).toContain('personen.csv');
  });

  test('with mistakes is refused as a whole, with line numbers, and what was pasted comes back', async () => {
    const text = 'Name;Rolle;Anmeldename\nA;Hausmeister;a\nB;Lehrkraft;';
    const answer = await sendList({ kind: 'people', text });
    expect([answer.statusCode, headingOf(answer.body)]).toEqual([
      422,
      'Zwei Stellen in der Liste stimmen nicht',
    ]);
    expect(answer.body).toContain('Zeile 2: Diese Rolle gibt es in diesem Raum nicht');
    expect(answer.body).toContain('B;Lehrkraft;</textarea>');
    expect(await entries()).toBe(0);
  });

  test('is shown before anything of it is in force: a file from a spreadsheet, in Windows-1252', async () => {
    const file = Buffer.from('Schulnummer;Schule\r\n100001;Grundschule Süd', 'latin1');
    const address = desk.led(await sendList({ kind: 'schools', text: '' }, file));
    const page = await desk.look(address);
    expect(headingOf(page)).toBe('Eine Schule ist in der Liste');
    expect(page).toContain('Grundschule Süd');
    expect(desk.led(await desk.send(address))).toBe(here());
  });

  test('brings in who is found by name or number; an address alone waits for a human', async () => {
    const [one, two, three] = people;
    if (!one || !two || !three) throw new Error('nobody is invented');
    const lines = [
      `Erste Person;Lehrkraft;100001;${one.username};`,
      `Zweite Person;Lehrkraft;100001;;${two.email.toUpperCase()}`,
      `Dritte Person;Lehrkraft;;${three.username};${one.email}`,
      'Vierte Person;Lehrkraft;;gibt-es-nicht;',
    ];
    const text = ['Name;Rolle;Schulnummer;Anmeldename;E-Mail', ...lines].join('\n');
    const address = desk.led(await sendList({ kind: 'people', text }));
    expect(headingOf(await desk.look(address))).toBe('Vier Personen sind in der Liste');
    expect(await entries()).toBe(0);
    const page = await desk.look(desk.led(await desk.send(address)));
    expect(headingOf(page)).toBe('Bei zwei Personen entscheiden Sie');
    expect(page).toContain('Nur die E-Mail-Adresse stimmt überein.');
    expect(page).toContain('Mehrere Konten passen.');
    expect(page).toContain('Vierte Person');
  });

  test('a human confirms one account, and not one that was never found', async () => {
    const two = people[1]?.userId ?? '';
    const entry = new RegExp(`entries/([\\w-]+)"[^<]*>(?:(?!</form>).)*?value="${two}"`, 's').exec(
      await desk.look(here()),
    )?.[1];
    const address = desk.at(paths.syncConfirm, { space: desk.space.id, entry: entry ?? '' });
    const wrong = await desk.send(address, { user: '99999' });
    expect([wrong.statusCode, headingOf(wrong.body)]).toEqual([422, 'Dieses Konto steht nicht zur Wahl']);
    const before = (
      await Array.fromAsync(everyRow(world().core.store, memberships, 'bySpace', [desk.space.id]))
    ).length;
    await desk.send(address, { user: two });
    expect(headingOf(await desk.look(here()))).toBe('Bei einer Person entscheiden Sie');
    const after = (
      await Array.fromAsync(everyRow(world().core.store, memberships, 'bySpace', [desk.space.id]))
    ).length;
    expect(after).toBe(before + 1);
  });

  test('sent twice is applied once', async () => {
    const five = people[4];
    const text = `Name;Rolle;Anmeldename\nFünfte Person;Lehrkraft;${five?.username}`;
    const address = desk.led(await sendList({ kind: 'people', text }));
    const before = await entries();
    await Promise.all([desk.send(address), desk.send(address)]);
    expect(await entries()).toBe(before + 1);
  });

  test('that is larger than five megabytes is refused', async () => {
    const answer = await sendList({ kind: 'people', text: '' }, Buffer.alloc(5 * 1024 * 1024 + 1, 'a'));
    expect(answer.statusCode).toBe(413);
  });
});
