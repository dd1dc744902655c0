import { type ConnectionReport, isConnected } from '../domain/connection-report.ts';
import { CodedError } from '../domain/errors.ts';
import type { Site } from '../domain/site.ts';
import { accessTo, type ConnectionServices, connectSite, disconnectSite } from '../moodle/connection.ts';
import { type CheckOptions, checkConnection } from '../moodle/connection-check.ts';
import type { Store } from '../store/port.ts';
import { sites } from '../store/site.ts';
import { findingText } from '../web/connection-text.ts';
import { formatNumber } from '../web/dates.ts';
import { type Language, translator } from '../web/language.ts';

type Print = (line: string) => void;

export interface ConnectOptions {
  issuer: string;
  token: string;
  language: Language;
}

/** Keeps a token, and checks the connection. @throws CodedError `site.not-found`, `moodle.*` */
export async function connectMoodle(
  services: ConnectionServices,
  { issuer, token, language }: ConnectOptions,
  print: Print,
): Promise<ConnectionReport> {
  const site = await siteOf(services.store, issuer);
  const { release } = await connectSite(services, site, token);
  print(`Connected ${site.name} (${release}).`);
  return checkMoodle(services, { issuer, language }, print);
}

/** @throws CodedError `site.not-found`, `moodle.not-connected` */
export async function checkMoodle(
  services: ConnectionServices,
  { issuer, language, ...tried }: { issuer: string; language: Language } & CheckOptions,
  print: Print,
): Promise<ConnectionReport> {
  const site = await siteOf(services.store, issuer);
  const report = await checkConnection(services, await accessTo(services, site.id), tried);
  for (const line of reportLines(report, language)) print(line);
  return report;
}

/** @throws CodedError `site.not-found` */
export async function disconnectMoodle(
  { store }: { store: Store },
  issuer: string,
  print: Print,
): Promise<void> {
  const site = await siteOf(store, issuer);
  await disconnectSite(store, site.id);
  print(`${site.name}: the token is forgotten here. Delete it in Moodle too, under Manage tokens.`);
}

function reportLines(report: ConnectionReport, language: Language): string[] {
  const t = translator(language);
  const { siteUrl: site, release, calls, tookMs, findings } = report;
  const count = findings.filter(({ kind }) => kind === 'problem').length;
  const lines = [
    isConnected(report)
      ? t('connection.summary.well', { site, release })
      : t('connection.summary.faulty', { site, count }),
  ];
  for (const kind of ['problem', 'untried', 'unseen'] as const) {
    for (const finding of findings.filter((one) => one.kind === kind)) {
      const { what, todo } = findingText(finding, t);
      lines.push(`- ${t(`connection.kinds.${kind}`)}: ${what}`, `  ${todo}`);
    }
  }
  lines.push(
    t('connection.summary.effort', {
      calls,
      seconds: formatNumber(Math.round(tookMs / 100) / 10, t.language),
    }),
  );
  return lines;
}

async function siteOf(store: Store, issuer: string): Promise<Site> {
  const found = (await store.find(sites, 'byIssuer', [issuer.replace(/\/$/, '')])).rows[0];
  if (!found) throw new CodedError('site.not-found');
  return found.doc;
}
