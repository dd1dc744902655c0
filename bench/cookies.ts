/** The cookies that a browser keeps for one host: by path. What does not expire at once is kept to the end. */
export class Cookies {
  readonly #kept = new Map<string, { value: string; path: string }>();

  /** Takes what an answer set, or, where it expired already, removes it. */
  take(headers: readonly string[] = []): void {
    for (const header of headers) {
      const [pair = '', ...attributes] = header.split(';');
      const at = pair.indexOf('=');
      const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
      if (isOver(attributes)) this.#kept.delete(name);
      else this.#kept.set(name, { value, path: attribute(attributes, 'path') ?? '/' });
    }
  }

  /** The `cookie` header for a request to this path; undefined for none. */
  headerFor(path: string): string | undefined {
    const fit = [...this.#kept].filter(([, cookie]) => path.startsWith(cookie.path));
    return fit.length === 0 ? undefined : fit.map(([name, { value }]) => `${name}=${value}`).join('; ');
  }
}

/** RFC 6265, section 5.2: `Max-Age` goes before `Expires`. */
function isOver(attributes: readonly string[]): boolean {
  const maxAge = attribute(attributes, 'max-age');
  if (maxAge !== undefined) return Number(maxAge) <= 0;
  const expires = attribute(attributes, 'expires');
  return expires !== undefined && Date.parse(expires) <= Date.now();
}

function attribute(attributes: readonly string[], name: string): string | undefined {
  const found = attributes.find((text) => text.trim().toLowerCase().startsWith(`${name}=`));
  return found?.slice(found.indexOf('=') + 1).trim();
}
