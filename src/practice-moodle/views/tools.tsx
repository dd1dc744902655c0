import type { VNode } from 'preact';
import type { Person } from '../person.ts';
import type { ToolType } from '../tool-type.ts';
import { moodleDocument } from './layout.tsx';

/** "Manage tools": registration by address, and every tool with its details and its state. */
export function toolsPage(
  origin: string,
  types: readonly ToolType[],
  person: Person,
  sesskey: string,
): VNode {
  return moodleDocument({
    title: 'Tools verwalten',
    person,
    script: '/theme/registration.js',
    children: (
      <>
        <h1>Tools verwalten</h1>
        <form
          id="register"
          class="field actions"
          method="get"
          action="/mod/lti/startltiadvregistration.php"
          target="registration"
        >
          <input type="hidden" name="sesskey" value={sesskey} />
          <label for="url">Registrierungsadresse des Tools</label>
          <input id="url" type="url" name="url" required autocomplete="off" />
          <div>
            <button class="button" type="submit">
              LTI Advantage hinzufügen
            </button>
          </div>
        </form>
        <iframe id="registration" name="registration" title="Registrierung des Tools" hidden />
        {types.map((type) => toolDetails(origin, type, sesskey))}
      </>
    ),
  });
}

function toolDetails(origin: string, type: ToolType, sesskey: string): VNode {
  const heading = `tool-${type.id}`;
  const isOffered = type.courseVisible === 'activity-chooser';
  const details: [string, string][] = [
    ['Plattform-ID', origin],
    ['Client-ID', type.clientId],
    ['Einsatz-ID', type.id],
    ['Schlüsselsatz-URL', `${origin}/mod/lti/certs.php`],
    ['Zugriffstoken-URL', `${origin}/mod/lti/token.php`],
    ['Authentifizierungsanfrage-URL', `${origin}/mod/lti/auth.php`],
    ['Tool-URL', type.url],
  ];
  return (
    <section key={type.id} class="tool" aria-labelledby={heading}>
      <h2 id={heading}>
        {type.name} <span class="rule">{type.state === 'pending' ? 'Ausstehend' : 'Aktiv'}</span>
      </h2>
      {type.description !== '' && <p>{type.description}</p>}
      <dl>
        {details.map(([term, value]) => (
          <>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </>
        ))}
      </dl>
      <form class="actions" method="post" action="/mod/lti/toolconfigure.php">
        <input type="hidden" name="sesskey" value={sesskey} />
        <input type="hidden" name="id" value={type.id} />
        {type.state === 'pending' && action('activate', 'Aktivieren', type)}
        {action(
          isOffered ? 'hide' : 'show',
          isOffered ? 'Nicht mehr im Aktivitätenverzeichnis zeigen' : 'Im Aktivitätenverzeichnis zeigen',
          type,
        )}
      </form>
    </section>
  );
}

function action(value: string, text: string, type: ToolType): VNode {
  return (
    <button type="submit" name="action" value={value} aria-label={`${text}: ${type.name}`}>
      {text}
    </button>
  );
}
