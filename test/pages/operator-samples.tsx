import type { VNode } from 'preact';
import type { Language } from '../../src/web/language.ts';
import { OperatorPage } from '../../src/web/views/operator.tsx';
import { OperatorSignInPage } from '../../src/web/views/operator-sign-in.tsx';
import { frameOf, type Words } from './samples-ground.ts';

/** The operator's pages. */
export function operatorSamples(language: Language, words: Words): Record<string, VNode> {
  const pages: Record<string, VNode> = {};
  pages['operator-sign-in'] = OperatorSignInPage({
    frame: frameOf(language, 'window'),
    action: '/operator/sign-in',
    token: 'one-time-token',
  });
  const addresses = {
    tool: 'https://netz.example.org/lti/launch',
    login: 'https://netz.example.org/lti/login',
    launch: 'https://netz.example.org/lti/launch',
    keys: 'https://netz.example.org/lti/keys',
  };
  const addSiteCommand = 'netzbruecke site add --name "Moodle Lippenau" --issuer https://moodle.example';
  pages.operator = OperatorPage({
    plugin: { zip: '/plugin/netzbruecke.zip', command: 'npx netzbruecke site invite' },
    frame: frameOf(language, 'window'),
    addresses,
    addSiteCommand,
    sites: [
      {
        site: { id: 's1', name: words.site, issuer: 'https://moodle.example' },
        registrations: [
          { id: 'r1', clientId: 'JUvGfpHnxQLMhbS', deploymentIds: ['1', '2'] },
          { id: 'r2', clientId: words.title, deploymentIds: ['7'] },
        ],
        accounts: 1240,
        courseLinks: 12,
      },
    ],
  });
  pages['operator-empty'] = OperatorPage({
    plugin: { zip: '/plugin/netzbruecke.zip', command: 'npx netzbruecke site invite' },
    frame: frameOf(language, 'window'),
    addresses,
    addSiteCommand,
    sites: [],
  });
  return pages;
}
