import type { VNode } from 'preact';
import type { ToolType } from '../tool-type.ts';
import { bareDocument } from './layout.tsx';

/** Moodle asks first when a tool of the same domain is there already. */
export function upgradeChoicePage(url: string, types: readonly ToolType[], sesskey: string): VNode {
  const action = (type: string) =>
    `/mod/lti/startltiadvregistration.php?${new URLSearchParams({ url, type })}`;
  return bareDocument(
    'Tool registrieren',
    <main class="forward">
      <h1>Tool registrieren</h1>
      <p>
        Zu dieser Domain gibt es schon Tools. Möchten Sie eines davon aktualisieren oder ein neues anlegen?
      </p>
      <p class="error">Von mehreren externen Tools unter einer Domain wird abgeraten.</p>
      <form class="field" method="post">
        <input type="hidden" name="sesskey" value={sesskey} />
        {types.map(({ id, name }) => (
          <button key={id} type="submit" formaction={action(id)}>
            {`Aktualisieren: ${name} (Einsatz-ID ${id})`}
          </button>
        ))}
        <button class="button" type="submit" formaction={action('0')}>
          Als neues externes Tool registrieren
        </button>
      </form>
    </main>,
  );
}
