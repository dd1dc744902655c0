import type { Person } from './person.ts';

/** Invented participants beside the people with a button: for long member lists; not kept over a restart. */
export interface Participants {
  of(courseId: string): readonly Person[];
  has(courseId: string, userId: string): boolean;
  byId(id: string): Person | undefined;
  /** Makes `count` more people and enrols them as students. */
  enrol(courseId: string, count: number): readonly Person[];
}

const firstNames = ['Ayşe', 'Bernd', 'Carla', 'Dilan', 'Emre', 'Frauke', 'Götz', 'Hanna', 'Ivo', 'Jule'];
const lastNames = ['Ahrens', 'Brinkmann', 'Çelik', 'Dörfler', 'Ebbing', 'Feldkamp', 'Großmann', 'Hüls'];
const firstUserId = 1000;

export function createParticipants(): Participants {
  const courses = new Map<string, Person[]>();
  const userIds = new Map<string, Set<string>>();
  const people = new Map<string, Person>();
  return {
    of: (courseId) => courses.get(courseId) ?? [],
    has: (courseId, userId) => userIds.get(courseId)?.has(userId) ?? false,
    byId: (id) => people.get(id),
    enrol(courseId, count) {
      const added = Array.from({ length: count }, (_, index) => participant(people.size + index));
      courses.set(courseId, [...(courses.get(courseId) ?? []), ...added]);
      const ids = userIds.get(courseId) ?? new Set();
      userIds.set(courseId, ids);
      for (const person of added) {
        people.set(person.id, person);
        ids.add(person.userId);
      }
      return added;
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
