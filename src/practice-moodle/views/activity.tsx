import type { VNode } from 'preact';
import type { Activity, Course } from '../course.ts';
import type { Completion } from '../gradebook.ts';
import type { Person } from '../person.ts';
import { breadcrumb, courseIndex, moodleDocument, toolPermissions } from './layout.tsx';
import { toolMark } from './tool-mark.tsx';

interface ActivityView {
  course: Course;
  activities: readonly Activity[];
  activity: Activity;
  person: Person;
  /** Gets Moodle's usual permissions. */
  toolOrigin: string;
  /** What else `launch.php` shall know, from `&` on; may be empty. */
  launchQuery: string;
  /** The person's own; none for teachers. */
  completion: Completion | undefined;
  /** Of a person who may change the activity. */
  sesskey: string | undefined;
}

/** An activity with the tool in its frame (mod/lti/view.php). */
export function activityPage(view: ActivityView): VNode {
  const { course, activities, activity, person, toolOrigin, launchQuery } = view;
  return moodleDocument({
    title: activity.title,
    person,
    index: courseIndex(course, activities, activity),
    children: (
      <>
        {breadcrumb(course, activity.section, activity.title)}
        <div class="activity-head">
          {toolMark()}
          <h1>{activity.title}</h1>
        </div>
        <div class="completion">
          {activity.completion === 'grade' && (
            <p>
              <span class={view.completion === 1 ? 'rule done' : 'rule'}>{ruleText(view.completion)}</span>
            </p>
          )}
          {view.sesskey !== undefined && completionForm(activity, view.sesskey)}
        </div>
        <iframe
          id="contentframe"
          title={activity.title}
          src={`/mod/lti/launch.php?id=${activity.cmid}&triggerview=0${launchQuery}`}
          allow={toolPermissions(toolOrigin)}
          allowfullscreen
        />
      </>
    ),
  });
}

function ruleText(completion: Completion | undefined): string {
  if (completion === undefined) return 'Bewertung erhalten';
  return completion === 1 ? 'Erledigt: Bewertung erhalten' : 'Zu erledigen: Bewertung erhalten';
}

/** Moodle has this among the settings of the activity. */
function completionForm(activity: Activity, sesskey: string): VNode {
  const isOn = activity.completion === 'grade';
  return (
    <form method="post" action="/course/modedit.php">
      <input type="hidden" name="sesskey" value={sesskey} />
      <input type="hidden" name="module" value={activity.cmid} />
      <button type="submit" name="completion" value={isOn ? 'none' : 'grade'}>
        {isOn ? 'Abschluss nicht mehr verfolgen' : 'Abschluss verfolgen: Bewertung erhalten'}
      </button>
    </form>
  );
}
