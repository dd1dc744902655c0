import type { VNode } from 'preact';
import { translator } from '../language.ts';
import { Contact, type Operator } from './contact.tsx';
import { Document, type Frame } from './document.tsx';

const topics = ['enter', 'stay', 'see', 'role', 'link', 'trouble'] as const;

export function HelpPage(props: { frame: Frame; operator: Operator }): VNode {
  const t = translator(props.frame.language);
  const heading = t('help.heading');
  return (
    <Document frame={props.frame} title={heading}>
      <div class="nb-text">
        <h1>{heading}</h1>
        {topics.map((topic) => (
          <section key={topic} class="nb-near">
            <h2>{t(`help.${topic}`)}</h2>
            <p>{t(`help.${topic}-text`)}</p>
          </section>
        ))}
        <Contact t={t} operator={props.operator} />
      </div>
    </Document>
  );
}
