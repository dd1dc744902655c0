import { setTimeout } from 'node:timers/promises';
import type { z } from 'zod';
import { CodedError } from '../domain/errors.ts';

/** What a collection that holds personal data declares when it is made. A test refuses one that does not. */
export interface PersonalData<Doc> {
  /** Fields that hold the id of an account the document is about; each leads a declared index, or is `id`. */
  owners: readonly (keyof Doc & string)[];
  /** Why it is kept, in German, as a person reads it in an export. */
  purpose: string;
  /** How long it is kept, in German. */
  retention: string;
  /** What an export shows of a document. */
  export: (doc: Doc) => Record<string, unknown>;
  /** What stays after an erasure: nothing, or the document without the person (undefined: nothing of this one). */
  erase: 'remove' | ((doc: Doc, accountId: string) => Doc | undefined);
}

export interface IndexDeclaration<Doc> {
  /** Equality on a prefix of these fields; results come in the order of the rest, then of the id. */
  fields: readonly (keyof Doc & string)[];
  /** No two documents with the same values; null counts as no value. */
  unique?: boolean;
}

/** A typed collection, declared once for every adapter. Documents are JSON with a string `id`. */
export interface Collection<Doc extends { id: string }, Index extends string = string> {
  name: string;
  schema: z.ZodType<Doc>;
  indexes: Record<Index, IndexDeclaration<Doc>>;
  /** Field with epoch milliseconds from which on the document does not exist any more. */
  expires?: keyof Doc & string;
  /** For collections that workers claim: when a document is due, and how often it was claimed. */
  queue?: { dueAt: keyof Doc & string; attempts: keyof Doc & string };
  personalData: PersonalData<Doc> | 'none';
}

/** A document with the version that a change of it must name. Others may hold the same one: nobody changes it. */
export interface Stored<Doc> {
  doc: Doc;
  version: number;
}

/** Any collection, whatever its document: for code that walks over all of them. */
// biome-ignore lint/suspicious/noExplicitAny: a collection is both producer and consumer of its document type
export type AnyCollection = Collection<any, string>;

export type Op =
  | { kind: 'insert'; collection: AnyCollection; doc: { id: string } }
  | { kind: 'update'; collection: AnyCollection; doc: { id: string }; version: number }
  | { kind: 'remove'; collection: AnyCollection; id: string; version: number };

export type IndexValue = string | number | boolean | null;

export interface FindOptions {
  /** Lower bound (inclusive) of the index field after the given prefix. */
  from?: IndexValue;
  /** `next` of the page before. */
  after?: string;
  /** Rows a page, 1 to 500; 100 unless told. */
  limit?: number;
}

export interface Page<Doc> {
  rows: Stored<Doc>[];
  /** Where the next page begins; absent on the last page. Opaque. */
  next?: string;
}

/**
 * Where everything is kept. No interactive transactions: read, decide, `commit` with the versions that were read.
 *
 * @throws CodedError `store.conflict` (a version or a unique value was taken; nothing was written),
 * `store.busy` (5 s of waiting did not help), `store.down`, `store.newer` (made by a newer release).
 */
export interface Store {
  get<Doc extends { id: string }>(collection: Collection<Doc>, id: string): Promise<Stored<Doc> | undefined>;
  /** By a declared index: equality on `prefix`, keyset paging, at most 500 rows a page. */
  find<Doc extends { id: string }, Index extends string>(
    collection: Collection<Doc, Index>,
    index: NoInfer<Index>,
    prefix: readonly IndexValue[],
    options?: FindOptions,
  ): Promise<Page<Doc>>;
  /** All documents of a collection in the order of their ids (bytes of UTF-8), page by page: for copies, not for pages. */
  scan<Doc extends { id: string }>(
    collection: Collection<Doc>,
    options?: Omit<FindOptions, 'from'>,
  ): Promise<Page<Doc>>;
  /** All or nothing, at most 1,000 ops, durable when it resolves. */
  commit(ops: readonly Op[]): Promise<void>;
  /**
   * Takes up to `limit` documents that are due, for `leaseMs`: their due time moves behind the lease and their
   * attempts grow, so that no other worker gets them before, and any worker gets them after a crash.
   */
  claim<Doc extends { id: string }>(
    collection: Collection<Doc>,
    options: { leaseMs: number; limit: number },
  ): Promise<Stored<Doc>[]>;
  /** Removes documents past their expiry for good; returns how many. */
  sweep(): Promise<number>;
  close(): Promise<void>;
}

export function insert<Doc extends { id: string }>(collection: Collection<Doc>, doc: NoInfer<Doc>): Op {
  return { kind: 'insert', collection, doc };
}

export function update<Doc extends { id: string }>(
  collection: Collection<Doc>,
  was: Stored<Doc>,
  changes: Partial<NoInfer<Doc>>,
): Op {
  return {
    kind: 'update',
    collection,
    doc: { ...was.doc, ...changes, id: was.doc.id },
    version: was.version,
  };
}

export function remove<Doc extends { id: string }>(collection: Collection<Doc>, was: Stored<Doc>): Op {
  return { kind: 'remove', collection, id: was.doc.id, version: was.version };
}

/** Every document under an index prefix, page by page. */
export async function* everyRow<Doc extends { id: string }, Index extends string>(
  store: Store,
  collection: Collection<Doc, Index>,
  index: NoInfer<Index>,
  prefix: readonly IndexValue[],
): AsyncGenerator<Stored<Doc>> {
  let after: string | undefined;
  do {
    const page = await store.find(collection, index, prefix, after === undefined ? {} : { after });
    yield* page.rows;
    after = page.next;
  } while (after !== undefined);
}

type Decision<Result> = () => Promise<{ ops: Op[]; result: Result }>;

const attempts = 10;
/** Milliseconds of the longest pause before an attempt, times its number. */
const longestPause = 20;
/** Where those wait who lost a race, by store. */
const turns = new WeakMap<Store, Promise<unknown>>();

/**
 * Reads, decides and commits, and does so again while somebody else changed what was read. Whoever lost a race goes
 * on one after the other: three hundred who all raced again would lose again, all but one.
 *
 * @throws CodedError `store.conflict` when it never succeeded, and whatever `decide` throws
 */
export async function commitWhat<Result>(store: Store, decide: Decision<Result>): Promise<Result> {
  try {
    return await commitOnce(store, decide);
  } catch (error) {
    if (!isConflict(error)) throw error;
  }
  const turn = (turns.get(store) ?? Promise.resolve()).then(() => commitAgain(store, decide));
  turns.set(
    store,
    turn.catch(() => undefined),
  );
  return turn;
}

async function commitAgain<Result>(store: Store, decide: Decision<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await commitOnce(store, decide);
    } catch (error) {
      if (!isConflict(error) || attempt === attempts) throw error;
    }
    await setTimeout(Math.random() * longestPause * attempt);
  }
}

async function commitOnce<Result>(store: Store, decide: Decision<Result>): Promise<Result> {
  const { ops, result } = await decide();
  if (ops.length > 0) await store.commit(ops);
  return result;
}

function isConflict(error: unknown): boolean {
  return error instanceof CodedError && error.code === 'store.conflict';
}
