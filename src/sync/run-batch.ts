import { CodedError } from '../domain/errors.ts';
import type { WriteResult } from '../domain/moodle-state.ts';
import { isInEffect, readinessOf } from '../domain/sync-readiness.ts';
import type { SyncPlan } from '../domain/sync-run.ts';
import { type HeldState, type SyncStep, takesAway } from '../domain/sync-step.ts';
import { type Stored, update } from '../store/port.ts';
import { syncSteps } from '../store/sync-plan.ts';
import type { Batch } from './run-batches.ts';
import type { RunJournal } from './run-journal.ts';
import { type Ending, endingOps } from './run-settle.ts';
import type { Takings } from './run-takings.ts';
import { write } from './run-write.ts';
import type { SiteServices, SyncServices } from './services.ts';

/** What the batches of one stretch of work share. */
export interface RunGround {
  services: SyncServices;
  site: SiteServices;
  plan: SyncPlan;
  journal: RunJournal;
  /** How a target is, as read in this stretch of work; `fresh`: read again. */
  held(target: Batch['target'], fresh?: 'fresh'): Promise<ReadonlyMap<number, HeldState>>;
  /** Whom a batch that takes away may still take. */
  takings: Takings;
  /** Lets everything be read anew. */
  readAgain(): void;
  pins: ReadonlyMap<number, 'stays' | 'never'>;
}

type HeldPeople = ReadonlyMap<number, HeldState>;
type Sent = Stored<SyncStep>;

/** How often a write is tried whose answer was lost. */
const mostTries = 3;
/** Milliseconds before it is read what became of it: the site may still be at work. */
const patienceMs = 5000;

/**
 * Writes down what is about to be sent, sends it, and writes down what came of it. A step that may have been sent
 * before, in this process or in one that was killed, is held against what Moodle shows first.
 *
 * @throws CodedError `moodle.*` (the batch can be begun again), `sync.taken-over`, `store.*`
 */
export async function workBatch(ground: RunGround, batch: Batch): Promise<void> {
  const held = await ground.held(batch.target);
  const taken = takesAway(batch) ? await ground.takings(batch) : undefined;
  const { endings, toSend } = triage(ground, batch, batch.steps, held, taken);
  let sent = await markSending(ground, endings, toSend, held);
  for (let tries = 1; sent.length > 0; tries += 1) {
    const results = await send(ground, batch, sent, tries > 1 ? [] : toSend);
    const lost = sent.filter((step) => outcomeOf(results, step) === undefined);
    const known = sent.filter((step) => !lost.includes(step));
    await settle(
      ground,
      known.map((step) => endingOf(step, outcomeOf(results, step), wasSentBefore(toSend, step, tries))),
    );
    if (lost.length === 0) return;
    await ground.services.sleep(patienceMs * tries);
    const now = triage(ground, batch, lost, await ground.held(batch.target, 'fresh'), taken);
    const isLast = tries === mostTries;
    const given = isLast
      ? now.toSend.map((step): Ending => ({ step, state: 'refused', code: 'sync.answer-lost' }))
      : [];
    await settle(ground, [...now.endings, ...given]);
    sent = isLast ? [] : now.toSend;
  }
}

/** Which steps are to be sent, and which have ended without. */
function triage(
  { plan, pins }: RunGround,
  { target }: Batch,
  steps: readonly Sent[],
  held: HeldPeople,
  taken: ReadonlySet<number> | undefined,
): { endings: Ending[]; toSend: Sent[] } {
  const endings: Ending[] = [];
  const toSend: Sent[] = [];
  for (const step of steps) {
    const { userId, before, isReversible } = step.doc;
    const wasSent = before !== undefined;
    const state = held.get(userId);
    const readiness = readinessOf(target, step.doc, state, pins.get(userId));
    if (wasSent && isInEffect(step.doc, state)) endings.push({ step, state: 'done' });
    else if (!isReversible && !plan.mayRemove)
      endings.push({ step, state: 'skipped', code: 'sync.not-confirmed' });
    else if (readiness.kind === 'was-so') endings.push({ step, state: 'was-so' });
    else if (readiness.kind === 'skip') endings.push({ step, state: 'skipped', code: readiness.code });
    else if (taken && !taken.has(userId))
      endings.push({ step, state: 'skipped', code: 'sync.changed-meanwhile' });
    else toSend.push(step);
  }
  return { endings, toSend };
}

/** In one commit with what has ended; returns the steps as they are stored now. */
async function markSending(
  ground: RunGround,
  endings: readonly Ending[],
  toSend: readonly Sent[],
  held: HeldPeople,
): Promise<Sent[]> {
  const { store, clock } = ground.services;
  const { ops, settled } = await endingOps(store, ground.plan, endings, clock());
  const sending = toSend.map((step) => {
    // How it was before the first attempt: after that, Moodle may show what we did.
    const before = step.doc.before === undefined ? (held.get(step.doc.userId) ?? null) : step.doc.before;
    return update(syncSteps, step, { state: 'sending', before, changedAt: clock() });
  });
  if (ops.length + sending.length > 0) await ground.journal.commit([...ops, ...sending], settled);
  return storedNow(ground, toSend);
}

async function send(
  ground: RunGround,
  batch: Batch,
  sent: readonly Sent[],
  fresh: readonly Sent[],
): Promise<Map<number, WriteResult>> {
  try {
    const ids = sent.map(({ doc }) => doc.userId);
    const results = await write(ground.site.writer, batch, ids);
    return new Map(results.map((result) => [result.userId, result]));
  } catch (error) {
    if (error instanceof CodedError) await takeBack(ground, sent, fresh);
    throw error;
  }
}

/** Nothing of a batch was written: whoever was sent for the first time was not sent at all. */
async function takeBack(ground: RunGround, sent: readonly Sent[], fresh: readonly Sent[]): Promise<void> {
  const first = fresh.filter(({ doc }) => doc.before === undefined).map(({ doc }) => doc.id);
  const ops = sent
    .filter(({ doc }) => first.includes(doc.id))
    .map((step) => {
      const { before: _, ...rest } = step.doc;
      const doc: SyncStep = { ...rest, state: 'planned', changedAt: ground.services.clock() };
      return update(syncSteps, { ...step, doc }, {});
    });
  if (ops.length > 0) await ground.journal.commit(ops);
}

function outcomeOf(results: ReadonlyMap<number, WriteResult>, { doc }: Sent): WriteResult | undefined {
  const result = results.get(doc.userId);
  return result?.outcome === 'unknown' ? undefined : result;
}

/** `wasSent`: an earlier attempt may be the reason why it was so. */
function endingOf(step: Sent, result: WriteResult | undefined, wasSent: boolean): Ending {
  const { outcome, code, message } = result ?? { outcome: 'unknown' };
  const said = { ...(code !== undefined && { code }), ...(message !== undefined && { message }) };
  if (outcome === 'refused') return { step, state: 'refused', ...said };
  return { step, state: outcome === 'was-so' && !wasSent ? 'was-so' : 'done' };
}

function wasSentBefore(first: readonly Sent[], { doc }: Sent, tries: number): boolean {
  return tries > 1 || first.some((step) => step.doc.id === doc.id && step.doc.before !== undefined);
}

async function settle(ground: RunGround, endings: readonly Ending[]): Promise<void> {
  if (endings.length === 0) return;
  const { store, clock } = ground.services;
  const { ops, settled } = await endingOps(store, ground.plan, endings, clock());
  await ground.journal.commit(ops, settled);
}

async function storedNow({ services }: RunGround, steps: readonly Sent[]): Promise<Sent[]> {
  const now = await Promise.all(steps.map(({ doc }) => services.store.get(syncSteps, doc.id)));
  return now.filter((step) => step !== undefined);
}
