import { createHmac, randomBytes } from 'node:crypto';
import type { LightMyRequestResponse } from 'fastify';
import { inviteSite } from '../../src/store/site-invitation.ts';
import type { World } from './world.ts';

/** What a plugin sends when its administrator presses Connect. */
export type ConnectRequest = Record<string, unknown>;

/** The plugin's side of the connection: of the practice Moodle, whose web services know its functions. */
export class PluginSide {
  readonly #world: World;
  readonly secret = randomBytes(32).toString('hex');

  constructor(world: World) {
    this.#world = world;
    world.practice.webServices.installPlugin();
  }

  async request(changed: ConnectRequest = {}): Promise<ConnectRequest> {
    const { practice, core, now } = this.#world;
    return {
      protocol: 1,
      invitation: await inviteSite(core.store, now(), null),
      wwwroot: practice.origin,
      siteName: 'Moodle Lippenau',
      clientId: practice.toolType.clientId,
      deploymentId: practice.toolType.deploymentId,
      token: practice.webServices.token,
      serviceAccount: 8,
      pushSecret: this.secret,
      ...changed,
    };
  }

  async connect(changed: ConnectRequest = {}): Promise<LightMyRequestResponse> {
    return this.send('/plugin/connect', await this.request(changed));
  }

  send(url: string, body: unknown, headers: Record<string, string> = {}): Promise<LightMyRequestResponse> {
    const payload = typeof body === 'string' ? body : JSON.stringify(body);
    const all = { 'content-type': 'application/json', ...headers };
    return this.#world.app.inject({ method: 'POST', url, payload, headers: all });
  }

  /** A signed message; `changed` replaces parts of it after it was signed. */
  say(
    url: string,
    message: unknown,
    { seconds = this.#world.now() / 1000, id = randomBytes(16).toString('hex'), secret = this.secret } = {},
    changed: { headers?: Record<string, string>; body?: string } = {},
  ): Promise<LightMyRequestResponse> {
    const body = JSON.stringify(message);
    const time = String(Math.floor(seconds));
    const signature = createHmac('sha256', secret).update(`${time}.${id}.${body}`).digest('hex');
    return this.send(url, changed.body ?? body, {
      'x-netzbruecke-connection': this.#world.site.id,
      'x-netzbruecke-id': id,
      'x-netzbruecke-time': time,
      'x-netzbruecke-signature': `v1=${signature}`,
      ...changed.headers,
    });
  }
}
