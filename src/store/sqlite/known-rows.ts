import type { AnyCollection, IndexDeclaration, IndexValue, Stored } from '../port.ts';

type Document = { id: string } & Record<string, unknown>;
type Row = Stored<Document>;
type Fields = IndexDeclaration<Record<string, unknown>>['fields'];

interface Known {
  byId: Map<string, Row>;
  byKey: Map<string, Row>;
}

/** Rows kept of a collection. One more, and all of them are forgotten: simpler than to know which was used last. */
const mostRows = 1000;

/**
 * Rows that were read before and are still what the file holds. Nobody is given an old one: whoever writes here
 * forgets what is written, and `PRAGMA data_version` tells when another connection wrote, after which everything is
 * forgotten. It is asked once for what runs without waiting for anything outside the process: whatever was committed
 * before a request arrived is seen by all that is read for it.
 */
export class KnownRows {
  readonly #dataVersion: () => unknown;
  #version: unknown;
  #isAsked = false;
  readonly #collections = new Map<AnyCollection, Known>();
  readonly #askAgain = (): void => {
    this.#isAsked = false;
  };

  /** @param dataVersion a value that changes whenever another connection committed something */
  constructor(dataVersion: () => unknown) {
    this.#dataVersion = dataVersion;
  }

  byId(collection: AnyCollection, id: string, now: number): Row | undefined {
    return visible(collection, this.#known(collection).byId.get(id), now);
  }

  /** By all fields of a unique index. */
  byKey(
    collection: AnyCollection,
    fields: Fields,
    values: readonly IndexValue[],
    now: number,
  ): Row | undefined {
    const { byId, byKey } = this.#known(collection);
    const row = byKey.get(keyOf(fields, values));
    const isSame =
      row !== undefined &&
      byId.get(row.doc.id) === row &&
      fields.every((field, place) => row.doc[field] === values[place]);
    return isSame ? visible(collection, row, now) : undefined;
  }

  /** @returns the row, frozen: from now on many hold it */
  keep(collection: AnyCollection, row: Row): Row {
    const { byId, byKey } = this.#known(collection);
    if (byId.size >= mostRows) {
      byId.clear();
      byKey.clear();
    }
    freeze(row);
    byId.set(row.doc.id, row);
    return row;
  }

  keepByKey(collection: AnyCollection, fields: Fields, values: readonly IndexValue[], row: Row): Row {
    const kept = this.keep(collection, row);
    this.#known(collection).byKey.set(keyOf(fields, values), kept);
    return kept;
  }

  /** For a row that is written, in the transaction itself: until that is over nobody reads. */
  forget(collection: AnyCollection, id: string): void {
    this.#collections.get(collection)?.byId.delete(id);
  }

  #known(collection: AnyCollection): Known {
    this.#forgetWhatOthersChanged();
    const known = this.#collections.get(collection);
    if (known) return known;
    const made: Known = { byId: new Map(), byKey: new Map() };
    this.#collections.set(collection, made);
    return made;
  }

  #forgetWhatOthersChanged(): void {
    if (this.#isAsked) return;
    const version = this.#dataVersion();
    if (version !== this.#version) this.#collections.clear();
    this.#version = version;
    this.#isAsked = true;
    process.nextTick(this.#askAgain);
  }
}

function visible({ expires }: AnyCollection, row: Row | undefined, now: number): Row | undefined {
  if (row === undefined || expires === undefined) return row;
  const expiry = row.doc[expires];
  return typeof expiry === 'number' && expiry <= now ? undefined : row;
}

/** Two keys may give the same text: `byKey` looks at the fields too. */
function keyOf(fields: Fields, values: readonly IndexValue[]): string {
  return `${fields.join()} ${values.join()}`;
}

function freeze(value: object): void {
  Object.freeze(value);
  for (const inner of Object.values(value)) if (typeof inner === 'object' && inner !== null) freeze(inner);
}
