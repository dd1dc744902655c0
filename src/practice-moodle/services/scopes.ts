import type { ToolType } from '../tool-type.ts';

const ags = 'https://purl.imsglobal.org/spec/lti-ags/scope/';

export const scopes = {
  lineItem: `${ags}lineitem`,
  lineItemRead: `${ags}lineitem.readonly`,
  resultRead: `${ags}result.readonly`,
  score: `${ags}score`,
  membershipsRead: 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly',
  toolSetting: 'https://purl.imsglobal.org/spec/lti-ts/scope/toolsetting',
  basicOutcome: 'https://purl.imsglobal.org/spec/lti-bo/scope/basicoutcome',
} as const;

/** In the order of the launch claim: sorted. */
export function agsScopes(type: ToolType): string[] {
  if (type.gradeSync === 'never') return [];
  const use = [scopes.lineItemRead, scopes.resultRead, scopes.score];
  return type.gradeSync === 'full' ? [scopes.lineItem, ...use] : use;
}

/** What the tool may ask a token for (lti_get_permitted_service_scopes()). */
export function permittedScopes(type: ToolType): string[] {
  return [
    scopes.basicOutcome,
    ...agsScopes(type),
    ...(type.memberships ? [scopes.membershipsRead] : []),
    ...(type.toolSettings ? [scopes.toolSetting] : []),
  ];
}
