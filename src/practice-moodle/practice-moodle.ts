import type { FastifyInstance } from 'fastify';
import { CodedError } from '../domain/errors.ts';
import { createApp } from './app.ts';
import type { Activity, Course } from './course.ts';
import type { Grade } from './grade.ts';
import { columnOf, type GradeItem } from './grade-item.ts';
import { type Completion, completionOf } from './gradebook.ts';
import { type IdTokenRequest, makeIdToken, type SelectionTokenRequest } from './id-token.ts';
import type { Misbehaviour, ServiceRequest } from './misbehaviour.ts';
import { newCourse, type WantedCourse } from './new-course.ts';
import { openSite, type SiteOptions } from './open-site.ts';
import type { Person } from './person.ts';
import { activityOf, courseOf, personOf, toolTypeOf } from './site.ts';
import type { ToolType } from './tool-type.ts';
import { addToBook } from './web-services/course-book.ts';
import { type WebServicePlay, webServicePlay } from './web-services/play.ts';

export type PracticeMoodleOptions = SiteOptions;

/** Settings of a tool that a test may change, as an administrator does in its form. */
export type ToolSettings = Partial<Omit<ToolType, 'id' | 'clientId'>>;

export interface PracticeMoodle {
  readonly app: FastifyInstance;
  readonly origin: string;
  /** What an operator copies from Moodle's tool details into the tool's registration. */
  readonly toolType: {
    readonly clientId: string;
    readonly deploymentId: string;
    readonly authUrl: string;
    readonly tokenUrl: string;
    readonly keySetUrl: string;
  };
  /** All tools, the one of `toolType` first. These lists show the present. */
  readonly toolTypes: readonly ToolType[];
  readonly people: readonly Person[];
  readonly courses: readonly Course[];
  readonly activities: readonly Activity[];
  readonly gradeItems: readonly GradeItem[];
  readonly webServices: WebServicePlay;
  /** Set and unset at any time. */
  readonly misbehave: Misbehaviour;
  /** Calls of token endpoint and services, the oldest first. */
  readonly requests: ServiceRequest[];
  idToken(request: IdTokenRequest | SelectionTokenRequest): Promise<string>;
  /** @throws MoodleError `invalidcoursemodule` */
  activityById(id: string): Activity;
  /** Cells of the activity's own column by user id; empty without a column. */
  grades(activityId: string): Record<string, Grade>;
  /** 1: done, by a grade. 0 also where completion is not followed. */
  completion(activityId: string, personId: string): Completion;
  addCourse(course: WantedCourse): Course;
  /** Invented people in no course; gone after a restart. */
  invent(count: number): readonly Person[];
  /** Adds invented students to a course (default: the first one); gone after a restart. */
  enrol(count: number, courseId?: string): readonly Person[];
  /** Changes a tool (default: the first one) as its form does. */
  configure(settings: ToolSettings, typeId?: string): void;
  /** @throws CodedError `address.refused` for anything but a loopback host. */
  listen(host: string, port: number): Promise<void>;
  close(): Promise<void>;
}

const loopbackHosts = ['localhost', '127.0.0.1', '::1'];

/** A small Moodle for demo and tests: an LTI Advantage platform with courses, invented people and their logins. */
export async function createPracticeMoodle(options: PracticeMoodleOptions): Promise<PracticeMoodle> {
  const { site, settled } = await openSite(options);
  const app = await createApp(site);
  const { origin, state, misbehave, requests, participants } = site;
  const { people, courses, activities, toolTypes } = state;
  const home = () => courses[0]?.id ?? '';
  return {
    app,
    origin,
    toolType: {
      clientId: state.clientId,
      deploymentId: state.deploymentId,
      authUrl: `${origin}/mod/lti/auth.php`,
      tokenUrl: `${origin}/mod/lti/token.php`,
      keySetUrl: `${origin}/mod/lti/certs.php`,
    },
    toolTypes,
    people,
    courses,
    activities,
    gradeItems: state.gradeItems,
    webServices: webServicePlay(site),
    misbehave,
    requests,
    idToken: async (request) => makeIdToken(site, request),
    activityById: (id) => activityOf(site, id),
    grades(activityId) {
      const column = columnOf(state.gradeItems, activityOf(site, activityId));
      return { ...(column && state.grades[column.id]) };
    },
    completion: (activityId, personId) =>
      completionOf(state, activityOf(site, activityId), personOf(site, personId).userId),
    addCourse(wanted) {
      const course = newCourse(courses, wanted);
      courses.push(course);
      site.changed();
      return course;
    },
    invent: (count) => participants.invent(count),
    enrol(count, courseId = home()) {
      const course = courseOf(site, courseId);
      const added = participants.enrol(course.id, count);
      addToBook(site, course, added);
      return added;
    },
    configure(settings, typeId = state.deploymentId) {
      Object.assign(toolTypeOf(site, typeId), settings);
      site.changed();
    },
    async listen(host, port) {
      if (!loopbackHosts.includes(host)) throw new CodedError('address.refused', { host });
      await app.listen({ host, port });
    },
    async close() {
      await app.close();
      await settled();
    },
  };
}
