import type { VNode } from 'preact';
import type { ConnectionReport } from '../../domain/connection-report.ts';
import type { ErrorCode } from '../../domain/errors.ts';
import type { Site } from '../../domain/site.ts';
import type { SiteConnection } from '../../domain/site-connection.ts';
import { type FineCheck, fineChecks } from '../connection-fine.ts';
import { worstFirst } from '../connection-places.ts';
import { daysBetween, formatNearMoment, formatNumber } from '../dates.ts';
import { isTextKey, type T, translator } from '../language.ts';
import { ConnectionFindingRow } from './connection-finding.tsx';
import { counted } from './counted.ts';
import { Document, type Frame } from './document.tsx';
import { TextField } from './fields.tsx';
import { Form, type FormSeal } from './form.tsx';
import { CheckIcon } from './icons.tsx';
import { Note } from './notice.tsx';

export interface SyncConnectionPageProps {
  frame: Frame;
  seal: FormSeal;
  /** Epoch milliseconds. */
  now: number;
  site: Pick<Site, 'name' | 'issuer'>;
  connection?: Pick<SiteConnection, 'release'>;
  /** The last check. */
  report?: ConnectionReport;
  /** Why a token was not taken just now. */
  failure?: ErrorCode;
  connect: string;
  check: string;
  /** Page that asks before the token is forgotten. */
  disconnect: string;
  mappings: string;
}

/** What keeps the connection from working, worst first; what works is folded away. */
export function SyncConnectionPage(props: SyncConnectionPageProps): VNode {
  const { frame, report, connection, failure } = props;
  const t = translator(frame.language);
  const heading = connectionHeading(t, props);
  return (
    <Document frame={frame} title={heading}>
      <h1>{heading}</h1>
      {failure && <Refused t={t} code={failure} />}
      {!connection && <p class="nb-lead">{t('sync-connection.about', { site: props.site.name })}</p>}
      {connection && <Checked {...props} t={t} />}
      {report && <Findings t={t} report={report} />}
      {connection ? (
        <>
          <details class="nb-fold">
            <summary>{t('sync-connection.other-token')}</summary>
            <div class="nb-fold-body">
              <TokenForm {...props} t={t} isPrimary={false} />
            </div>
          </details>
          <p>
            <a class="btn btn-outline-danger btn-sm" href={props.disconnect}>
              {t('sync-connection.disconnect')}
            </a>
          </p>
        </>
      ) : (
        <TokenForm {...props} t={t} isPrimary />
      )}
    </Document>
  );
}

function connectionHeading(t: T, { connection, report }: SyncConnectionPageProps): string {
  if (!connection) return t('sync-connection.heading-none');
  if (!report) return t('sync-connection.heading-unchecked');
  const problems = report.findings.filter(({ kind }) => kind === 'problem').length;
  if (problems === 0) return t('sync-connection.heading-well');
  return counted(t, 'sync-connection.heading-faulty', problems);
}

function Checked(props: SyncConnectionPageProps & { t: T }): VNode {
  const { t, now, report } = props;
  const [release = ''] = ((report?.release || props.connection?.release) ?? '').split(' ');
  const when = report ? formatNearMoment(report.checkedAt, t.language, now) : '';
  const isOld = report !== undefined && daysBetween(report.checkedAt, now) > 0;
  const isWell = report?.findings.every(({ kind }) => kind !== 'problem') === true;
  return (
    <>
      <p class="nb-lead">
        {t(report ? 'sync-connection.checked' : 'sync-connection.not-checked', {
          site: props.site.issuer.replace(/^https?:\/\//, ''),
          release,
          when,
        })}{' '}
        {report && t(isWell ? 'sync-connection.ready' : 'sync-connection.not-ready')}
      </p>
      {isOld && <p>{t('sync-connection.old')}</p>}
      <Form action={props.check} seal={props.seal} class="nb-buttons">
        <button type="submit" class={isWell ? 'btn btn-outline-secondary' : 'btn btn-primary'}>
          {t(report ? 'sync-connection.check-again' : 'sync-connection.check')}
        </button>
        {isWell && (
          <a class="btn btn-primary" href={props.mappings}>
            {t('sync-connection.to-mappings')}
          </a>
        )}
      </Form>
    </>
  );
}

function Findings(props: { t: T; report: ConnectionReport }): VNode {
  const { t, report } = props;
  const problems = worstFirst(report.findings.filter(({ kind }) => kind === 'problem'));
  const unknown = worstFirst(report.findings.filter(({ kind }) => kind !== 'problem'));
  const fine: FineCheck[] = fineChecks(report);
  const rows = (findings: typeof problems): VNode => (
    <ul class="nb-rows">
      {findings.map((finding) => (
        <li key={JSON.stringify(finding)}>
          <ConnectionFindingRow t={t} siteUrl={report.siteUrl} finding={finding} />
        </li>
      ))}
    </ul>
  );
  return (
    <section>
      {problems.length > 0 && rows(problems)}
      {unknown.length > 0 && (
        <details class="nb-fold">
          <summary>{counted(t, 'sync-connection.unseen', unknown.length)}</summary>
          <div class="nb-fold-body">
            <p>{t('sync-connection.unseen-about')}</p>
            {rows(unknown)}
          </div>
        </details>
      )}
      {fine.length > 0 && (
        <details class="nb-fold">
          <summary>{counted(t, 'sync-connection.fine', fine.length)}</summary>
          <ul class="nb-fold-body nb-checked">
            {fine.map((check) => (
              <li key={check}>
                <CheckIcon /> {t(`sync-connection.checks.${check}`)}
              </li>
            ))}
          </ul>
        </details>
      )}
      <p class="nb-small">
        {t('connection.summary.effort', {
          calls: report.calls,
          seconds: formatNumber(Math.round(report.tookMs / 100) / 10, t.language),
        })}
      </p>
    </section>
  );
}

function Refused(props: { t: T; code: ErrorCode }): VNode {
  const { t, code } = props;
  const admin = `errors.${code}.admin`;
  return (
    <div role="alert" tabindex={-1} autofocus>
      <Note tone="bad">
        <p>
          <strong>{t(`errors.${code}.title`)}.</strong> {t('sync-connection.not-kept')}
        </p>
        {isTextKey(admin) && <p>{t(admin)}</p>}
      </Note>
    </div>
  );
}

function TokenForm(props: SyncConnectionPageProps & { t: T; isPrimary: boolean }): VNode {
  const { t } = props;
  return (
    <Form action={props.connect} seal={props.seal}>
      <TextField
        t={t}
        form="connect"
        name="token"
        label={t('sync-connection.token')}
        hint={t('sync-connection.token-hint')}
        draft={undefined}
        maxLength={128}
        isCode
      />
      <p class="nb-small">{t('sync-connection.token-where')}</p>
      <div class="nb-buttons">
        <button type="submit" class={props.isPrimary ? 'btn btn-primary' : 'btn btn-outline-secondary'}>
          {t('sync-connection.connect')}
        </button>
      </div>
    </Form>
  );
}
