import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { MoodleError, parameters } from '../moodle-error.ts';
import { sendPage } from '../page.ts';
import { requireSesskey } from '../session.ts';
import { type PracticeSite, toolTypeOf, visitor } from '../site.ts';
import { domainOf } from '../tool-type.ts';
import { toolsPage } from '../views/tools.tsx';
import { upgradeChoicePage } from '../views/upgrade-choice.tsx';
import { newRegistrationToken } from './registration-token.ts';

const startSchema = z.object({
  url: z.url({ protocol: /^https?$/ }).max(4000),
  type: z
    .string()
    .regex(/^\d{1,9}$/)
    .optional(),
  sesskey: z.string().max(40).default(''),
});
const configureSchema = z.object({
  sesskey: z.string().max(40),
  id: z.string().regex(/^\d{1,9}$/),
  action: z.enum(['activate', 'show', 'hide']),
});

/** "Manage tools" for the site administrator: start a registration, activate a tool, offer it to teachers. */
export function toolPageRoutes(app: FastifyInstance, site: PracticeSite): void {
  app.get('/mod/lti/toolconfigure.php', (request, reply) => {
    const { person, session } = administrator(site, request);
    return sendPage(reply, toolsPage(site.origin, site.state.toolTypes, person, session.sesskey));
  });

  app.post('/mod/lti/toolconfigure.php', (request, reply) => {
    const body = parameters(configureSchema, request.body);
    requireSesskey(administrator(site, request).session, body.sesskey);
    const type = toolTypeOf(site, body.id);
    if (body.action === 'activate') type.state = 'configured';
    else type.courseVisible = body.action === 'show' ? 'activity-chooser' : 'preconfigured';
    site.changed();
    return reply.redirect('/mod/lti/toolconfigure.php', 303);
  });

  app.route({
    method: ['GET', 'POST'],
    url: '/mod/lti/startltiadvregistration.php',
    handler: (request, reply) => {
      const query = parameters(startSchema, { ...fieldsOf(request.query), ...fieldsOf(request.body) });
      const { session } = administrator(site, request);
      const sameDomain = site.state.toolTypes.filter(({ domain }) => domain === domainOf(query.url));
      if (query.type === undefined && sameDomain.length > 0) {
        return sendPage(reply, upgradeChoicePage(query.url, sameDomain, session.sesskey));
      }
      requireSesskey(session, query.sesskey);
      const isUpdate = query.type !== undefined && query.type !== '0';
      const update = isUpdate ? toolTypeOf(site, query.type ?? '') : undefined;
      const target = new URL(query.url);
      target.searchParams.set('openid_configuration', `${site.origin}/mod/lti/openid-configuration.php`);
      target.searchParams.set('registration_token', newRegistrationToken(site, update));
      return reply.redirect(target.href, 302);
    },
  });
}

/** @throws MoodleError `nopermissions` without moodle/site:config */
function administrator(site: PracticeSite, request: FastifyRequest) {
  const who = visitor(site, request);
  if (!who?.person.siteAdmin) throw new MoodleError('nopermissions');
  return who;
}

function fieldsOf(input: unknown): Record<string, unknown> {
  return z.record(z.string(), z.unknown()).parse(input ?? {});
}
