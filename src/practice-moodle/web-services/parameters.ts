import type { FormFields, FormValue } from './form.ts';
import { invalidParameter, type WsError } from './ws-error.ts';

type Scalar = 'int' | 'bool' | 'raw' | 'alpha' | 'alphanum' | 'alphanumext';
type Need =
  | { readonly need: 'required' | 'optional' }
  | { readonly need: 'default'; readonly value: unknown };

/** The description of a parameter (external_value, external_single_structure, external_multiple_structure). */
export type Shape = Need &
  (
    | { readonly kind: 'value'; readonly type: Scalar }
    | { readonly kind: 'single'; readonly keys: Shapes }
    | { readonly kind: 'multiple'; readonly of: Shape }
  );
export interface Shapes {
  readonly [name: string]: Shape;
}

const required = { need: 'required' } as const;
export const value = (type: Scalar): Shape => ({ kind: 'value', type, ...required });
export const single = (keys: Shapes): Shape => ({ kind: 'single', keys, ...required });
export const multiple = (of: Shape): Shape => ({ kind: 'multiple', of, ...required });
export const optional = (shape: Shape): Shape => ({ ...shape, need: 'optional' }) as Shape;
export const withDefault = (shape: Shape, given: unknown): Shape =>
  ({ ...shape, need: 'default', value: given }) as Shape;

/**
 * Checked parameters, as external_api::validate_parameters() does it: what is missing, of another type, or not known
 * is refused.
 * @throws WsError `invalidparameter`
 */
export function checkedParameters(keys: Shapes, given: FormFields): Record<string, unknown> {
  return checkedSingle(keys, given);
}

function checked(shape: Shape, given: FormValue): unknown {
  if (shape.kind === 'value') return checkedValue(shape.type, given);
  if (typeof given === 'string') throw invalidParameter(`Only arrays accepted. The bad value is: '${given}'`);
  if (shape.kind === 'multiple') return Object.values(given).map((one) => checked(shape.of, one));
  return checkedSingle(shape.keys, given);
}

function checkedSingle(keys: Shapes, given: FormFields): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  const left = new Set(Object.keys(given));
  for (const [name, shape] of Object.entries(keys)) {
    const found = left.delete(name) ? given[name] : undefined;
    if (found === undefined) {
      if (shape.need === 'required')
        throw invalidParameter(`Missing required key in single structure: ${name}`);
      if (shape.need === 'default') result[name] = structuredClone(shape.value);
      continue;
    }
    try {
      result[name] = checked(shape, found);
    } catch (error) {
      const { message, debuginfo } = error as WsError;
      throw invalidParameter(`${name} => ${message}: ${debuginfo}`);
    }
  }
  if (left.size > 0)
    throw invalidParameter(`Unexpected keys (${[...left].join(', ')}) detected in parameter array.`);
  return result;
}

const patterns: Record<Scalar, RegExp> = {
  int: /^-?\d+$/,
  bool: /^[01]$/,
  raw: /^/,
  alpha: /^[a-zA-Z]*$/,
  alphanum: /^[a-zA-Z0-9]*$/,
  alphanumext: /^[a-zA-Z0-9_-]*$/,
};

function checkedValue(type: Scalar, given: FormValue): unknown {
  if (typeof given !== 'string') throw invalidParameter('Scalar type expected, array or object received.');
  if (!patterns[type].test(given)) {
    throw invalidParameter(
      `Invalid external api parameter: the value is "${given}", the server was expecting "${type}" type`,
    );
  }
  if (type === 'int') return Number(given);
  return type === 'bool' ? given === '1' : given;
}
