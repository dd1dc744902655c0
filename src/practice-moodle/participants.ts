import type { Person } from './person.ts';

/** Invented people beside those with a button: for long lists; not kept over a restart. */
export interface Participants {
  /** Who is an active student of the course; another array after every change. */
  of(courseId: string): readonly Person[];
  has(courseId: string, userId: string): boolean;
  byId(id: string): Person | undefined;
  byUserId(userId: string): Person | undefined;
  all(): Iterable<Person>;
  /** Makes `count` more people, in no course. */
  invent(count: number): readonly Person[];
  /** Makes `count` more people and enrols them as students. */
  enrol(courseId: string, count: number): readonly Person[];
  include(courseId: string, person: Person): void;
  exclude(courseId: string, userId: string): void;
}

const firstNames = ['Ayşe', 'Bernd', 'Carla', 'Dilan', 'Emre', 'Frauke', 'Götz', 'Hanna', 'Ivo', 'Jule'];
const lastNames = ['Ahrens', 'Brinkmann', 'Çelik', 'Dörfler', 'Ebbing', 'Feldkamp', 'Großmann', 'Hüls'];
const firstUserId = 1000;

export function createParticipants(): Participants {
  const courses = new Map<string, Map<string, Person>>();
  const lists = new Map<string, readonly Person[]>();
  const people = new Map<string, Person>();
  const byUserId = new Map<string, Person>();
  const none: readonly Person[] = [];

  const invent = (count: number) =>
    Array.from({ length: count }, () => {
      const person = participant(people.size);
      people.set(person.id, person);
      byUserId.set(person.userId, person);
      return person;
    });
  const include = (courseId: string, person: Person) => {
    const course = courses.get(courseId) ?? new Map();
    courses.set(courseId, course.set(person.userId, person));
    lists.delete(courseId);
  };
  return {
    of(courseId) {
      const known = lists.get(courseId);
      const course = courses.get(courseId);
      if (known || !course) return known ?? none;
      const list = [...course.values()];
      lists.set(courseId, list);
      return list;
    },
    has: (courseId, userId) => courses.get(courseId)?.has(userId) ?? false,
    byId: (id) => people.get(id),
    byUserId: (userId) => byUserId.get(userId),
    all: () => people.values(),
    invent,
    enrol(courseId, count) {
      const added = invent(count);
      for (const person of added) include(courseId, person);
      return added;
    },
    include,
    exclude(courseId, userId) {
      if (courses.get(courseId)?.delete(userId)) lists.delete(courseId);
    },
  };
}

function participant(index: number): Person {
  const number = index + 1;
  return {
    id: `participant-${number}`,
    userId: String(firstUserId + index),
    username: `teilnahme${number}`,
    idnumber: `T-${number}`,
    firstName: firstNames[index % firstNames.length] ?? '',
    lastName: `${lastNames[index % lastNames.length]} ${number}`,
    email: `teilnahme${number}@example.org`,
    locale: 'de',
    occupation: 'Teilnehmer:in',
    siteAdmin: false,
  };
}
