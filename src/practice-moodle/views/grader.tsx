import type { VNode } from 'preact';
import type { Activity, Course } from '../course.ts';
import type { Grade } from '../grade.ts';
import type { GradeItem } from '../grade-item.ts';
import { fullName, type Person } from '../person.ts';
import { breadcrumb, courseIndex, moodleDocument } from './layout.tsx';

interface Column {
  item: GradeItem;
  /** The activity whose own column it is. */
  activity: Activity | undefined;
}

interface GraderView {
  columns: readonly Column[];
  rows: readonly { person: Person; grades: readonly (Grade | undefined)[] }[];
  /** Students who are not shown. */
  more: number;
}

const number = new Intl.NumberFormat('de', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** The gradebook (grade/report/grader): students below each other, columns beside each other. */
export function graderPage(
  course: Course,
  activities: readonly Activity[],
  { columns, rows, more }: GraderView,
  person: Person,
): VNode {
  return moodleDocument({
    title: `Bewertungen: ${course.shortName}`,
    person,
    index: courseIndex(course, activities),
    children: (
      <>
        {breadcrumb(course, 'Bewertungen')}
        <h1 id="grades">Bewertungen</h1>
        {columns.length === 0 ? (
          <p>In diesem Kurs wird noch nichts bewertet.</p>
        ) : (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: wider than a phone, it is scrolled by itself, also with keys
          <section class="scroll" aria-labelledby="grades" tabIndex={0}>
            <table>
              <thead>
                <tr>
                  <th scope="col">Name</th>
                  {columns.map(columnHead)}
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.person.id}>
                    <th scope="row">{fullName(row.person)}</th>
                    {columns.map((column, index) => gradeCell(column, row.person, row.grades[index]))}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )}
        {more > 0 && <p>{`und ${more} weitere Personen`}</p>}
      </>
    ),
  });
}

function columnHead({ item, activity }: Column): VNode {
  return (
    <th key={item.id} scope="col">
      {activity ? <a href={`/mod/lti/view.php?id=${activity.cmid}`}>{item.label}</a> : item.label}
      <span class="small">{`höchstens ${number.format(item.max)}`}</span>
    </th>
  );
}

/** A grade of an activity leads to the work behind it, also where there is none yet. */
function gradeCell({ item, activity }: Column, person: Person, grade: Grade | undefined): VNode {
  const isGraded = grade !== undefined && grade.value !== null;
  const text = isGraded ? number.format(grade.value ?? 0) : '–';
  return (
    <td key={item.id}>
      {activity ? (
        <a href={`/mod/lti/grade.php?id=${activity.cmid}&userid=${person.userId}`}>
          {text}
          <span class="hidden-text">{`, ${fullName(person)} in „${item.label}“ ansehen`}</span>
        </a>
      ) : (
        text
      )}
      {isGraded && grade.feedback !== null && <span class="small">{grade.feedback}</span>}
    </td>
  );
}
