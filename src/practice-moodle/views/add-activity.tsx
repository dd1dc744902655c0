import type { VNode } from 'preact';
import type { Activity, Course } from '../course.ts';
import type { Person } from '../person.ts';
import type { ToolType } from '../tool-type.ts';
import { breadcrumb, courseIndex, moodleDocument, toolPermissions } from './layout.tsx';

/** The choice of content in a frame, as Moodle opens it in a dialogue over its form. */
export function addActivityPage(
  course: Course,
  activities: readonly Activity[],
  type: ToolType,
  person: Person,
): VNode {
  const address = `/mod/lti/contentitem.php?id=${type.id}&course=${course.id}`;
  const title = `Aktivität hinzufügen: ${type.name}`;
  return moodleDocument({
    title,
    person,
    index: courseIndex(course, activities),
    children: (
      <>
        {breadcrumb(course, title)}
        <h1>Inhalt auswählen</h1>
        <p>
          <a href={address}>Ohne Rahmen auswählen</a>
        </p>
        <iframe title="Inhalt auswählen" src={address} allow={toolPermissions(new URL(type.url).origin)} />
      </>
    ),
  });
}
