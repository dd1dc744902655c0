import type { LightMyRequestResponse } from 'fastify';
import { createPracticeMoodle, type PracticeMoodle } from '../../src/practice-moodle/practice-moodle.ts';
import { now, origin } from './browser.ts';

export const path = '/webservice/rest/server.php';

/** A practice Moodle with 40 students in course 3, user ids from 1000, and a cohort of the first three. */
export class Service {
  readonly moodle: PracticeMoodle;
  readonly people: readonly number[];
  readonly cohort: number;

  private constructor(moodle: PracticeMoodle) {
    this.moodle = moodle;
    this.people = moodle.enrol(40).map(({ userId }) => Number(userId));
    this.cohort = moodle.webServices.addCohort('Netzwerk', this.people.slice(0, 3), 'NW');
  }

  static async open(options: { stateFile?: string } = {}): Promise<Service> {
    const clock = () => now;
    return new Service(
      await createPracticeMoodle({ origin, toolUrl: 'http://127.0.0.1:3000', clock, ...options }),
    );
  }

  get plays() {
    return this.moodle.webServices;
  }

  person(index: number): number {
    return this.people[index] ?? 0;
  }

  /** The body is sent as it is; `wstoken` and format are added. */
  async send(body: string, { query = '', type = 'application/x-www-form-urlencoded' } = {}) {
    const form = `wstoken=${this.plays.token}&moodlewsrestformat=json&${body}`;
    return this.raw(type === 'application/x-www-form-urlencoded' ? form : body, { query, type });
  }

  raw(body: string, { query = '', type = 'application/x-www-form-urlencoded', host = '' } = {}) {
    return this.moodle.app.inject({
      method: 'POST',
      url: `${path}${query}`,
      payload: body,
      headers: { 'content-type': type, host: host || new URL(origin).host },
    }) as Promise<LightMyRequestResponse>;
  }

  /** Calls a function; variables as `name=value`, in the order given. */
  async call(name: string, ...variables: string[]) {
    return (await this.send([`wsfunction=${name}`, ...variables].join('&'))).json();
  }
}

/** The variables of a list of elements: `list[0][key]=…`. */
export function elements(list: string, rows: readonly Readonly<Record<string, number | string>>[]): string[] {
  return rows.flatMap((row, index) =>
    Object.entries(row).map(([key, value]) => `${list}[${index}]${key}=${value}`),
  );
}

export const member = (cohort: number, user: number | string, type = 'id') => ({
  '[cohorttype][type]': 'id',
  '[cohorttype][value]': cohort,
  '[usertype][type]': type,
  '[usertype][value]': user,
});
