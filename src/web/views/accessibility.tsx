import type { VNode } from 'preact';
import { translator } from '../language.ts';
import { Contact, type Operator } from './contact.tsx';
import { Document, type Frame } from './document.tsx';

export function AccessibilityPage(props: { frame: Frame; operator: Operator }): VNode {
  const t = translator(props.frame.language);
  const heading = t('accessibility.heading');
  return (
    <Document frame={props.frame} title={heading}>
      <div class="nb-text">
        <h1>{heading}</h1>
        <p class="nb-lead">{t('accessibility.goal')}</p>
        <section class="nb-near">
          <h2>{t('accessibility.done')}</h2>
          <ul>
            <li>{t('accessibility.keyboard')}</li>
            <li>{t('accessibility.zoom')}</li>
            <li>{t('accessibility.colour')}</li>
          </ul>
          <p>{t('accessibility.checked')}</p>
        </section>
        <section class="nb-near">
          <h2>{t('accessibility.report')}</h2>
          <p>{t('accessibility.report-text')}</p>
        </section>
        <Contact t={t} operator={props.operator} />
      </div>
    </Document>
  );
}
