import { z } from 'zod';
import curriculumJson from './curriculum.json' with { type: 'json' };

const wordsSchema = z.object({ de: z.string().min(1), en: z.string().min(1) }).readonly();

/** One step of the training of network managers, in both languages. */
const stepSchema = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: wordsSchema,
  topics: z.array(wordsSchema).min(1).readonly(),
  format: wordsSchema,
});

const curriculumSchema = z.object({
  steps: z.array(stepSchema).length(6).readonly(),
  /** Step after which trainees begin to facilitate an existing network, together with a mentor. */
  practiceAfter: z.string(),
});
export type Curriculum = z.infer<typeof curriculumSchema>;

/** The training as it is laid down: kick-off and five modules, with topics and format. */
export const curriculum: Curriculum = curriculumSchema.parse(curriculumJson);
