import { type Account, accountSchema } from '../../src/domain/account.ts';
import { type Curriculum, unitKinds } from '../../src/domain/training-curriculum.ts';
import { type Participant, participantSchema } from '../../src/domain/training-participant.ts';
import type { TrainingRun } from '../../src/domain/training-run.ts';
import type { UnitContent } from '../../src/domain/unit-content.ts';
import { accounts } from '../../src/store/account.ts';
import { memberships } from '../../src/store/membership.ts';
import { insert, type Op } from '../../src/store/port.ts';
import { participants } from '../../src/store/training-participant.ts';

export const people = 200;
export const units = 40;
const steps = 6;
/** Of 20 cells, so many say that somebody is done, and one that somebody has begun. */
const doneOfTwenty = 12;

/** Three screens of text with headings and a list, as a unit to read has. */
const text = Array.from(
  { length: 8 },
  (_, index) =>
    `## Abschnitt ${index + 1}\n\nEin **Medienkonzept** beschreibt, womit eine Schule [digitale Medien](https://example.org/) nutzt. Eine Strategie fragt weiter: Was soll sich im Unterricht verändern, und woran erkennt es das Kollegium?\n\n- Was ist besser geworden?\n- Wer könnte es ausprobieren?\n- Was regelt die Schulleitung?\n`,
).join('\n');

/** A version of the contents with 40 units in six steps, every kind among them; the first can be read. */
export function bigCurriculum(
  spaceId: string,
  now: number,
): { curriculum: Curriculum; content: UnitContent } {
  const content = {
    ...{ id: 'bench-content', spaceId, text: { de: text, en: '' } },
    ...{ materials: [], selfCheck: null },
  };
  const all = Array.from({ length: units }, (_, index) => ({
    key: `unit-${index + 1}`,
    kind: unitKinds[index % unitKinds.length] ?? 'reading',
    title: { de: `Grundlagen der Mediendidaktik ${index + 1}`, en: `Basics of media didactics ${index + 1}` },
    minutes: 45,
    isOptional: false,
    contentId: content.id,
  }));
  const curriculum: Curriculum = {
    ...{ id: 'bench-curriculum', spaceId, version: 2, state: 'published' },
    steps: Array.from({ length: steps }, (_, step) => ({
      id: `step-${step + 1}`,
      title: { de: `Modul ${step + 1}`, en: `Module ${step + 1}` },
      topics: [],
      format: { de: '4 Stunden Selbststudium', en: '' },
      units: all.filter((__, index) => index % steps === step),
    })),
    ...{ practice: { afterStep: 'step-2', events: 4 }, createdAt: now, createdBy: null, publishedAt: now },
  };
  return { curriculum, content };
}

/** Two hundred people of a run, each at another point; every tenth has been silent for three weeks. */
export function crowdOps(run: TrainingRun, { steps: all }: Curriculum, siteId: string, now: number): Op[] {
  const keys = all.flatMap((step) => step.units).map(({ key }) => key);
  return Array.from({ length: people }, (_, index) => {
    const account: Account = accountSchema.parse({
      ...{ id: `bench-account-${index}`, siteId, sub: `bench-${index}`, locale: 'de' },
      ...{ displayName: `Vorname${index} Nachname${index}`, firstSeenAt: now, lastSeenAt: now },
    });
    const { spaceId } = run;
    const states = keys.flatMap((key, at) => {
      const cell = (index + at * 7) % 20;
      if (cell > doneOfTwenty) return [];
      return [[key, { state: cell === doneOfTwenty ? 'begun' : 'done', at: now, by: 'self' }]];
    });
    const participant: Participant = participantSchema.parse({
      ...{ id: `bench-participant-${index}`, spaceId, runId: run.id, accountId: account.id, siteId },
      ...{ practiceNetwork: '', joinedAt: now, units: Object.fromEntries(states) },
      lastActiveAt: index % 10 === 0 ? now - 21 * 86_400_000 : now,
      ...{ practice: { events: index % 5, hours: index % 9 }, completedSteps: {}, completedAt: null },
      isGone: false,
    });
    const membership = {
      ...{ id: `bench-membership-${index}`, spaceId, accountId: account.id, siteId },
      ...{ role: 'trainee' as const, isOwner: false, isConfirmed: true, status: 'active' as const },
      ...{ number: index + 100, createdAt: now },
    };
    return [insert(accounts, account), insert(memberships, membership), insert(participants, participant)];
  }).flat();
}
