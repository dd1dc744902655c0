import type { FastifyInstance } from 'fastify';

export interface Route {
  method: string;
  /** With `:names`. */
  path: string;
}

/** What an application answers, read from its own router; without HEAD, which follows GET. */
export function routesOf(app: FastifyInstance): Route[] {
  const parents: string[] = [];
  const found: Route[] = [];
  for (const line of app.printRoutes({ commonPrefix: false }).split('\n')) {
    const match = /^([│ ]*)[├└]── (\S+)(?: \(([A-Z, ]+)\))?$/u.exec(line);
    if (!match) continue;
    const [, indent = '', part = '', methods = ''] = match;
    parents.length = indent.length / 4;
    // The router prints a wildcard without what stands before it.
    const path = part === '*' ? '/public/*' : parents.join('') + part;
    parents.push(part);
    for (const method of methods.split(', '))
      if (method !== '' && method !== 'HEAD') found.push({ method, path });
  }
  return found;
}

/** An address of this route; what is not given is called "none". */
export function addressIn(path: string, values: Readonly<Record<string, string>>): string {
  return path.replace(/:(\w+)/g, (_match, name: string) => values[name] ?? 'none').replace('*', 'none.css');
}
