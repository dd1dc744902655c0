import type { VNode } from 'preact';
import { bareDocument } from './layout.tsx';

/** A form that sends itself; its button is for browsers without script. */
export function autoPostPage(action: string, fields: Record<string, string>): VNode {
  return bareDocument(
    'Weiterleitung',
    <main class="forward">
      <h1>Die Aktivität wird geöffnet</h1>
      <form id="forward" method="post" action={action}>
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <button type="submit">Aktivität öffnen</button>
      </form>
    </main>,
    '/theme/auto-submit.js',
  );
}
