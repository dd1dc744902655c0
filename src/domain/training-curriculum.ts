import { z } from 'zod';
import { wordsSchema } from './words.ts';

/** Kinds of units. The first four are done alone and online, the last two together at a date. */
export const unitKinds = [
  'reading',
  'video',
  'self-check',
  'reflection',
  'video-conference',
  'workshop',
] as const;
export const unitKindSchema = z.enum(unitKinds);
export type UnitKind = z.infer<typeof unitKindSchema>;

/** Kinds at which people meet: they have a date in a run, and are done by having been there. */
export const meetingKinds: readonly UnitKind[] = ['video-conference', 'workshop'];

/** Name of a unit, stable through all versions of a curriculum. */
const keySchema = z.string().regex(/^[a-z0-9-]{1,60}$/);

export const unitSchema = z.object({
  key: keySchema,
  kind: unitKindSchema,
  title: wordsSchema(120),
  /** Planned time. */
  minutes: z.number().int().min(1).max(6000),
  /** One that may be left out: it does not count for its module. */
  isOptional: z.boolean(),
  /** The `UnitContent` that it shows. */
  contentId: z.string(),
});
/** The smallest part of the training (screen word: Einheit). */
export type Unit = z.infer<typeof unitSchema>;

export const stepSchema = z.object({
  id: keySchema,
  title: wordsSchema(120),
  topics: z.array(wordsSchema(200)).max(10),
  /** How the step is held, for example "4 Stunden Selbststudium und 1 Stunde Videokonferenz". */
  format: wordsSchema(200),
  units: z.array(unitSchema).max(40),
});
/** Kick-off or module of the training, with its units in order. */
export type TrainingStep = z.infer<typeof stepSchema>;

export const curriculumSchema = z.object({
  id: z.string(),
  spaceId: z.string(),
  /** 1, 2, … as they were published; a draft has the number that it will get. */
  version: z.number().int().positive(),
  /** Only a published version is used by runs, and it never changes again. */
  state: z.enum(['draft', 'published']),
  steps: z.array(stepSchema).min(1).max(12),
  practice: z.object({
    /** Id of the step after which trainees begin to facilitate an existing network. */
    afterStep: keySchema,
    /** Events to be accompanied until the practice is complete. */
    events: z.number().int().min(0).max(100),
  }),
  createdAt: z.number().int(),
  createdBy: z.string().nullable(),
  publishedAt: z.number().int().nullable(),
});
/** One version of the training's contents. Times in epoch milliseconds. */
export type Curriculum = z.infer<typeof curriculumSchema>;

export type PlacedUnit = { step: TrainingStep; unit: Unit };

/** All units of a curriculum in order, each with the step that it belongs to. */
export function unitsOf({ steps }: Pick<Curriculum, 'steps'>): PlacedUnit[] {
  return steps.flatMap((step) => step.units.map((unit) => ({ step, unit })));
}

/** Steps without a unit that counts: such a curriculum cannot be published, a module would be complete by itself. */
export function emptySteps({ steps }: Pick<Curriculum, 'steps'>): TrainingStep[] {
  return steps.filter((step) => step.units.every(({ isOptional }) => isOptional));
}
