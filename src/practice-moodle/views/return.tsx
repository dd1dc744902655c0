import type { VNode } from 'preact';
import { bareDocument } from './layout.tsx';

/** Between tool and course: leaves the frame by itself, or shows what the tool has to say. */
export function returnPage(coursePath: string, message: string): VNode {
  return bareDocument(
    'Zurück zum Kurs',
    <main class="forward">
      <h1>Zurück zum Kurs</h1>
      {message !== '' && <p>{message}</p>}
      <p>
        <a id="back" href={coursePath} target="_top">
          Den Kurs öffnen
        </a>
      </p>
    </main>,
    message === '' ? '/theme/leave-frame.js' : undefined,
  );
}
