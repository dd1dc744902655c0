import type { VNode } from 'preact';
import { type MoodleErrorCode, moodleErrors } from '../moodle-error.ts';
import { bareDocument } from './layout.tsx';

export function errorPage(code: MoodleErrorCode): VNode {
  return bareDocument(
    'Fehler',
    <main class="forward">
      <h1>Fehler</h1>
      <p class="error">{moodleErrors[code]}</p>
      <p>
        Fehlercode: <code>{code}</code>
      </p>
      <p>
        <a href="/" target="_top">
          Zurück zum Kurs
        </a>
      </p>
    </main>,
  );
}
