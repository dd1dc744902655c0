import type { VNode } from 'preact';
import type { Activity, Course } from '../course.ts';
import { fullName, type Person } from '../person.ts';
import type { ToolType } from '../tool-type.ts';
import { courseIndex, moodleDocument } from './layout.tsx';
import { toolMark } from './tool-mark.tsx';

interface CourseView {
  course: Course;
  courses: readonly Course[];
  activities: readonly Activity[];
  people: readonly Person[];
  person: Person | undefined;
  /** Tools that this person may add to the course. */
  tools: readonly ToolType[];
  /** Whether this person sees everybody's grades. */
  grades: boolean;
}

/** The course: who is logged in, and the links of every section. Without a login only the choice of a person. */
export function coursePage(view: CourseView): VNode {
  const { course, activities, person } = view;
  return moodleDocument({
    title: person ? course.fullName : 'Anmelden',
    person,
    ...(person && { index: courseIndex(course, activities) }),
    children: (
      <>
        <h1>{course.fullName}</h1>
        {loginAs(view)}
        {person && courseLinks(view, person)}
        {person &&
          course.sections.map((section) => (
            <section key={section}>
              <h2>{section}</h2>
              {sectionActivities(activities.filter((activity) => activity.section === section))}
            </section>
          ))}
        {view.tools.map((type) => addTool(course, type))}
      </>
    ),
  });
}

function sectionActivities(activities: readonly Activity[]): VNode {
  if (activities.length === 0) return <p>Noch keine Aktivität.</p>;
  return <ul class="activities">{activities.map(activityItem)}</ul>;
}

/** What stands beside the course in Moodle: other courses, the gradebook, the administrator's tools. */
function courseLinks({ course, courses, grades }: CourseView, person: Person): VNode {
  return (
    <nav class="course-links" aria-label="Navigation">
      <ul>
        {grades && (
          <li>
            <a href={`/grade/report/grader/index.php?id=${course.id}`}>Bewertungen</a>
          </li>
        )}
        {person.siteAdmin && (
          <li>
            <a href="/mod/lti/toolconfigure.php">Tools verwalten</a>
          </li>
        )}
        {courses
          .filter((other) => other !== course)
          .map((other) => (
            <li key={other.id}>
              <a href={`/course/view.php?id=${other.id}`}>{`Kurs ${other.shortName}`}</a>
            </li>
          ))}
      </ul>
    </nav>
  );
}

function addTool(course: Course, type: ToolType): VNode {
  const heading = `add-tool-${type.id}`;
  return (
    <section key={type.id} class="add-tool" aria-labelledby={heading}>
      <h2 id={heading}>{`Aktivität hinzufügen: ${type.name}`}</h2>
      <a class="button" href={`/course/modedit.php?add=lti&course=${course.id}&typeid=${type.id}`}>
        Inhalt auswählen
      </a>
    </section>
  );
}

function loginAs({ course, people, person }: CourseView): VNode {
  return (
    <form class="login-as" method="post" action="/login-as">
      <input type="hidden" name="course" value={course.id} />
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
