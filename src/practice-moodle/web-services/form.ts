/** What PHP makes of form variables: text, or an array with text keys. */
export type FormValue = string | FormFields;
export interface FormFields {
  [name: string]: FormValue;
}

/**
 * Variables as PHP reads them: `a[b][0]=c` nests, a later one replaces an earlier one, and beyond `max_input_vars`
 * (PHP keeps one more) everything is dropped without a word.
 */
export function formFields(text: string, maxInputVars: number): FormFields {
  const fields = emptyFields();
  let count = 0;
  for (const [name, value] of new URLSearchParams(text)) {
    if (++count > maxInputVars + 1) break;
    put(fields, keysOf(name), value);
  }
  return fields;
}

/** `$_GET` and `$_POST` together, the latter first. */
export function together(query: FormFields, body: FormFields): FormFields {
  return Object.assign(emptyFields(), query, body);
}

function keysOf(name: string): string[] {
  const at = name.indexOf('[');
  if (at < 0) return [name];
  return [name.slice(0, at), ...[...name.slice(at).matchAll(/\[([^\]]*)\]/g)].map(([, key = '']) => key)];
}

function put(fields: FormFields, keys: readonly string[], value: string): void {
  let place = fields;
  for (const key of keys.slice(0, -1)) {
    const name = key === '' ? String(Object.keys(place).length) : key;
    const found = place[name];
    const next = typeof found === 'object' ? found : emptyFields();
    place[name] = next;
    place = next;
  }
  const last = keys.at(-1) ?? '';
  place[last === '' ? String(Object.keys(place).length) : last] = value;
}

/** Without a prototype: a variable may be called `__proto__`. */
function emptyFields(): FormFields {
  return Object.create(null) as FormFields;
}
