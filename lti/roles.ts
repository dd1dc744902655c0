import type { LaunchRight } from '../src/domain/member-role.ts';

const lis = 'http://purl.imsglobal.org/vocab/lis/v2/';

/** LTI 1.3 core, appendix A; short names are deprecated and still sent by some platforms. */
const administrators = [
  `${lis}system/person#Administrator`,
  `${lis}system/person#SysAdmin`,
  `${lis}institution/person#Administrator`,
];
const instructors = ['Instructor', `${lis}membership#Instructor`];

/** The right that roles of a launch give. Unknown or no roles give the least. */
export function rightOf(roles: readonly string[]): LaunchRight {
  if (roles.some((role) => administrators.includes(role))) return 'site-administrator';
  return roles.some((role) => instructors.includes(role)) ? 'teacher' : 'learner';
}
