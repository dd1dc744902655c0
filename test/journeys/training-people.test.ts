import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Membership } from '../../src/domain/membership.ts';
import { memberships } from '../../src/store/membership.ts';
import { update } from '../../src/store/port.ts';
import { findMentorship, participantsOf } from '../../src/store/training-participant.ts';
import { trainingRuns } from '../../src/store/training-run.ts';
import { paths } from '../../src/web/addresses.ts';
import { membershipOf } from '../support/ground.ts';
import { follow, type Guest, post, problemsOn, textOf, typedIn } from '../support/guest.ts';
import { open } from '../support/launching.ts';
import { codeOn } from '../support/refusals.ts';
import { headingOf, stagePage, traineeOn, trainingCast } from '../support/training-cast.ts';
import { setTrainingStage, type TrainingCast, type TrainingStage } from '../support/training-stage.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld({ seeded: false });
let cast: TrainingCast;
let stage: TrainingStage;

beforeAll(async () => {
  cast = await trainingCast(world());
});
beforeEach(async () => {
  stage = await setTrainingStage(world(), cast);
});

const at = (path: Parameters<typeof stagePage>[2], values?: Record<string, string>) =>
  stagePage(stage, cast.trainer, path, values);
const page = () => textOf(world(), cast.trainer, at(paths.runPeople));
const send = (path: Parameters<typeof stagePage>[2], fields = {}) =>
  post(world(), cast.trainer, at(path), fields);
const people = async () => (await participantsOf(world().core.store, stage.run.id)).map(({ doc }) => doc);
const mentorOf = async () => {
  const found = await findMentorship(world().core.store, await traineeOn(world(), stage));
  return found?.doc.mentorId;
};

describe('members of the space', () => {
  const add = (...ids: string[]) =>
    send(paths.runPeople, {
      from: 'members',
      ...Object.fromEntries(ids.map((id, index) => [`p-${index}`, id])),
    });

  test('who are in no role that leads can take part, and are confirmed trainees then', async () => {
    const offered = /id="from-members-heading".*?<\/form>/s.exec(await page())?.[0] ?? '';
    expect([offered.includes('Karim Haddad'), offered.includes('Mira Mentor')]).toEqual([true, false]);
    expect((await add(cast.member.accountId)).statusCode).toBe(303);
    expect(await membershipOf(world(), stage.space, cast.member)).toMatchObject({
      role: 'trainee',
      isConfirmed: true,
    });
    expect(headingOf(await page())).toBe('Drei Personen nehmen teil');
  });

  test.each(['mentor', 'trainer', 'owner', 'removed', 'elsewhere'] as const)(
    'a form that names the %s adds nobody, and changes no role',
    async (who) => {
      const before = await membershipOf(world(), stage.space, cast[who]);
      await add(cast[who].accountId);
      expect(await people()).toHaveLength(2);
      expect(await membershipOf(world(), stage.space, cast[who])).toEqual(before);
    },
  );

  test('nobody ticked is said at the list', async () => {
    const answer = await add();
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('Kreuzen Sie mindestens eine Person an.');
  });

  test('of a run that is filled by hand take part only when somebody added them', async () => {
    const { store } = world().core;
    const run = await store.get(trainingRuns, stage.run.id);
    if (run) await store.commit([update(trainingRuns, run, { entry: 'by-hand' })]);
    const fresh = await setTrainingStage(world(), cast);
    const stored = await store.get(trainingRuns, fresh.run.id);
    if (stored) await store.commit([update(trainingRuns, stored, { entry: 'by-hand' })]);
    const path = stagePage(fresh, cast.member, paths.trainingPath);
    expect(codeOn(await open(world(), cast.member, path))).toBe('training.no-part');
  });
});

describe('somebody who leaves a run', () => {
  test('is not shown any more, keeps everything, and comes back with it', async () => {
    const before = await traineeOn(world(), stage);
    const removed = await send(paths.runPersonRemoval);
    const html = (await follow(world(), cast.trainer, removed)).body;
    expect(headingOf(html)).toBe('Eine Person nimmt teil');
    expect(html).toContain('Nehmen nicht mehr teil');
    expect(html).toContain(`action="${at(paths.runPersonReturn)}"`);
    expect(await textOf(world(), cast.trainer, at(paths.group))).not.toContain('Lena Brinkhoff');
    const path = stagePage(stage, cast.trainee, paths.trainingPath);
    expect(codeOn(await open(world(), cast.trainee, path))).toBe('training.no-part');
    const own = await open(world(), cast.trainee, at(paths.trainee));
    expect([own.statusCode, codeOn(own)]).toEqual([403, 'access.denied']);
    const mentor = await open(world(), cast.mentor, at(paths.trainee));
    expect([mentor.statusCode, codeOn(mentor)]).toEqual([403, 'access.denied']);
    await send(paths.runPersonReturn);
    expect(await traineeOn(world(), stage)).toEqual(before);
    expect((await open(world(), cast.trainee, path)).statusCode).toBe(200);
  });

  test('by being removed from the space is not waited for, and is back with everything when brought back', async () => {
    const { store } = world().core;
    const membership = await membershipOf(world(), stage.space, cast.trainee);
    const stored = await store.get(memberships, membership?.id ?? '');
    if (!stored) throw new Error('no membership');
    await store.commit([update(memberships, stored, { status: 'removed' })]);
    const names = async (path: Parameters<typeof stagePage>[2], who: Guest) =>
      (await textOf(world(), who, at(path))).includes('Lena Brinkhoff');
    const shown = async () => [
      await names(paths.group, cast.trainer),
      await names(paths.runPeople, cast.trainer),
      await names(paths.mentees, cast.mentor),
    ];
    expect(await shown()).toEqual([false, false, false]);
    expect(await people()).toHaveLength(1);
    const gone = await store.get(memberships, stored.doc.id);
    if (gone) await store.commit([update(memberships, gone, { status: 'active' })]);
    expect(await shown()).toEqual([true, true, true]);
  });

  test('of another run cannot be reached through this one', async () => {
    const { store } = world().core;
    const next = { ...stage.run, id: `next-run-of-${stage.space.id}`, title: 'Durchgang 5' };
    await store.commit([{ kind: 'insert', collection: trainingRuns, doc: next }]);
    const other = await setTrainingStage(world(), cast);
    for (const address of [
      at(paths.runPersonRemoval, { run: next.id }),
      at(paths.runPersonRemoval, { participant: other.ids.participant ?? '' }),
    ]) {
      expect((await post(world(), cast.trainer, address)).statusCode).toBe(404);
    }
    expect((await traineeOn(world(), stage)).isGone).toBe(false);
    expect((await traineeOn(world(), other)).isGone).toBe(false);
  });
});

describe('somebody who leads', () => {
  const tabsOn = (html: string) =>
    /<ul class="nb-tabs">([\s\S]*?)<\/ul>/.exec(html)?.[1]?.match(/<a /g) ?? [];

  test('and takes part or mentors as well has six tabs, and finds the other pages on the overview', async () => {
    const { store } = world().core;
    const links = async (who: Guest) => {
      const html = await textOf(world(), who, at(paths.about));
      return [paths.trainingPath, paths.mentees, paths.reflections].map((path) =>
        html.includes(`href="${at(path)}"`),
      );
    };
    expect(await links(cast.trainer)).toEqual([false, false, true]);
    await letBeMember(cast.mentor, { isOwner: true });
    expect(await links(cast.mentor)).toEqual([false, true, true]);
    expect(tabsOn(await textOf(world(), cast.mentor, at(paths.about)))).toHaveLength(6);
    await letBeMember(cast.trainee, { isOwner: true, isConfirmed: true });
    expect(await links(cast.trainee)).toEqual([true, false, true]);

    async function letBeMember(who: Guest, changes: Partial<Membership>): Promise<void> {
      const membership = await membershipOf(world(), stage.space, who);
      const stored = await store.get(memberships, membership?.id ?? '');
      if (stored) await store.commit([update(memberships, stored, changes)]);
    }
  });
});

describe('mentor and network of the practice', () => {
  const save = (fields: Record<string, string>) => send(paths.runPerson, fields);
  const seen = async (who: 'mentor' | 'member') =>
    (await open(world(), cast[who], at(paths.trainee))).statusCode;

  test('are chosen for each person, and only that mentor sees how far the person is', async () => {
    await save({ mentor: cast.mentor.accountId, network: 'Netzwerk Lernen 27' });
    expect(await mentorOf()).toBe(cast.mentor.accountId);
    expect(await page()).toContain('<bdi>Netzwerk Lernen 27</bdi>');
    expect(await seen('mentor')).toBe(200);
    await save({ mentor: '', network: '' });
    expect([await mentorOf(), await seen('mentor')]).toEqual([undefined, 403]);
    await save({ mentor: cast.mentor.accountId, network: '' });
    expect(await seen('mentor')).toBe(200);
  });

  test('sent twice at once name one mentor', async () => {
    await save({ mentor: '', network: '' });
    const fields = { mentor: cast.mentor.accountId, network: '' };
    const answers = await Promise.all([save(fields), save(fields), save(fields)]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303, 303]);
    expect(await mentorOf()).toBe(cast.mentor.accountId);
  });

  test.each(['member', 'trainer', 'elsewhere'] as const)(
    'the %s has no such role in the space and cannot be named',
    async (who) => {
      const answer = await save({ mentor: cast[who].accountId, network: 'Netz' });
      expect([answer.statusCode, problemsOn(answer.body)]).toEqual([
        422,
        ['Wählen Sie jemanden aus der Liste.'],
      ]);
      expect(typedIn(answer.body, 'network')).toBeDefined();
      expect(await mentorOf()).toBe(cast.mentor.accountId);
    },
  );

  test('too long a name of the network comes back as it was typed', async () => {
    const network = 'N'.repeat(201);
    const answer = await save({ mentor: cast.mentor.accountId, network });
    expect([answer.statusCode, answer.body.includes(network)]).toEqual([422, true]);
    expect(answer.body).toContain('Das Netzwerk hat höchstens 200 Zeichen.');
    expect((await traineeOn(world(), stage)).practiceNetwork).toBe('');
  });
});
