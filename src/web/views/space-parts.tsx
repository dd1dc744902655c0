import type { VNode } from 'preact';
import type { Standing } from '../../domain/access.ts';
import type { MemberRole } from '../../domain/member-role.ts';
import type { Space } from '../../domain/space.ts';
import type { T } from '../language.ts';
import { counted } from './counted.ts';
import { memberName } from './names.ts';

/** What a viewer may do, in the order in which the page offers it. */
export const possibilities = [
  'own-path',
  'mentees',
  'reflections',
  'members',
  'plan-events',
  'report-progress',
  'edit',
  'manage-members',
  'share',
  'redeem',
] as const;
export type Possibility = (typeof possibilities)[number];

export interface Leader {
  displayName: string;
  number: number;
  role: MemberRole;
}

/** What the space is for: its owner's words, and a sentence about spaces of its kind. */
export function Purpose(props: {
  t: T;
  space: Space;
  mayEdit: boolean;
  /** Whether the sentence about the kind stands under the heading already. */
  isKindTold: boolean;
}): VNode {
  const { t, space } = props;
  const paragraphs = space.purpose.split(/\n\s*\n/).filter((text) => text.trim() !== '');
  return (
    <section>
      <h2>{t('space.purpose')}</h2>
      {space.zfslGroup && (
        <dl class="nb-pairs">
          <dt>{t('space.level')}</dt>
          <dd>{t(`levels.${space.zfslGroup.level}`)}</dd>
          {space.zfslGroup.about !== '' && (
            <>
              <dt>{t('space.about')}</dt>
              <dd>
                <bdi lang="de">{space.zfslGroup.about}</bdi>
              </dd>
            </>
          )}
        </dl>
      )}
      {paragraphs.map((text) => (
        <p key={text} class="nb-reading" dir="auto">
          {text}
        </p>
      ))}
      {paragraphs.length === 0 && (
        <p>{t(props.mayEdit ? 'space.no-purpose' : 'space.no-purpose-for-members')}</p>
      )}
      {!props.isKindTold && <p class="nb-small">{t(`about-kind.${space.kind}`)}</p>}
    </section>
  );
}

export function Possibilities(props: {
  t: T;
  standing: Standing;
  actions: Partial<Record<Possibility, string>>;
  /** Without an event, adding one is the button on top and not a second time here. */
  hasEvent: boolean;
}): VNode {
  const { t, actions } = props;
  const offered = possibilities.flatMap((what) => {
    const address = actions[what];
    return address === undefined || (what === 'plan-events' && !props.hasEvent) ? [] : [{ what, address }];
  });
  return (
    <section>
      <h2>{t('space.can')}</h2>
      {offered.length === 0 && <p>{t('space.can-read')}</p>}
      {offered.length > 0 && (
        <ul class="nb-rows nb-rows-links">
          {offered.map(({ what, address }) => (
            <li key={what}>
              <a href={address}>{t(`space.action.${what}`)}</a>
            </li>
          ))}
        </ul>
      )}
      {props.standing === 'by-launch' && offered.length > 0 && <p class="nb-small">{t('space.by-launch')}</p>}
    </section>
  );
}

export function MembersTeaser(props: { t: T; count: number; leaders: readonly Leader[] }): VNode {
  const { t, leaders } = props;
  return (
    <section>
      <h2>{t('space.members')}</h2>
      <p>{counted(t, 'space.members-count', props.count)}</p>
      {leaders.length === 0 ? (
        <p class="nb-small">{t('space.members-no-lead')}</p>
      ) : (
        <>
          <p class="nb-label">{t('space.members-lead')}</p>
          <ul class="nb-rows nb-rows-tight">
            {leaders.map((member) => (
              <li key={member.number}>
                <div class="nb-row-words">
                  <p class="nb-row-title">
                    <bdi>{memberName(t, member)}</bdi>
                  </p>
                  <p class="nb-row-line">{t(`roles.${member.role}`)}</p>
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
