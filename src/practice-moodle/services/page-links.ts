/**
 * The `Link` header of line items and results, as Moodle writes it: typographic quotation marks around the relations
 * and `&amp;` in the addresses. `last` is not the last page.
 */
export function pageLinks(
  baseUrl: string,
  parameters: readonly (readonly [name: string, value: string])[],
  { from, limit, total }: { from: number; limit: number; total: number },
): string {
  const isInside = from >= 0 && from < total;
  const link = (relation: string, start: number) => {
    const query = [...parameters, ['limit', String(limit)], ['from', String(start)]]
      .map(([name = '', value = '']) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
      .join('&amp;');
    return `<${baseUrl}?${query}>; rel=“${relation}”`;
  };
  return [
    link('first', 0),
    ...(isInside && from > 0 ? [link('prev', Math.max(0, from - limit))] : []),
    link('canonical', from),
    ...(isInside && from + limit < total ? [link('next', from + limit)] : []),
    link('last', Math.max(0, total - limit + 1)),
  ].join(', ');
}
