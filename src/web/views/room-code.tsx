import type { VNode } from 'preact';
import { formatTime } from '../dates.ts';
import type { T } from '../language.ts';
import { Form, type FormSeal } from './form.tsx';

export interface RoomCodeProps {
  t: T;
  seal: FormSeal;
  /** The code that can be used now; until when, in epoch milliseconds. */
  code: { digits: string; expiresAt: number } | undefined;
  /** POST: gives out a new one. */
  newCode: string;
}

/** The code by which those in the room note themselves, big enough for a projector. */
export function RoomCode({ t, seal, code, newCode }: RoomCodeProps): VNode {
  return (
    <section class="nb-panel" aria-labelledby="code-heading">
      <h2 id="code-heading">{t('attendance.code')}</h2>
      {code ? (
        <>
          {/* In two groups, as people read it aloud. */}
          <p class="nb-room-code">
            {code.digits.slice(0, 3)} {code.digits.slice(3)}
          </p>
          <p>{t('attendance.code-until', { time: formatTime(code.expiresAt, t.language) })}</p>
        </>
      ) : (
        <p>{t('attendance.code-about')}</p>
      )}
      <Form action={newCode} seal={seal}>
        <button type="submit" class="btn btn-outline-secondary">
          {t(code ? 'attendance.code-again' : 'attendance.code-show')}
        </button>
      </Form>
    </section>
  );
}
