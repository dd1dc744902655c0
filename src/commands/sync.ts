import { writeFile } from 'node:fs/promises';
import { CodedError } from '../domain/errors.ts';
import type { Site } from '../domain/site.ts';
import { changesIn } from '../domain/sync-counts.ts';
import type { SyncPlan, SyncRun } from '../domain/sync-run.ts';
import { sites } from '../store/site.ts';
import { approvePlan } from '../sync/approve.ts';
import { planSync } from '../sync/plan.ts';
import { stepsOf } from '../sync/plan-store.ts';
import { workOn } from '../sync/run.ts';
import { startRun } from '../sync/run-start.ts';
import type { SyncServices } from '../sync/services.ts';
import { syncStatus } from '../sync/status.ts';
import { planUndo } from '../sync/undo.ts';
import { type Language, type T, translator } from '../web/language.ts';
import { planTable } from '../web/plan-table.ts';
import { planHeadline, progressText, resultText } from '../web/sync-text.ts';
import { planLines, troubleLines } from './sync-lines.ts';

export interface Terminal {
  print(line: string): void;
  /** Replaces the line that is in progress, where the terminal can. */
  show(line: string): void;
}

export interface SyncFlags {
  issuer: string;
  language: Language;
}

export interface PlanFlags extends SyncFlags {
  /** These mappings only, by their ids. */
  mapping?: string[];
  /** Whether every step is printed. */
  steps?: boolean;
  /** File that gets every step as a table. */
  csv?: string;
}

/** Plans and says what would happen. @throws CodedError as `planSync` does */
export async function planCommand(
  services: SyncServices,
  { issuer, language, mapping, steps, csv }: PlanFlags,
  { print }: Terminal,
): Promise<SyncPlan> {
  const site = await siteOf(services, issuer);
  const plan = await planSync(services, site.id, { mappingIds: mapping });
  const t = translator(language);
  const options = { steps: steps === true, issuer };
  for (const line of await planLines(services.store, plan, site, options, t)) print(line);
  if (csv !== undefined)
    await writeFile(
      csv,
      planTable(plan, await stepsOf(services.store, plan.id), () => '', t),
    );
  return plan;
}

/**
 * Runs the plan that waits, or goes on with a run that was paused. A plan that waits for a human runs only with
 * `yes`, the hash that `sync plan` printed, so that nothing else runs than what was looked at.
 */
export async function applyCommand(
  services: SyncServices,
  { issuer, language, yes, remove }: SyncFlags & { yes?: string; remove?: boolean },
  terminal: Terminal,
  signal?: AbortSignal,
): Promise<SyncRun | undefined> {
  const t = translator(language);
  const site = await siteOf(services, issuer);
  const { active, plan } = await syncStatus(services.store, site.id);
  if (active) return work(services, active, terminal, t, signal);
  if (!plan) throw new CodedError('sync.plan-not-found');
  if (changesIn(plan.counts) === 0 && plan.state === 'open') {
    terminal.print(t('sync.nothing'));
    return undefined;
  }
  if (yes !== undefined) {
    const hash = plan.hash.startsWith(yes) && yes.length >= 8 ? plan.hash : yes;
    await approvePlan(services, plan.id, { hash, by: null, mayRemove: remove === true });
  }
  terminal.print(planHeadline(plan, site.name, t));
  return work(services, await startRun(services, plan.id, null), terminal, t, signal);
}

/** What waits, what runs, what ran last. */
export async function statusCommand(
  services: SyncServices,
  { issuer, language }: SyncFlags,
  { print }: Terminal,
): Promise<void> {
  const t = translator(language);
  const site = await siteOf(services, issuer);
  const { plan, active, runs } = await syncStatus(services.store, site.id);
  if (plan)
    for (const line of await planLines(services.store, plan, site, { steps: false, issuer }, t)) print(line);
  if (active) print(`${t(`sync.run-states.${active.state}`)}: ${progressText(active, t)}`);
  const last = runs.find(({ activeSiteId }) => activeSiteId === null);
  if (last)
    for (const line of [resultText(last, t), ...(await troubleLines(services.store, last, t))]) print(line);
  if (!plan && runs.length === 0) print(t('sync.never'));
}

/** Plans the way back of the last run, and says what would happen; `sync apply --yes` goes it. */
export async function undoCommand(
  services: SyncServices,
  { issuer, language }: SyncFlags,
  { print }: Terminal,
): Promise<SyncPlan> {
  const site = await siteOf(services, issuer);
  const plan = await planUndo(services, site.id);
  for (const line of await planLines(
    services.store,
    plan,
    site,
    { steps: false, issuer },
    translator(language),
  ))
    print(line);
  return plan;
}

/** @throws CodedError `site.not-found` */
export async function siteOf({ store }: Pick<SyncServices, 'store'>, issuer: string): Promise<Site> {
  const found = (await store.find(sites, 'byIssuer', [issuer.replace(/\/$/, '')])).rows[0];
  if (!found) throw new CodedError('site.not-found');
  return found.doc;
}

async function work(
  services: SyncServices,
  run: SyncRun,
  { print, show }: Terminal,
  t: T,
  signal: AbortSignal | undefined,
): Promise<SyncRun> {
  const onChange = (changed: SyncRun): void => show(progressText(changed, t));
  const ended = await workOn(services, run.id, { onChange, ...(signal && { signal }) });
  print(resultText(ended, t));
  for (const line of await troubleLines(services.store, ended, t)) print(line);
  return ended;
}
