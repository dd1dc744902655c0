import type { VNode } from 'preact';
import type { T } from '../language.ts';

/** Who operates this installation (OPERATOR_NAME, OPERATOR_CONTACT); both may be empty. */
export interface Operator {
  name: string;
  /** A mail address, a web address, or words. */
  contact: string;
}

export function Contact(props: { t: T; operator: Operator }): VNode {
  const { t } = props;
  const name = props.operator.name.trim();
  const contact = props.operator.contact.trim();
  return (
    <section>
      <h2>{t('contact.heading')}</h2>
      {name !== '' && <p>{t('contact.by', { name })}</p>}
      {contact !== '' && (
        <p>
          {t('contact.reach')} <ContactWay contact={contact} />
        </p>
      )}
      {contact === '' && <p>{t('contact.none')}</p>}
    </section>
  );
}

function ContactWay(props: { contact: string }): VNode {
  const { contact } = props;
  if (/^[^\s@<>"]+@[^\s@<>"]+$/.test(contact)) return <a href={`mailto:${contact}`}>{contact}</a>;
  if (/^https?:\/\/\S+$/.test(contact)) return <a href={contact}>{contact}</a>;
  return <span>{contact}</span>;
}
