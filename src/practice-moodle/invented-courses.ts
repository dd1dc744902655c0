import { type Activity, activitySchema, type Course, courseSchema } from './course.ts';

/** The second course, where one teacher of the first teaches too; no activity yet. */
export const secondCourse: Course = courseSchema.parse({
  id: '4',
  shortName: 'NETZ-28',
  fullName: 'Schulnetzwerke Ostheim',
  idnumber: 'C-NETZ-28',
  sections: ['Schulnetzwerk', 'Ausbildung'],
  editingTeachers: ['teacher'],
  teachers: ['network-manager'],
});

export const inventedCourses: readonly Course[] = [
  courseSchema.parse({
    id: '3',
    shortName: 'NETZ-27',
    fullName: 'Schulnetzwerke Lippenau',
    idnumber: 'C-NETZ-27',
    sections: ['Schulnetzwerk', 'Ausbildung', 'ZfsL', 'Netzwerkmanager:innen'],
    editingTeachers: ['teacher', 'network-manager', 'zfsl-leader'],
  }),
  secondCourse,
];

const links: readonly [space: Activity['space'], section: string, title: string, description: string][] = [
  ['network', 'Schulnetzwerk', 'Netzwerk Lernen 27 Lippenau', 'Ziele, Termine und Ergebnisse des Netzwerks.'],
  ['working-group', 'Schulnetzwerk', 'Arbeitsgruppe Medienkonzepte', 'Medienkonzepte gemeinsam entwickeln.'],
  ['unbound', 'Schulnetzwerk', 'Noch nicht eingerichteter Link', 'Zu diesem Link gehört noch kein Raum.'],
  ['training', 'Ausbildung', 'Modul 3: Digitale Strategie', 'Ausbildung der Netzwerkmanager:innen.'],
  ['zfsl-group', 'ZfsL', 'Netzwerkgruppe Fachdidaktik Englisch', 'Ausbildung am ZfsL über Schulen hinweg.'],
  [
    'managers',
    'Netzwerkmanager:innen',
    'Raum der Netzwerkmanager:innen',
    'Geschlossener Raum zur Beratung untereinander.',
  ],
];

export const inventedActivities: readonly Activity[] = links.map(
  ([space, section, title, description], index) =>
    activitySchema.parse({
      id: space,
      cmid: String(11 + index),
      resourceLinkId: String(1 + index),
      gradeItemId: String(21 + index),
      courseId: '3',
      section,
      title,
      description,
      space,
      container: 3,
    }),
);
