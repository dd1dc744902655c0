/** Addresses of the services, as Moodle gives them to tools. */

export function servicesUrl(origin: string): string {
  return `${origin}/mod/lti/services.php`;
}

export function membershipsUrl(origin: string, courseId: string, typeId: string): string {
  return `${servicesUrl(origin)}/CourseSection/${courseId}/bindings/${typeId}/memberships`;
}

export function lineItemsUrl(origin: string, courseId: string, typeId: string): string {
  return `${servicesUrl(origin)}/${courseId}/lineitems?type_id=${typeId}`;
}

export function lineItemUrl(origin: string, courseId: string, itemId: string, typeId: string): string {
  return `${servicesUrl(origin)}/${courseId}/lineitems/${itemId}/lineitem?type_id=${typeId}`;
}
