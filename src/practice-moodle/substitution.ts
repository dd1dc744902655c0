import { columnOf } from './grade-item.ts';
import type { Message } from './message.ts';
import { fullName } from './person.ts';
import { roleNames } from './roles.ts';
import { lineItemsUrl, lineItemUrl, membershipsUrl } from './service-url.ts';

/**
 * The value of a custom parameter with its variable filled in (lti_parse_custom_parameter()). What Moodle does not
 * know stays as written; a variable of an activity is null where there is none. Names, mail and username come
 * through here even where the tool may not have them.
 */
export function substituted(message: Message, value: string): unknown {
  if (value.startsWith('\\')) return value.slice(1);
  if (!value.startsWith('$')) return value;
  const variables = variablesOf(message);
  const name = value.slice(1);
  return Object.hasOwn(variables, name) ? variables[name] : value;
}

function variablesOf(message: Message): Record<string, string | null> {
  const { person, course, activity, type, state, origin } = message;
  const column = activity && columnOf(state.gradeItems, activity);
  return {
    'Context.id': course.id,
    'Context.label': course.shortName,
    'Context.title': course.fullName,
    'Context.sourcedId': course.idnumber,
    'Context.id.history': '',
    'CourseSection.label': course.shortName,
    'CourseSection.title': course.fullName,
    'CourseSection.sourcedId': course.idnumber,
    'CourseSection.timeFrame.begin': '',
    'CourseSection.timeFrame.end': '',
    'ResourceLink.id': activity?.resourceLinkId ?? null,
    'ResourceLink.title': activity?.title ?? null,
    'ResourceLink.description': activity?.description ?? null,
    'User.id': person.userId,
    'User.username': person.username,
    'Person.name.full': fullName(person),
    'Person.name.given': person.firstName,
    'Person.name.family': person.lastName,
    'Person.email.primary': person.email,
    'Person.sourcedId': person.idnumber,
    'Membership.role': roleNames(person, course, activity !== undefined).join(','),
    'Moodle.Person.userGroupIds': '',
    'LineItems.url': lineItemsUrl(origin, course.id, type.id),
    'LineItem.url': column ? lineItemUrl(origin, course.id, column.id, type.id) : '',
    'ToolProxyBinding.memberships.url': membershipsUrl(origin, course.id, type.id),
  };
}
