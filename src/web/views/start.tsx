import type { VNode } from 'preact';
import { translator } from '../language.ts';
import { Contact, type Operator } from './contact.tsx';
import { Document, type Frame } from './document.tsx';

/** What somebody sees who opens the tool's own address: what it is, and that one comes in through Moodle. */
export function StartPage(props: { frame: Frame; operator: Operator }): VNode {
  const t = translator(props.frame.language);
  const heading = t('start.heading');
  return (
    <Document frame={props.frame} title={heading}>
      <div class="nb-text">
        <h1>{heading}</h1>
        <p class="nb-lead">{t('start.lead')}</p>
        <p>{t('start.how')}</p>
        <p>{t('start.admin')}</p>
        <Contact t={t} operator={props.operator} />
      </div>
    </Document>
  );
}
