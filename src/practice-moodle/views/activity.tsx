import type { VNode } from 'preact';
import type { Activity, Course } from '../course.ts';
import type { Person } from '../person.ts';
import { courseIndex, moodleDocument } from './layout.tsx';
import { toolMark } from './tool-mark.tsx';

/** An activity with the tool in its frame (mod/lti/view.php). `toolOrigin` gets Moodle's usual permissions. */
export function activityPage(
  course: Course,
  activities: readonly Activity[],
  activity: Activity,
  person: Person,
  toolOrigin: string,
): VNode {
  const permissions = ['microphone', 'camera', 'geolocation', 'midi', 'encrypted-media', 'autoplay'];
  return moodleDocument({
    title: activity.title,
    person,
    index: courseIndex(course, activities, activity),
    children: (
      <>
        <nav class="breadcrumb" aria-label="Pfad">
          <ol>
            <li>
              <a href={`/course/view.php?id=${course.id}`}>{course.shortName}</a>
            </li>
            <li>{activity.section}</li>
            <li aria-current="page">{activity.title}</li>
          </ol>
        </nav>
        <div class="activity-head">
          {toolMark()}
          <h1>{activity.title}</h1>
        </div>
        <p class="completion">
          <span>Zu erledigen: Bewertung erhalten</span>
        </p>
        <iframe
          id="contentframe"
          title={activity.title}
          src={`/mod/lti/launch.php?id=${activity.cmid}&triggerview=0`}
          allow={permissions.map((name) => `${name} ${toolOrigin}`).join('; ')}
          allowfullscreen
        />
      </>
    ),
  });
}
