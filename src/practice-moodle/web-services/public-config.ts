import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { PracticeSite } from '../site.ts';
import { maintenancePage } from './trouble-answer.ts';

const asked = z.array(z.looseObject({ methodname: z.string() })).min(1);

/** `/lib/ajax/service-nologin.php`: `tool_mobile_get_public_config` tells anybody what the site is. */
export function publicConfigRoute(app: FastifyInstance, site: PracticeSite): void {
  app.post('/lib/ajax/service-nologin.php', (request, reply) => {
    const { settings } = site.webServices;
    if (settings.maintenance === 'command-line') return maintenancePage(reply);
    const calls = asked.safeParse(request.body);
    reply.type('application/json; charset=utf-8');
    const [first] = calls.data ?? [];
    if (first?.methodname !== 'tool_mobile_get_public_config') {
      const exception = { message: "Can't find data record in database table external_functions." };
      return reply.send(
        JSON.stringify([{ error: true, exception: { ...exception, errorcode: 'invalidrecord' } }]),
      );
    }
    const data = {
      wwwroot: site.origin,
      httpswwwroot: site.origin,
      sitename: 'Moodle Lippenau',
      guestlogin: 0,
      rememberusername: 2,
      authloginviaemail: 0,
      registerauth: '',
      forgottenpasswordurl: '',
      authinstructions: '',
      authnoneenabled: 0,
      enablewebservices: settings.webServices ? 1 : 0,
      enablemobilewebservice: 0,
      maintenanceenabled: settings.maintenance === 'page' ? 1 : 0,
      maintenancemessage: '',
      typeoflogin: 1,
      lang: 'de',
      warnings: [],
    };
    return reply.send(JSON.stringify([{ error: false, data }]));
  });
}
