import type { VNode } from 'preact';
import { spaceKinds } from '../../src/domain/space.ts';
import type { Language } from '../../src/web/language.ts';
import { ClosedSpacePage, RedeemPage } from '../../src/web/views/closed-space.tsx';
import { LinkNotSetUpPage } from '../../src/web/views/link-not-set-up.tsx';
import { LinkSetupPage } from '../../src/web/views/link-setup.tsx';
import { NewWindowPage } from '../../src/web/views/new-window.tsx';
import { frameOf, seal, spaceOf, type Words } from './samples-ground.ts';

/** What a link shows that opens no space yet, or not for everybody. */
export function linkSamples(language: Language, words: Words): Record<string, VNode> {
  const bare = frameOf(language, 'embed');
  const embed = frameOf(language, 'embed', spaceOf('network', words));
  const pages: Record<string, VNode> = {};
  const setup = {
    frame: bare,
    seal,
    linkTitle: words.title,
    choose: {
      action: '/link/space',
      spaces: spaceKinds.map((kind) => ({ ...spaceOf(kind, words), id: kind })),
      next: '?after=5',
    },
    code: { action: '/link/code' },
    create: { action: '/link/new-space' },
  };
  pages['link-setup'] = LinkSetupPage(setup);
  pages['link-setup-first'] = LinkSetupPage({
    ...setup,
    linkTitle: '',
    choose: { action: '/link/space', spaces: [] },
    code: {
      action: '/link/code',
      draft: { values: { code: words.place }, problems: { code: 'link-code-invalid' } },
    },
    create: {
      action: '/link/new-space',
      draft: {
        values: { kind: 'zfsl-group', title: words.name, level: 'subject', about: '' },
        problems: { about: 'about-missing' },
      },
    },
  });
  pages['link-not-set-up'] = LinkNotSetUpPage({ frame: bare, returnUrl: 'https://moodle.example/' });
  pages['closed-space'] = ClosedSpacePage({ frame: bare, invitation: { seal, action: '/i' } });
  pages.redeem = RedeemPage({
    frame: embed,
    invitation: {
      seal,
      action: '/i',
      draft: { values: { code: words.name }, problems: { code: 'invitation-invalid' } },
    },
  });
  pages['new-window'] = NewWindowPage({
    frame: bare,
    action: '/lti/login',
    method: 'get',
    fields: { login_hint: words.name, lti_message_hint: '{"cmid":4}' },
  });
  return pages;
}
