import { beforeAll, describe, expect, test } from '@jest/globals';
import { syncMappings } from '../../src/store/sync-mapping.ts';
import { addressOf, paths } from '../../src/web/addresses.ts';
import { makeMember } from '../support/ground.ts';
import { come } from '../support/guest.ts';
import { headingOf, openDesk, type SyncDesk, until } from '../support/sync-desk.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld();
let desk: SyncDesk;
let cohortId: number;
let plan: string;
let run: string;
const inCohort = (): number[] => [...(world().practice.webServices.cohort(cohortId)?.members ?? [])];
const hashOn = (page: string): string => /name="hash" value="([^"]+)"/.exec(page)?.[1] ?? '';

beforeAll(async () => {
  desk = await openDesk(world());
  cohortId = world().practice.webServices.addCohort('Netzwerk Lippenau', [], 'NL27');
  for (const { userId } of world().practice.invent(12) as unknown as { userId: string }[]) {
    const guest = await come(world(), { sub: userId, name: `Person ${userId}` });
    await makeMember(world(), desk.space, guest);
  }
});

describe('an administrator connects Moodle', () => {
  test('and is told what is missing before anything else', async () => {
    expect(headingOf(await desk.look(desk.at(paths.sync)))).toBe('Moodle ist noch nicht verbunden');
  });

  test('with a wrong key nothing is kept, the reason is told, and the key is not shown again', async () => {
    const answer = await desk.send(desk.at(paths.syncConnection), { token: 'f'.repeat(32) });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('Der Zugangsschlüssel wurde nicht gespeichert.');
    expect(answer.body).not.toContain('f'.repeat(32));
    expect(headingOf(await desk.look(desk.at(paths.syncConnection)))).toBe('Moodle ist noch nicht verbunden');
  });

  test('with the right key it is checked at once; the key never appears on a page or in the log', async () => {
    const { token } = world().practice.webServices;
    const answer = await desk.send(desk.at(paths.syncConnection), { token: ` ${token} ` });
    const page = await desk.look(desk.led(answer));
    expect(headingOf(page)).toBe('Die Verbindung funktioniert');
    expect(page + JSON.stringify(world().logged)).not.toContain(token);
  });

  test('failures stand first, each with its way in Moodle; a check of yesterday says so', async () => {
    const { settings } = world().practice.webServices;
    settings.functions.delete('core_cohort_add_cohort_members');
    settings.assignableRoles.delete(5);
    await desk.send(desk.at(paths.syncCheck));
    const page = await desk.look(desk.at(paths.syncConnection));
    expect(headingOf(page)).toBe('Zwei Dinge fehlen noch');
    const [first, second] = [...page.matchAll(/<h2 class="nb-row-title[^>]*>.*?<span>(.*?)<\/span>/gs)].map(
      ([, words]) => words,
    );
    expect(first).toContain('core_cohort_add_cohort_members');
    expect(second).toContain('Rolle');
    const { issuer } = world().site;
    expect(page).toContain(`href="${issuer}/admin/settings.php?section=externalservices"`);
    expect(page).toContain(`href="${issuer}/admin/roles/allow.php?mode=assign"`);
    settings.functions.add('core_cohort_add_cohort_members');
    settings.assignableRoles.add(5);
    await desk.send(desk.at(paths.syncCheck));
    expect(headingOf(await desk.look(desk.at(paths.syncConnection)))).toBe('Die Verbindung funktioniert');
  });
});

describe('then maps the space to a cohort', () => {
  test('step by step, searching what Moodle answers', async () => {
    const start = desk.at(paths.syncMappingNew);
    expect(await desk.look(start)).toContain(desk.space.title);
    const search = `${start}?space=${desk.space.id}&kind=cohort&q=nl27`;
    expect(await desk.look(search)).toContain('Netzwerk Lippenau');
    expect(await desk.look(`${search}x`)).toContain('Nichts gefunden');
    const form = await desk.look(`${start}?space=${desk.space.id}&kind=cohort&target=${cohortId}`);
    expect(headingOf(form)).toContain('globale Gruppe „Netzwerk Lippenau“');
    const fields = { space: desk.space.id, kind: 'cohort', target: String(cohortId) };
    const rest = { people: 'role:teacher', direction: 'to-moodle', whenGone: 'remove', schedule: '' };
    const list = await desk.look(
      desk.led(await desk.send(desk.at(paths.syncMappings), { ...fields, ...rest })),
    );
    expect(headingOf(list)).toBe('Eine Zuordnung wartet auf ihre erste Prüfung');
  });

  const impossible = [
    [
      { direction: 'to-moodle', whenGone: 'suspend' },
      'Aussetzen geht nur bei Einschreibungen in einen Kurs.',
    ],
    [{ direction: 'from-moodle', whenGone: 'remove' }, 'Aus einem Raum wird niemand entfernt.'],
    [
      { direction: 'from-moodle', whenGone: 'keep', people: 'training-group:A' },
      'Aus Moodle in den Raum geht es für alle Mitglieder oder für eine Rolle',
    ],
  ] as const;
  test.each(impossible)(
    'what does not fit together is told in the form, which keeps the rest: %j',
    async (choice, told) => {
      const { store } = world().core;
      const kept = async () => (await store.find(syncMappings, 'bySite', [world().site.id])).rows;
      const before = await kept();
      const fields = { space: desk.space.id, kind: 'cohort', target: String(cohortId) };
      const wanted = { people: 'role:teacher', schedule: '0 3 * * *', ...choice };
      const edit = addressOf(paths.syncMapping, { site: world().site.id, mapping: before[0]?.doc.id ?? '' });
      for (const [address, more] of [
        [desk.at(paths.syncMappings), fields],
        [edit, {}],
      ] as const) {
        const answer = await desk.send(address, { ...more, ...wanted });
        expect([address, answer.statusCode]).toEqual([address, 422]);
        expect(headingOf(answer.body)).toContain('globale Gruppe „Netzwerk Lippenau“');
        expect(answer.body).toContain(told);
        expect(answer.body).toMatch(
          /<option [^>]*selected[^>]*value="0 3 \* \* \*"|value="0 3 \* \* \*"[^>]*selected/,
        );
        for (const [name, value] of Object.entries(more))
          expect(answer.body).toMatch(new RegExp(`name="${name}" value="${value}"`));
      }
      expect(await kept()).toEqual(before);
    },
  );

  test('and gets a plan that waits, changes nothing, and explains itself', async () => {
    plan = desk.led(await desk.send(desk.at(paths.syncPlans)));
    const page = await desk.look(plan);
    expect(headingOf(page)).toBe('Netzbrücke → Moodle Lippenau: 12 neu, 0 ausgesetzt, 0 entfernt');
    expect(page).toContain('Noch ist nichts geändert.');
    expect(page).toContain('12 Schritte ausführen');
    expect(inCohort()).toEqual([]);
  });

  test('the plan is filtered by links, and can be kept as a table', async () => {
    expect(await desk.look(`${plan}?show=suspend`)).toContain('aria-current="true"');
    const file = await world().app.inject({ url: `${plan}/steps.csv`, cookies: desk.admin.cookies });
    expect(file.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(file.body.startsWith('\uFEFFNr.;Schritt;Person')).toBe(true);
    expect(file.body.trim().split('\r\n')).toHaveLength(13);
  });

  test('without the tick nothing runs', async () => {
    const answer = await desk.send(`${plan}/run`, { hash: hashOn(await desk.look(plan)) });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('Bestätigen Sie, dass Sie den Plan geprüft haben.');
    expect(inCohort()).toEqual([]);
  });

  test('another plan than the one that was shown does not run', async () => {
    const answer = await desk.send(`${plan}/run`, { hash: 'something-else', reviewed: 'on' });
    expect(answer.statusCode).toBe(409);
    expect(inCohort()).toEqual([]);
  });

  test('an exception set in the plan holds in this very run', async () => {
    const page = await desk.look(plan);
    const user = /name="user" value="(\d+)"/.exec(page)?.[1] ?? '';
    const back = await desk.send(desk.at(paths.syncPins), {
      user,
      kind: 'never',
      plan: plan.split('/').at(-1) ?? '',
    });
    expect(desk.led(back)).toBe(plan);
    const fields = { hash: hashOn(page), reviewed: 'on' };
    const [one, two] = await Promise.all([
      desk.send(`${plan}/run`, fields),
      desk.send(`${plan}/run`, fields),
    ]);
    run = desk.led(one);
    expect(desk.led(two)).toBe(run);
    const report = await until(desk, run, /Fertig/);
    expect(headingOf(report)).toBe('Fertig, ein Schritt von 12 blieb offen');
    expect(report).toContain('übersprungen');
    expect(inCohort()).toHaveLength(11);
    expect(inCohort()).not.toContain(Number(user));
  });

  test('a second plan has nothing to do', async () => {
    const page = await desk.look(desk.led(await desk.send(desk.at(paths.syncPlans))));
    expect(headingOf(page)).toBe('Es ist nichts zu tun');
    expect(headingOf(await desk.look(desk.at(paths.sync)))).toMatch(/^Beide Seiten sind gleich/);
  });
});

describe('takes the run back', () => {
  test('by a plan of its own, that waits like any other', async () => {
    world().turnClock(1000);
    const undo = desk.led(await desk.send(desk.at(paths.syncUndo)));
    const page = await desk.look(undo);
    expect(headingOf(page)).toContain(
      'Rückgängig: Netzbrücke → Moodle Lippenau: 0 neu, 0 ausgesetzt, 11 entfernt',
    );
    const answer = await desk.send(`${undo}/run`, { hash: hashOn(page), reviewed: 'on' });
    await until(desk, desk.led(answer), /Fertig/);
    expect(inCohort()).toEqual([]);
  });
});
