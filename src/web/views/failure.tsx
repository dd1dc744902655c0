import type { VNode } from 'preact';
import type { ErrorCode } from '../../domain/errors.ts';
import { formatMoment } from '../dates.ts';
import { isTextKey, translator } from '../language.ts';
import { Document, type Frame } from './document.tsx';
import { BackIcon, HourglassIcon, LockIcon, PlugIcon } from './icons.tsx';
import { type TypedText, TypedTextForm } from './typed-text.tsx';

export interface FailurePageProps {
  frame: Frame;
  code: ErrorCode;
  /** By which the administration finds the entry in the log. */
  requestNumber: string;
  /** When it happened, epoch milliseconds. */
  at: number;
  /** Back to the course, if it is known. */
  returnUrl?: string;
  /** The word with which Moodle refused, if it said one. */
  word?: string;
  /** A form that could not be taken: nothing typed is lost. */
  typed?: TypedText;
}

/** What happened, what it means, what to do; details for the administration folded, without personal data. */
export function FailurePage(props: FailurePageProps): VNode {
  const { frame, code } = props;
  const t = translator(frame.language);
  const heading = t(`errors.${code}.title`);
  const adminKey = `errors.${code}.admin`;
  return (
    <Document frame={frame} title={heading}>
      <div class="nb-text">
        <p class="nb-sign">
          <Sign code={code} />
        </p>
        <h1>{heading}</h1>
        <p class="nb-lead">{t(`errors.${code}.what`)}</p>
        {props.returnUrl && (
          <p class="nb-buttons">
            <a class="btn btn-primary" href={props.returnUrl}>
              <BackIcon />
              {t('failure.back')}
            </a>
          </p>
        )}
        <p>{t(`errors.${code}.todo`)}</p>
        {props.typed && <TypedTextForm t={t} typed={props.typed} />}
        <details class="nb-fold nb-fold-ruled">
          <summary>{t('failure.details')}</summary>
          <div class="nb-fold-body">
            <p>{t('failure.details-about')}</p>
            <dl class="nb-pairs">
              <dt>{t('failure.request')}</dt>
              <dd>
                <code>{props.requestNumber}</code>
              </dd>
              <dt>{t('failure.time')}</dt>
              <dd>{formatMoment(props.at, frame.language)}</dd>
              <dt>{t('failure.cause')}</dt>
              <dd>
                <code>{code}</code>
              </dd>
              {props.word !== undefined && (
                <>
                  <dt>{t('failure.word')}</dt>
                  <dd>
                    <code>{props.word}</code>
                  </dd>
                </>
              )}
              {isTextKey(adminKey) && (
                <>
                  <dt>{t('failure.admin')}</dt>
                  <dd>{t(adminKey)}</dd>
                </>
              )}
            </dl>
          </div>
        </details>
      </div>
    </Document>
  );
}

function Sign(props: { code: ErrorCode }): VNode {
  const { code } = props;
  if (/expired|nonce|future|busy|too-many/.test(code)) return <HourglassIcon />;
  if (/^(access|session|operator|invitation|link-code)\./.test(code)) return <LockIcon />;
  return <PlugIcon />;
}
