import type { VNode } from 'preact';
import { type ErrorCode, errorStatus } from '../../src/domain/errors.ts';
import { spaceKinds } from '../../src/domain/space.ts';
import type { Language } from '../../src/web/language.ts';
import { AccessibilityPage } from '../../src/web/views/accessibility.tsx';
import { FailurePage } from '../../src/web/views/failure.tsx';
import { HelpPage } from '../../src/web/views/help.tsx';
import { PrivacyPage } from '../../src/web/views/privacy.tsx';
import { SpacePage, type SpacePageProps } from '../../src/web/views/space.tsx';
import { StartPage } from '../../src/web/views/start.tsx';
import { gradesSamples } from './grades-samples.tsx';
import { linkSamples } from './link-samples.tsx';
import { membersSamples } from './members-samples.tsx';
import { operatorSamples } from './operator-samples.tsx';
import { reviewSamples } from './review-samples.tsx';
import { eventsOf, frameOf, now, spaceOf, type Words } from './samples-ground.ts';
import { settingsSamples } from './settings-samples.tsx';
import { syncMappingSamples } from './sync-mapping-samples.tsx';
import { syncSamples } from './sync-samples.tsx';
import { trainerSamples } from './trainer-samples.tsx';
import { sampleCurriculum } from './training-sample.ts';

/** Every view with one set of words, as trees by a name for messages. */
export function samples(language: Language, words: Words): Record<string, VNode> {
  const network = spaceOf('network', words);
  const embed = frameOf(language, 'embed', network);
  const operator = { name: words.site, contact: 'betrieb@example.org' };
  const pages: Record<string, VNode> = {
    ...gradesSamples(embed, words.name, now),
    ...reviewSamples(embed, words, now),
    ...membersSamples(language, words),
    ...settingsSamples(language, words),
    ...linkSamples(language, words),
    ...operatorSamples(language, words),
    ...trainerSamples(frameOf(language, 'embed', spaceOf('training', words)), words, now),
    ...syncSamples(language, words),
    ...syncMappingSamples(language, words),
  };

  for (const kind of spaceKinds) {
    const space = spaceOf(kind, words);
    const training = kind === 'training' ? trainingSample(words) : undefined;
    const shared = { space, now, memberCount: 14, leaders: [], training };
    pages[`space-${kind}-owner`] = SpacePage({
      ...shared,
      frame: { ...frameOf(language, 'window', space), notice: { name: 'saved' } },
      events: eventsOf(words),
      standing: 'owner',
      actions: {
        members: '/m',
        'plan-events': '/e',
        'report-progress': '/g',
        edit: '/s',
        'manage-members': '/m',
        share: '/s#einladungen',
      },
      leaders: [
        { displayName: words.name, number: 1, role: 'process-facilitator' },
        { displayName: '', number: 7, role: 'network-manager' },
      ],
    });
    pages[`space-${kind}-empty`] = SpacePage({
      ...shared,
      space: { ...space, purpose: '' },
      frame: frameOf(language, 'embed', space),
      events: [],
      standing: 'by-launch',
      actions: { members: '/m', redeem: '/i' },
      memberCount: 1,
    });
  }
  pages['space-empty-owner'] = SpacePage({
    frame: frameOf(language, 'embed', network),
    space: { ...network, purpose: '' },
    training: undefined,
    now,
    memberCount: 1,
    leaders: [],
    events: [],
    standing: 'owner',
    actions: { members: '/m', 'plan-events': '/e', edit: '/s', 'manage-members': '/m', share: '/s' },
  });
  pages.help = HelpPage({ frame: frameOf(language, 'window'), operator });
  pages.privacy = PrivacyPage({ frame: frameOf(language, 'window'), operator: { name: '', contact: '' } });
  pages.accessibility = AccessibilityPage({ frame: frameOf(language, 'window'), operator });
  pages.start = StartPage({ frame: frameOf(language, 'window'), operator });
  return pages;
}

/** An error page for every code there is. */
export function failures(language: Language): [ErrorCode, VNode][] {
  const frame = frameOf(language, 'embed');
  return (Object.keys(errorStatus) as ErrorCode[]).map((code) => [
    code,
    FailurePage({
      frame,
      code,
      requestNumber: '7F3K-92QD',
      at: now,
      ...(code === 'launch.state-expired'
        ? { returnUrl: 'https://moodle.example/course/view.php?id=4' }
        : {}),
    }),
  ]);
}

function trainingSample(words: Words): SpacePageProps['training'] {
  const curriculum = sampleCurriculum(words);
  const steps = curriculum.steps.map((step, index) => ({ step, complete: 7 - index }));
  return { curriculum, totals: { total: 7, steps } };
}
