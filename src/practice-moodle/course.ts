import { z } from 'zod';

export const courseSchema = z.object({
  /** mdl_course.id as text: `context.id` of the id_token. */
  id: z.string().regex(/^\d+$/),
  shortName: z.string().min(1),
  fullName: z.string().min(1),
  idnumber: z.string(),
  sections: z.array(z.string().min(1)),
  /** `id`s of people who may edit the course; everybody else but an administrator is a student. */
  editingTeachers: z.array(z.string()),
});
export type Course = z.infer<typeof courseSchema>;

/** LTI_LAUNCH_CONTAINER_* (mod/lti/locallib.php): 2 and 3 embed, 4 opens a new window, 5 replaces the page. */
export const launchContainerSchema = z.union([z.literal(2), z.literal(3), z.literal(4), z.literal(5)]);
export type LaunchContainer = z.infer<typeof launchContainerSchema>;

const spaceHintSchema = z.enum([
  'network',
  'working-group',
  'training',
  'zfsl-group',
  'managers',
  /** Nobody has chosen a space for this link yet. */
  'unbound',
]);

export const activitySchema = z.object({
  /** Our short name for tests. */
  id: z.string().min(1),
  /** mdl_course_modules.id as text: the `id` in Moodle's addresses. */
  cmid: z.string().regex(/^\d+$/),
  /** mdl_lti.id as text: `resource_link.id` of the id_token. */
  resourceLinkId: z.string().regex(/^\d+$/),
  gradeItemId: z.string().regex(/^\d+$/),
  courseId: z.string(),
  section: z.string(),
  title: z.string().min(1),
  description: z.string(),
  /** Which kind of space a demo or a test binds to this link. Moodle does not send it. */
  space: spaceHintSchema,
  container: launchContainerSchema,
});
/** An "external tool" activity of a course. */
export type Activity = z.infer<typeof activitySchema>;

export const inventedCourses: readonly Course[] = [
  {
    id: '3',
    shortName: 'NETZ-27',
    fullName: 'Schulnetzwerke Lippenau',
    idnumber: 'C-NETZ-27',
    sections: ['Schulnetzwerk', 'Ausbildung', 'ZfsL', 'Netzwerkmanager:innen'],
    editingTeachers: ['teacher', 'network-manager', 'zfsl-leader'],
  },
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
  ([space, section, title, description], index) => ({
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
