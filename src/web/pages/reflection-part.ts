import type { ReflectionAudience } from '../../domain/reflection.ts';
import type { Unit } from '../../domain/training-curriculum.ts';
import { findReflection } from '../../store/reflection.ts';
import { mentorOf } from '../../store/training-participant.ts';
import { addressOf, paths } from '../addresses.ts';
import type { TraineeVisit } from '../training-visit.ts';
import type { Draft } from '../views/problems.tsx';
import type { ReflectionFormProps } from '../views/reflection-form.tsx';
import { valuesOf } from './trainee-path.ts';

/** What was typed and not taken: because something is wrong, or because another window saved meanwhile. */
export interface ReflectionDraft extends Draft<'text' | 'audience'> {
  isConflict: boolean;
}

/** The form in which somebody writes, with what is stored, or with what was typed. */
export async function reflectionPart(
  visit: TraineeVisit,
  unit: Unit,
  draft: ReflectionDraft | undefined,
): Promise<Omit<ReflectionFormProps, 't' | 'seal'>> {
  const { services, participant } = visit;
  const { accountId, runId } = participant.doc;
  const stored = await findReflection(services.store, { accountId, runId, unitKey: unit.key });
  const audience: ReflectionAudience = stored?.doc.audience ?? 'private';
  return {
    action: addressOf(paths.reflection, { ...valuesOf(visit), unit: unit.key }),
    text: stored?.doc.text ?? '',
    audience,
    savedAt: stored?.doc.updatedAt,
    hasMentor: (await mentorOf(services.store, participant.doc)) !== undefined,
    ...(draft ? { draft } : {}),
  };
}
