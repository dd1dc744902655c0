import type { VNode } from 'preact';
import type { Granted } from '../../../lti/registration.ts';
import { type T, translator } from '../language.ts';
import { Document, type Frame } from './document.tsx';
import { Note } from './notice.tsx';

export interface RegistrationPageProps {
  frame: Frame;
  /** POST with `fields`. */
  action: string;
  fields: Readonly<Record<string, string>>;
  /** What the Moodle will be called here. */
  name: string;
  issuer: string;
  /** Product and version as the platform tells them; may be empty. */
  product: string;
}

/** Which Moodle asks, what will happen, and one button. */
export function RegistrationPage(props: RegistrationPageProps): VNode {
  const t = translator(props.frame.language);
  const heading = t('registration.heading');
  return (
    <Document frame={props.frame} title={heading}>
      <div class="nb-text">
        <h1>{heading}</h1>
        <p class="nb-lead">{t('registration.what')}</p>
        <dl class="nb-pairs">
          <dt>{t('registration.name')}</dt>
          <dd>
            <bdi>{props.name}</bdi>
          </dd>
          <dt>{t('registration.address')}</dt>
          <dd>
            <code>{props.issuer}</code>
          </dd>
          {props.product !== '' && (
            <>
              <dt>{t('registration.product')}</dt>
              <dd>
                <bdi>{props.product}</bdi>
              </dd>
            </>
          )}
        </dl>
        <p>{t('registration.asks')}</p>
        <form method="post" action={props.action} class="nb-buttons">
          {Object.entries(props.fields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <button type="submit" class="btn btn-primary">
            {t('registration.button')}
          </button>
        </form>
      </div>
    </Document>
  );
}

export interface RegisteredPageProps {
  frame: Frame;
  name: string;
  granted: Granted;
  /** The script behind the button, and who is told. */
  closing: { script: string; origin: string };
}

const grants = ['names', 'rosters', 'scores', 'deepLinking'] as const;

/** What Moodle granted, and what its administrator still does there. */
export function RegisteredPage(props: RegisteredPageProps): VNode {
  const { granted, closing } = props;
  const t = translator(props.frame.language);
  const heading = t('registered.heading');
  return (
    <Document frame={props.frame} title={heading}>
      <div class="nb-text">
        <h1>{heading}</h1>
        <p class="nb-lead">{t('registered.what', { name: props.name })}</p>
        <h2>{t('registered.todo')}</h2>
        <ol>
          <li>{t('registered.step-close')}</li>
          <li>{t('registered.step-activate')}</li>
          <li>{t('registered.step-show')}</li>
        </ol>
        <p class="nb-buttons">
          <button type="button" class="btn btn-primary" data-close={closing.origin} hidden>
            {t('registered.button')}
          </button>
        </p>
        <h2>{t('registered.granted')}</h2>
        <dl class="nb-pairs">
          {grants.map((grant) => (
            <GrantPair key={grant} t={t} grant={grant} isGiven={granted[grant]} />
          ))}
          <dt>{t('registered.client')}</dt>
          <dd>
            <code>{granted.clientId}</code>
          </dd>
          <dt>{t('registered.deployment')}</dt>
          <dd>
            <code>{granted.deploymentId}</code>
          </dd>
        </dl>
        {grants.some((grant) => !granted[grant]) && (
          <Note tone="info">
            <p>{t('registered.missing')}</p>
          </Note>
        )}
      </div>
      <script src={closing.script} defer />
    </Document>
  );
}

function GrantPair(props: { t: T; grant: (typeof grants)[number]; isGiven: boolean }): VNode {
  const { t, grant, isGiven } = props;
  return (
    <>
      <dt>{t(`registered.grant.${grant}`)}</dt>
      <dd>{isGiven ? t('registered.yes') : t('registered.no')}</dd>
    </>
  );
}
