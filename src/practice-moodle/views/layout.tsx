import type { ComponentChildren, VNode } from 'preact';
import type { Activity, Course } from '../course.ts';
import { fullName, type Person } from '../person.ts';

const notice = 'Dies ist ein Übungs-Moodle: Alle Personen und Schulen hier sind erfunden.';

/** A whole document, with nothing of Moodle around: pages that stand in a frame for a moment, and errors. */
export function bareDocument(title: string, children: ComponentChildren, script?: string): VNode {
  return (
    <html lang="de">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} | Moodle Lippenau`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/theme/practice.css" />
        {script && <script src={script} defer />}
      </head>
      <body>{children}</body>
    </html>
  );
}

interface MoodlePage {
  title: string;
  person?: Person | undefined;
  index?: VNode;
  script?: string;
  children: ComponentChildren;
}

/** A document in Moodle's frame: bar on top, course index on the left, as the Boost theme lays them out. */
export function moodleDocument({ title, person, index, script, children }: MoodlePage): VNode {
  return bareDocument(
    title,
    <>
      <a class="skip" href="#main">
        Zum Hauptinhalt
      </a>
      <header>
        <div class="bar">
          <a class="site" href="/">
            Moodle Lippenau
          </a>
          {person && (
            <span class="user">
              <span class="user-name">{fullName(person)}</span>
              <span class="initials" aria-hidden="true">
                {`${person.firstName[0]}${person.lastName[0]}`}
              </span>
            </span>
          )}
        </div>
        <p class="notice">{notice}</p>
      </header>
      <div class={index ? 'columns' : 'single'}>
        {index}
        <main id="main">{children}</main>
      </div>
    </>,
    script,
  );
}

/** Sections of the course with their activities; folded on narrow screens. */
export function courseIndex(course: Course, activities: readonly Activity[], current?: Activity): VNode {
  const list = course.sections.map((section) => (
    <li key={section}>
      <span class="index-section">{section}</span>
      <ul>
        {activities
          .filter((activity) => activity.section === section)
          .map((activity) => (
            <li key={activity.id}>
              <a
                href={`/mod/lti/view.php?id=${activity.cmid}`}
                aria-current={activity === current ? 'page' : undefined}
              >
                {activity.title}
              </a>
            </li>
          ))}
      </ul>
    </li>
  ));
  return (
    <nav class="index" aria-label="Kursindex">
      <ul>{list}</ul>
    </nav>
  );
}

/** The way back to the course, above an activity and the gradebook. */
export function breadcrumb(course: Course, ...below: readonly string[]): VNode {
  return (
    <nav class="breadcrumb" aria-label="Pfad">
      <ol>
        <li>
          <a href={`/course/view.php?id=${course.id}`}>{course.shortName}</a>
        </li>
        {below.map((name, index) => (
          <li key={name} aria-current={index === below.length - 1 ? 'page' : undefined}>
            {name}
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** The `allow` of a frame with a tool in it, as Moodle writes it. */
export function toolPermissions(origin: string): string {
  return ['microphone', 'camera', 'geolocation', 'midi', 'encrypted-media', 'autoplay']
    .map((name) => `${name} ${origin}`)
    .join('; ');
}
