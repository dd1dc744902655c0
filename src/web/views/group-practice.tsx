import type { VNode } from 'preact';
import type { Curriculum } from '../../domain/training-curriculum.ts';
import { formatNumber } from '../dates.ts';
import type { T } from '../language.ts';
import type { MatrixPerson } from './group-matrix.tsx';

export type PractisingPerson = MatrixPerson & { mentor: string | undefined };

/** The practice of a group: accompanied meetings, hours, where, and with whom. */
export function GroupPractice(props: {
  t: T;
  curriculum: Pick<Curriculum, 'practice'>;
  people: readonly PractisingPerson[];
}): VNode {
  const { t } = props;
  const cell = (label: string, value: string): VNode => (
    <td>
      <span class="nb-table-label">{label}: </span>
      <bdi>{value === '' ? '–' : value}</bdi>
    </td>
  );
  return (
    <table class="nb-table">
      <caption class="visually-hidden">{t('training-group.practice')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('training-group.name')}</th>
          <th scope="col">{t('training-group.practice-events')}</th>
          <th scope="col">{t('training-group.practice-hours')}</th>
          <th scope="col">{t('training-group.practice-network')}</th>
          <th scope="col">{t('training-group.practice-mentor')}</th>
        </tr>
      </thead>
      <tbody>
        {props.people.map(({ name, address, participant, mentor }) => {
          const { practice, practiceNetwork } = participant;
          const of = props.curriculum.practice.events;
          return (
            <tr key={address}>
              <th scope="row">
                <a href={address}>
                  <bdi>{name}</bdi>
                </a>
              </th>
              {cell(
                t('training-group.practice-events'),
                t('training-group.of', { done: practice.events, of }),
              )}
              {cell(t('training-group.practice-hours'), formatNumber(practice.hours, t.language))}
              {cell(t('training-group.practice-network'), practiceNetwork)}
              {cell(t('training-group.practice-mentor'), mentor ?? '')}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
