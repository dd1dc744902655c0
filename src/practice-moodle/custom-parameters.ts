/** `name=value` lines to an object; lines without a name fall away (lti_split_parameters()). */
export function linesToParameters(lines: string): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const line of lines.split(/\r\n|\n\r|\r|\n/)) {
    const equals = line.indexOf('=');
    if (equals > 0) parameters[line.slice(0, equals).trim()] = line.slice(equals + 1).trim();
  }
  return parameters;
}

/** The way back (params_to_string()): a value with a line break loses what stands after it. */
export function parametersToLines(parameters: Record<string, unknown>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}=${asPhpText(value)}`)
    .join('\n');
}

/**
 * The custom claim of a launch (lti_build_custom_parameters()): the activity's parameters, then the tool's, which
 * win. A name with capitals or symbols comes twice: as written, and lower-cased with `_`.
 */
export function customParameters(
  ofTool: string,
  ofActivity: string,
  substitute: (value: string) => unknown,
): Record<string, unknown> {
  return { ...twice(ofActivity, substitute), ...twice(ofTool, substitute) };
}

function twice(lines: string, substitute: (value: string) => unknown): Record<string, unknown> {
  const parameters: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(linesToParameters(lines))) {
    const filled = substitute(value);
    parameters[name.toLowerCase().replace(/[^a-z0-9]/g, '_')] = filled;
    parameters[name] = filled;
  }
  return parameters;
}

function asPhpText(value: unknown): string {
  if (value === true) return '1';
  if (value === false || value === null || value === undefined) return '';
  return typeof value === 'object' ? 'Array' : String(value);
}
