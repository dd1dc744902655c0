/**
 * The address with a relation in a `Link` header (RFC 8288). Moodle 4.5 writes typographic quotes and `&amp;` into
 * some of them (mod/lti/service/gradebookservices), so that strict parsers find nothing.
 *
 * @param base what a relative address is relative to
 */
export function linkOf(header: string | undefined, relation: string, base: string): string | undefined {
  for (const [, address = '', parameters = ''] of readable(header ?? '').matchAll(/<([^>]*)>([^<]*)/g)) {
    const named = /;\s*rel\s*=\s*["“”']?([^"“”';,]+)/i.exec(parameters)?.[1] ?? '';
    const plain = address.replaceAll('&amp;', '&');
    if (named.trim().split(/\s+/).includes(relation) && URL.canParse(plain, base))
      return new URL(plain, base).href;
  }
  return undefined;
}

/** Node takes each byte of a header for a letter; those quotes are three bytes of UTF-8. */
function readable(header: string): string {
  return /^[\0-\xff]*$/.test(header) ? Buffer.from(header, 'latin1').toString('utf8') : header;
}
