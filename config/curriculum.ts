import { z } from 'zod';
import { stepSchema, unitSchema } from '../src/domain/training-curriculum.ts';
import { unitContentSchema } from '../src/domain/unit-content.ts';
import curriculumJson from './curriculum.json' with { type: 'json' };

/** A unit as it is laid down: what later versions keep apart (`Unit`, `UnitContent`) in one piece. */
const laidDownUnitSchema = unitSchema.omit({ contentId: true }).extend({
  isOptional: z.boolean().default(false),
  text: unitContentSchema.shape.text.default({ de: '', en: '' }),
  materials: unitContentSchema.shape.materials.default([]),
  selfCheck: unitContentSchema.shape.selfCheck.default(null),
});

const curriculumSchema = z.object({
  steps: z.array(stepSchema.extend({ units: z.array(laidDownUnitSchema).min(1) })).length(6),
  practice: z.object({ afterStep: z.string(), events: z.number().int().positive() }),
});
type LaidDownCurriculum = z.infer<typeof curriculumSchema>;

/** The training as it is laid down: kick-off and five modules, with topics, format and units. */
export const curriculum: LaidDownCurriculum = curriculumSchema.parse(curriculumJson);
