import type { T } from '../language.ts';
import { counted } from './counted.ts';

/** "Zwei von vier Treffen sind begleitet": how far the practice is. */
export function practiceHeading(
  t: T,
  { isOpen, step, done, wanted }: { isOpen: boolean; step: string; done: number; wanted: number },
): string {
  if (!isOpen && done === 0) return t('practice.heading-later', { step });
  if (done >= wanted) return counted(t, 'practice.heading-complete', done);
  if (done === 0) return counted(t, 'practice.heading-none', wanted);
  return counted(t, 'practice.heading-left', wanted - done);
}
