import type { VNode } from 'preact';
import type { ErrorCode } from '../../domain/errors.ts';
import type { LaunchReport } from '../../domain/launch-report.ts';
import { formatMoment } from '../dates.ts';
import { isTextKey, type T, translator } from '../language.ts';
import { Document, type Frame } from './document.tsx';

export interface SiteLaunches {
  siteName: string;
  /** Newest first. */
  reports: readonly LaunchReport[];
}

export interface LaunchesPageProps {
  frame: Frame;
  sites: readonly SiteLaunches[];
  /** Refusals that did not begin here, since the start, by code; only for the operator. */
  strangers?: ReadonlyMap<ErrorCode, number>;
}

/** Which launches worked, which did not, and at which check they ended. */
export function LaunchesPage(props: LaunchesPageProps): VNode {
  const { frame, sites, strangers } = props;
  const t = translator(frame.language);
  const refused = sites.flatMap(({ reports }) => reports).filter(({ code }) => code !== null).length;
  const heading = refused === 0 ? t('launches.heading-none') : t('launches.heading', { count: refused });
  return (
    <Document frame={frame} title={heading}>
      <h1>{heading}</h1>
      <p class="nb-lead">{t('launches.about')}</p>
      {sites.map((site) => (
        <section key={site.siteName}>
          <h2>
            <bdi>{site.siteName}</bdi>
          </h2>
          {site.reports.length === 0 ? (
            <p>{t('launches.empty')}</p>
          ) : (
            <Reports t={t} reports={site.reports} />
          )}
        </section>
      ))}
      {strangers !== undefined && <Strangers t={t} strangers={strangers} />}
    </Document>
  );
}

function Reports(props: { t: T; reports: readonly LaunchReport[] }): VNode {
  const { t } = props;
  return (
    <ul class="nb-rows">
      {props.reports.map((report) => (
        <li key={report.requestNumber}>
          <div class="nb-row-words">
            <p class="nb-row-title">{outcome(t, report)}</p>
            <p class="nb-row-line">
              {formatMoment(report.at, t.language)}, {t('failure.request')}{' '}
              <code>{report.requestNumber}</code>
            </p>
          </div>
          <details class="nb-fold">
            <summary>
              {t('launches.checks')} <span class="visually-hidden">{report.requestNumber}</span>
            </summary>
            <div class="nb-fold-body">
              <Checks t={t} report={report} />
            </div>
          </details>
        </li>
      ))}
    </ul>
  );
}

function outcome(t: T, { code }: LaunchReport): string {
  if (code === null) return t('launches.let-in');
  const key = `errors.${code}.title`;
  return isTextKey(key) ? t(key) : code;
}

function Checks(props: { t: T; report: LaunchReport }): VNode {
  const { t, report } = props;
  const adminKey = `errors.${report.code}.admin`;
  return (
    <>
      <ol>
        {report.passed.map((check) => (
          <li key={check}>
            {nameOf(t, check)}: {t('launches.passed')}
          </li>
        ))}
        {report.failed !== null && (
          <li>
            <strong>
              {nameOf(t, report.failed)}: {t('launches.failed')}
            </strong>{' '}
            <code>{report.code}</code>
          </li>
        )}
      </ol>
      {isTextKey(adminKey) && <p>{t(adminKey)}</p>}
    </>
  );
}

function nameOf(t: T, check: string): string {
  const key = `launches.check.${check}`;
  return isTextKey(key) ? t(key) : check;
}

function Strangers(props: { t: T; strangers: ReadonlyMap<ErrorCode, number> }): VNode {
  const { t, strangers } = props;
  return (
    <section class="nb-text">
      <h2>{t('launches.strangers')}</h2>
      <p>{t('launches.strangers-about')}</p>
      {strangers.size > 0 && (
        <ul>
          {[...strangers].map(([code, count]) => (
            <li key={code}>
              {t(`errors.${code}.title`)}: {count} <code>{code}</code>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
