/** Parameters of a function: scalars, lists and structures. Booleans travel as 1 and 0. */
export type Parameter =
  | string
  | number
  | boolean
  | readonly Parameter[]
  | { readonly [name: string]: Parameter };
export interface Parameters {
  readonly [name: string]: Parameter;
}

/**
 * PHP drops variables beyond `max_input_vars` without a word, and Moodle then reports success for the rest. 1000 is
 * PHP's own default.
 */
export const mostVariables = 900;

/** Form variables as PHP nests them: `members[0][userid]=5`. An empty list cannot be expressed. */
export function formVariables(parameters: Parameters): [name: string, value: string][] {
  return Object.entries(parameters).flatMap(([name, value]) => variablesOf(name, value));
}

function variablesOf(name: string, value: Parameter): [string, string][] {
  if (typeof value === 'object') {
    return Object.entries(value).flatMap(([key, inner]) => variablesOf(`${name}[${key}]`, inner));
  }
  return [[name, typeof value === 'boolean' ? String(Number(value)) : String(value)]];
}
