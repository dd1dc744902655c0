import { creatableKinds } from '../../domain/access.ts';
import type { SpaceKind } from '../../domain/space.ts';

/** Spaces that one choice may hold: six links each at most. */
const mostChosen = 50;

/** What a picker shows and what is ticked in it; stands in its address, so that a search loses no tick. */
export interface PickLook {
  search: string;
  /** Undefined: all kinds. */
  shown: SpaceKind | undefined;
  chosen: readonly string[];
}

type Fields = Readonly<Record<string, unknown>>;

/** From the address of the page. */
export function lookOfAddress(query: unknown): PickLook {
  const fields = (query ?? {}) as Fields;
  const chosen = typeof fields.chosen === 'string' ? fields.chosen.split('.') : [];
  return lookOf(fields, chosen);
}

/** From the posted form: ticks are `space-<id>`, or where one link is taken `space`. */
export function lookOfForm(fields: Fields): PickLook {
  const ticked = Object.keys(fields).flatMap((name) => /^space-([\w-]+)$/.exec(name)?.[1] ?? []);
  return lookOf(fields, typeof fields.space === 'string' ? [fields.space, ...ticked] : ticked);
}

export function addressOfLook(address: string, { search, shown, chosen }: PickLook): string {
  const query = Object.entries({ q: search, show: shown ?? '', chosen: chosen.join('.') });
  const given = query.filter(([, value]) => value !== '');
  return given.length === 0 ? address : `${address}?${new URLSearchParams(given)}`;
}

function lookOf(fields: Fields, chosen: readonly string[]): PickLook {
  const search = typeof fields.q === 'string' ? fields.q.trim().slice(0, 100) : '';
  const shown = creatableKinds.find((kind) => kind === fields.show);
  return { search, shown, chosen: [...new Set(chosen)].filter((id) => id !== '').slice(0, mostChosen) };
}
