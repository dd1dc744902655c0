import type { VNode } from 'preact';
import type { Registration, Site } from '../../domain/site.ts';
import { formatNumber } from '../dates.ts';
import { type T, translator } from '../language.ts';
import { counted } from './counted.ts';
import { Document, type Frame } from './document.tsx';

export interface OperatorSite {
  site: Pick<Site, 'id' | 'name' | 'issuer'>;
  registrations: readonly Pick<Registration, 'id' | 'clientId' | 'deploymentIds'>[];
  accounts: number;
  courseLinks: number;
}

export interface OperatorPageProps {
  frame: Frame;
  sites: readonly OperatorSite[];
  /** The tool's own addresses, as they are entered in Moodle. */
  addresses: { tool: string; login: string; launch: string; keys: string };
  /** The Moodle plugin as a zip, and the command that makes an invitation for it. */
  plugin: { zip: string; command: string };
  /** The whole command line that registers a site, with placeholders. */
  addSiteCommand: string;
}

const addressNames = ['tool', 'login', 'launch', 'keys'] as const;

export function OperatorPage(props: OperatorPageProps): VNode {
  const { frame, sites } = props;
  const t = translator(frame.language);
  const count = sites.length;
  const heading = count === 0 ? t('operator.heading-none') : counted(t, 'operator.heading-sites', count);
  return (
    <Document frame={frame} title={heading}>
      <h1>{heading}</h1>
      <section>
        <h2>{t('operator.sites')}</h2>
        {count === 0 && <p>{t('operator.sites-empty')}</p>}
        {count > 0 && (
          <ul class="nb-rows">
            {sites.map((entry) => (
              <li key={entry.site.id}>
                <SiteRow t={t} entry={entry} />
              </li>
            ))}
          </ul>
        )}
      </section>
      <section class="nb-text">
        <h2>{t('operator.plugin')}</h2>
        <ol>
          <li>
            <a href={props.plugin.zip} download>
              {t('operator.plugin-zip')}
            </a>{' '}
            {t('operator.plugin-step-1')}
          </li>
          <li>
            {t('operator.plugin-step-2')}
            <pre class="nb-command">
              <code>{props.plugin.command}</code>
            </pre>
          </li>
          <li>{t('operator.plugin-step-3')}</li>
        </ol>
      </section>
      <section>
        <h2>{t('operator.urls')}</h2>
        <p>{t('operator.urls-about')}</p>
        <dl class="nb-pairs nb-pairs-wide">
          {addressNames.map((name) => (
            <div key={name}>
              <dt>{t(`operator.url.${name}`)}</dt>
              <dd>
                <code>{props.addresses[name]}</code>
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <section class="nb-text">
        <h2>{t('operator.add')}</h2>
        <ol>
          <li>{t('operator.add-step-1')}</li>
          <li>{t('operator.add-step-2')}</li>
          <li>
            {t('operator.add-step-3')}
            <pre class="nb-command">
              <code>{props.addSiteCommand}</code>
            </pre>
          </li>
        </ol>
      </section>
    </Document>
  );
}

function SiteRow(props: { t: T; entry: OperatorSite }): VNode {
  const { t } = props;
  const { site, registrations, accounts, courseLinks } = props.entry;
  return (
    <>
      <h3>
        <bdi>{site.name}</bdi>
      </h3>
      <dl class="nb-pairs">
        <dt>{t('operator.issuer')}</dt>
        <dd>
          <code>{site.issuer}</code>
        </dd>
        {registrations.map((registration) => (
          <>
            <dt>{t('operator.client')}</dt>
            <dd>
              <code>{registration.clientId}</code>
            </dd>
            <dt>{t('operator.deployments')}</dt>
            <dd>
              <code>{registration.deploymentIds.join(', ')}</code>
            </dd>
          </>
        ))}
        <dt>{t('operator.accounts')}</dt>
        <dd>{formatNumber(accounts, t.language)}</dd>
        <dt>{t('operator.links')}</dt>
        <dd>{formatNumber(courseLinks, t.language)}</dd>
      </dl>
    </>
  );
}
