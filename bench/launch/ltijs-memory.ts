type Row = Record<string, unknown>;

/** How ltijs' own database (dist/Utils/Database.js) finds rows and how long it keeps them, in milliseconds. */
const declared: Record<string, { key: readonly string[]; lifetimeMs?: number }> = {
  platform: { key: ['platformUrl', 'clientId'] },
  platformStatus: { key: ['id'] },
  publickey: { key: ['platformUrl', 'clientId'] },
  privatekey: { key: ['platformUrl', 'clientId'] },
  accesstoken: { key: ['platformUrl', 'clientId', 'scopes'], lifetimeMs: 3_600_000 },
  idtoken: { key: ['iss', 'clientId', 'deploymentId', 'user'], lifetimeMs: 86_400_000 },
  contexttoken: { key: ['contextId', 'user'], lifetimeMs: 86_400_000 },
  nonce: { key: ['nonce'], lifetimeMs: 10_000 },
  state: { key: ['state'], lifetimeMs: 600_000 },
};

interface Kept {
  row: Row;
  diesAt: number;
}

/**
 * A database plugin for ltijs that costs as little as one can: a map for each collection, found by its key, nothing
 * copied, encrypted or written. Rows die as they do in ltijs' own database, so that the maps stay small.
 */
export class LtijsMemory {
  readonly #collections = new Map<string, Map<string, Kept>>();

  async setup(): Promise<true> {
    return true;
  }

  async Close(): Promise<true> {
    this.#collections.clear();
    return true;
  }

  /** `false` where there is nothing, as ltijs wants it. */
  async Get(_encryptionKey: string | false, collection: string, query: Row = {}): Promise<Row[] | false> {
    const rows = this.#matching(collection, query).map(([, { row }]) => row);
    return rows.length === 0 ? false : rows;
  }

  async Insert(
    _encryptionKey: string | false,
    collection: string,
    item: Row,
    index: Row = {},
  ): Promise<true> {
    this.#keep(collection, { ...index, ...item });
    return true;
  }

  async Replace(
    _encryptionKey: string | false,
    collection: string,
    query: Row,
    item: Row,
    index: Row = {},
  ): Promise<true> {
    await this.Delete(collection, query);
    this.#keep(collection, { ...index, ...item });
    return true;
  }

  async Modify(
    _encryptionKey: string | false,
    collection: string,
    query: Row,
    modification: Row,
  ): Promise<true> {
    const [found] = this.#matching(collection, query);
    if (found) Object.assign(found[1].row, modification);
    return true;
  }

  async Delete(collection: string, query: Row): Promise<true> {
    for (const [key] of this.#matching(collection, query)) this.#rows(collection).delete(key);
    return true;
  }

  #rows(collection: string): Map<string, Kept> {
    const known = this.#collections.get(collection);
    if (known) return known;
    const made = new Map<string, Kept>();
    this.#collections.set(collection, made);
    return made;
  }

  #keep(collection: string, row: Row): void {
    const rows = this.#rows(collection);
    const now = Date.now();
    // Oldest first: all rows of a collection live equally long.
    for (const [key, { diesAt }] of rows) {
      if (diesAt > now) break;
      rows.delete(key);
    }
    const { lifetimeMs = Number.POSITIVE_INFINITY } = declared[collection] ?? {};
    rows.set(keyOf(collection, row) ?? '', { row, diesAt: now + lifetimeMs });
  }

  #matching(collection: string, query: Row): [string, Kept][] {
    const rows = this.#rows(collection);
    const now = Date.now();
    const key = keyOf(collection, query);
    const kept = key === undefined ? undefined : rows.get(key);
    const candidates: Iterable<[string, Kept]> =
      key === undefined ? rows : kept === undefined ? [] : [[key, kept]];
    return [...candidates].filter(
      ([, { row, diesAt }]) =>
        diesAt > now && Object.entries(query).every(([field, value]) => row[field] === value),
    );
  }
}

/** Undefined where a field of the key is not there. */
function keyOf(collection: string, row: Row): string | undefined {
  const fields = declared[collection]?.key ?? [];
  const values = fields.map((field) => row[field]);
  return values.every((value) => typeof value === 'string') ? values.join('\n') : undefined;
}
