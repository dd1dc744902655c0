/** Ids in one form variable, as the companion plugin packs them (classes/packed.php): "3,7-12,40". */
export function packed(ids: Iterable<number>): string {
  const sorted = [...new Set(ids)].sort((a, b) => a - b);
  const ranges: { first: number; last: number }[] = [];
  for (const id of sorted) {
    const range = ranges.at(-1);
    if (range?.last === id - 1) range.last = id;
    else ranges.push({ first: id, last: id });
  }
  return ranges.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
}

/** The longest list that is read. */
const most = 50_000;

/**
 * @returns ascending, each once
 * @throws RangeError for anything else than a packed list
 */
export function packedIds(text: string): number[] {
  if (text === '') return [];
  if (!/^\d{1,15}(-\d{1,15})?(,\d{1,15}(-\d{1,15})?)*$/.test(text)) throw new RangeError('not a packed list');
  const ids = new Set<number>();
  for (const part of text.split(',')) {
    const [first = 0, last = first] = part.split('-').map(Number);
    if (last < first || last - first >= most - ids.size) throw new RangeError('not a packed list');
    for (let id = first; id <= last; id++) ids.add(id);
  }
  return [...ids].sort((a, b) => a - b);
}
