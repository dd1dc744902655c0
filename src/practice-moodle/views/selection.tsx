import type { VNode } from 'preact';
import type { Course } from '../course.ts';
import type { NewActivity } from '../deep-linking/content-item.ts';
import { bareDocument } from './layout.tsx';

interface SelectionView {
  items: readonly NewActivity[];
  message: string;
  errorMessage: string;
  /** Nothing without items. */
  selection: string | undefined;
  sesskey: string;
}

/** What the tool proposes, before it is added; stands in the frame of the choice, and leads out of it. */
export function selectionPage(course: Course, view: SelectionView): VNode {
  const { items, message, errorMessage, selection } = view;
  const back = `/course/view.php?id=${course.id}`;
  return bareDocument(
    'Inhalt ausgewählt',
    <main class="forward">
      <h1>{`Aktivität hinzufügen: ${course.shortName}`}</h1>
      {errorMessage !== '' && <p class="error">{errorMessage}</p>}
      {selection === undefined ? (
        <p>Es wurde nichts ausgewählt.</p>
      ) : (
        <>
          <p class="success">{message || 'Die Auswahl ist angekommen.'}</p>
          <p>Die folgenden Elemente werden zum Kurs hinzugefügt:</p>
          <ul class="items">{items.map(selectedItem)}</ul>
        </>
      )}
      <form class="actions" method="post" action="/course/modedit.php" target="_top">
        {selection !== undefined && (
          <>
            <input type="hidden" name="sesskey" value={view.sesskey} />
            <input type="hidden" name="selection" value={selection} />
            <button class="button" type="submit">
              Speichern und zurück zum Kurs
            </button>
          </>
        )}
        <a href={back} target="_top">
          {selection === undefined ? 'Zurück zum Kurs' : 'Abbrechen'}
        </a>
      </form>
    </main>,
  );
}

function selectedItem(item: NewActivity): VNode {
  return (
    <li key={item.title}>
      <strong>{item.title}</strong>
      {item.column && <em>{`Aktivität mit Bewertung (höchstens ${item.column.max} Punkte)`}</em>}
    </li>
  );
}
