import type { VNode } from 'preact';
import type { Activity, Course } from '../course.ts';
import { fullName, type Person } from '../person.ts';
import { courseIndex, moodleDocument } from './layout.tsx';
import { toolMark } from './tool-mark.tsx';

/** The course: who is logged in, and the links of every section. Without a login only the choice of a person. */
export function coursePage(
  course: Course,
  activities: readonly Activity[],
  people: readonly Person[],
  person?: Person,
): VNode {
  return moodleDocument({
    title: person ? course.fullName : 'Anmelden',
    person,
    ...(person && { index: courseIndex(course, activities) }),
    children: (
      <>
        <h1>{course.fullName}</h1>
        {loginAs(people, person)}
        {person &&
          course.sections.map((section) => (
            <section key={section}>
              <h2>{section}</h2>
              <ul class="activities">
                {activities.filter((activity) => activity.section === section).map(activityItem)}
              </ul>
            </section>
          ))}
      </>
    ),
  });
}

function loginAs(people: readonly Person[], person?: Person): VNode {
  return (
    <form class="login-as" method="post" action="/login-as">
      <p id="login-as">
        {person ? (
          <>
            Angemeldet als <strong>{fullName(person)}</strong> – anmelden als:
          </>
        ) : (
          'Sie sind nicht angemeldet – anmelden als:'
        )}
      </p>
      <ul aria-labelledby="login-as">
        {people.map((other) => (
          <li key={other.id}>
            <button
              type="submit"
              name="person"
              value={other.id}
              aria-current={other === person ? 'true' : undefined}
            >
              {fullName(other)} <span class="occupation">{other.occupation}</span>
            </button>
          </li>
        ))}
      </ul>
    </form>
  );
}

function activityItem(activity: Activity): VNode {
  return (
    <li key={activity.id}>
      {toolMark()}
      <div>
        <a class="activity" href={`/mod/lti/view.php?id=${activity.cmid}`}>
          {activity.title}
        </a>
        <p>{activity.description}</p>
      </div>
      <a
        class="new-window"
        href={`/mod/lti/launch.php?id=${activity.cmid}&container=4`}
        target="_blank"
        rel="noopener"
      >
        In neuem Fenster<span class="hidden-text">: {activity.title}</span>
      </a>
    </li>
  );
}
