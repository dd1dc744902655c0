import type { VNode } from 'preact';
import type { SyncMapping } from '../../domain/sync-mapping.ts';
import type { SyncPin } from '../../domain/sync-pin.ts';
import { type T, translator } from '../language.ts';
import { mappingState, mappingTargetText, scheduleText } from '../mapping-text.ts';
import { counted } from './counted.ts';
import { Document, type Frame } from './document.tsx';
import { Form, type FormSeal } from './form.tsx';
import type { MoodlePerson } from './moodle-person.tsx';
import { MoodlePersonName, moodlePersonText } from './moodle-person.tsx';
import { inSentence } from './names.ts';

export interface MappingEntry {
  mapping: SyncMapping;
  spaceTitle: string;
  /** Whom of the space it is about, in words. */
  people: string;
  edit: string;
  /** Form that switches it on and off. */
  turn: string;
  /** Page that asks before it is removed. */
  remove: string;
}

export interface SyncMappingsPageProps {
  frame: Frame;
  seal: FormSeal;
  mappings: readonly MappingEntry[];
  /** Page for a new one. */
  add: string;
  /** Form that makes a plan; with `mapping` for one alone. */
  plan: string;
  /** Page to connect Moodle on, where it is not connected. */
  connection?: string;
  pins: readonly { pin: SyncPin; person: MoodlePerson; remove: string }[];
}

export function SyncMappingsPage(props: SyncMappingsPageProps): VNode {
  const { frame, mappings, pins } = props;
  const t = translator(frame.language);
  const waiting = mappings.filter(({ mapping }) => mappingState(mapping) === 'not-reviewed').length;
  const heading =
    mappings.length === 0
      ? t('sync-mapping.heading-none')
      : waiting > 0
        ? counted(t, 'sync-mapping.heading-waiting', waiting)
        : counted(t, 'sync-mapping.heading', mappings.length);
  return (
    <Document frame={frame} title={heading}>
      <h1>{heading}</h1>
      <p class="nb-lead">{t(waiting > 0 ? 'sync-mapping.waiting-about' : 'sync-mapping.about')}</p>
      <Buttons {...props} t={t} isWaiting={waiting > 0} />
      {mappings.length > 0 && (
        <ul class="nb-rows">
          {mappings.map((entry) => (
            <li key={entry.mapping.id}>
              <MappingRow t={t} entry={entry} seal={props.seal} plan={props.plan} />
            </li>
          ))}
        </ul>
      )}
      <section>
        <h2>{t('sync-mapping.pins')}</h2>
        <p>{t('sync-mapping.pins-about')}</p>
        {pins.length > 0 && (
          <ul class="nb-rows">
            {pins.map(({ pin, person, remove }) => (
              <li key={pin.id} class="nb-row-split">
                <div class="nb-row-words">
                  <p class="nb-row-title">
                    <MoodlePersonName t={t} person={person} />
                  </p>
                  <p class="nb-row-line">{t(`sync-plan.pins.${pin.kind}`)}</p>
                </div>
                <Form action={remove} seal={props.seal}>
                  <button type="submit" class="btn btn-outline-secondary btn-sm">
                    {t('sync-mapping.remove-pin')}
                    <span class="visually-hidden">: {moodlePersonText(t, person)}</span>
                  </button>
                </Form>
              </li>
            ))}
          </ul>
        )}
      </section>
    </Document>
  );
}

function Buttons(props: SyncMappingsPageProps & { t: T; isWaiting: boolean }): VNode {
  const { t, connection, isWaiting } = props;
  if (connection !== undefined) {
    return (
      <p>
        <a class="btn btn-primary" href={connection}>
          {t('sync-mapping.connect-first')}
        </a>
      </p>
    );
  }
  const isFirst = props.mappings.length === 0;
  const add = (
    <a class={isWaiting ? 'btn btn-outline-secondary' : 'btn btn-primary'} href={props.add}>
      {t(isFirst ? 'sync-mapping.add-first' : 'sync-mapping.add')}
    </a>
  );
  if (isFirst) return <p>{add}</p>;
  return (
    <Form action={props.plan} seal={props.seal} class="nb-buttons">
      <button type="submit" class={isWaiting ? 'btn btn-primary' : 'btn btn-outline-secondary'}>
        {t('sync-page.make-plan')}
      </button>
      {add}
    </Form>
  );
}

const signs = { off: '', 'not-reviewed': 'nb-status-warn', 'in-force': 'nb-status-ok' } as const;

function MappingRow(props: { t: T; entry: MappingEntry; seal: FormSeal; plan: string }): VNode {
  const { t, entry, seal } = props;
  const { mapping } = entry;
  const state = mappingState(mapping);
  const target = mappingTargetText(mapping, t);
  const side = `${inSentence(entry.spaceTitle)} (${entry.people})`;
  const title = mapping.direction === 'to-moodle' ? `${side} → ${target}` : `${target} → ${side}`;
  return (
    <>
      <div class="nb-row-split">
        <div class="nb-row-words">
          <p class="nb-row-title">{title}</p>
          <p class="nb-row-line">
            {t('sync-mapping.gone-line', { whenGone: t(`sync-mapping.gone.${mapping.whenGone}`) })}{' '}
            {scheduleText(mapping.schedule, t)}
          </p>
        </div>
        <span class={`nb-status ${signs[state]}`}>{t(`sync.mapping.states.${state}`)}</span>
      </div>
      <details class="nb-fold">
        <summary>
          {t('sync-mapping.manage')} <span class="visually-hidden">: {title}</span>
        </summary>
        <div class="nb-fold-body nb-inline-forms">
          <a class="btn btn-outline-secondary btn-sm" href={entry.edit}>
            {t('sync-mapping.edit')}
          </a>
          <Form action={props.plan} seal={seal}>
            <input type="hidden" name="mapping" value={mapping.id} />
            <button type="submit" class="btn btn-outline-secondary btn-sm">
              {t('sync-mapping.plan-one')}
            </button>
          </Form>
          <Form action={entry.turn} seal={seal}>
            <input type="hidden" name="on" value={mapping.isOn ? 'no' : 'yes'} />
            <button type="submit" class="btn btn-outline-secondary btn-sm">
              {t(mapping.isOn ? 'sync-mapping.switch-off' : 'sync-mapping.switch-on')}
            </button>
          </Form>
          <a class="btn btn-outline-danger btn-sm" href={entry.remove}>
            {t('sync-mapping.remove')}
          </a>
        </div>
      </details>
    </>
  );
}
