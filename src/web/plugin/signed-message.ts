import { createHmac } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { CodedError } from '../../domain/errors.ts';
import { minute } from '../../runtime/clock.ts';
import { sameText } from '../../runtime/secrets.ts';
import { takenMessages } from '../../store/one-time.ts';
import { pluginConnections } from '../../store/plugin-connection.ts';
import { insert } from '../../store/port.ts';
import type { WebServices } from '../services.ts';

/** How far the two clocks may differ. */
const tolerance = 5 * minute;
/** Longer than a message can be in time. */
const remembered = 2 * tolerance + minute;

/** A message that the plugin of a site has signed. */
export interface SignedMessage {
  siteId: string;
  body: unknown;
}

/**
 * Takes a message of a plugin, once (docs/plugin-protocol.md, “Signed messages”). The clock is looked at after the
 * signature, so that only the plugin learns that it is wrong.
 *
 * @throws CodedError `plugin.connection-unknown`, `plugin.signature-invalid`, `plugin.clock-off`,
 * `plugin.message-replayed`, `request.invalid`
 */
export async function takeSigned(services: WebServices, request: FastifyRequest): Promise<SignedMessage> {
  const { store, secrets, clock } = services;
  const [siteId, id, time, signature] = ['connection', 'id', 'time', 'signature'].map((name) =>
    header(request, name),
  );
  const connection = siteId === '' ? undefined : await store.get(pluginConnections, siteId ?? '');
  if (!connection) throw new CodedError('plugin.connection-unknown');
  const text = typeof request.body === 'string' ? request.body : '';
  const secret = secrets.open(secretUse(connection.doc.id), connection.doc.sealedSecret);
  const expected = createHmac('sha256', secret).update(`${time}.${id}.${text}`).digest('hex');
  // A time that is no number would be near to every other.
  const isReadable = /^[0-9a-f]{32}$/.test(id ?? '') && /^\d{1,12}$/.test(time ?? '');
  if (!isReadable || !sameText(signature ?? '', `v1=${expected}`)) {
    throw new CodedError('plugin.signature-invalid', { site: connection.doc.id });
  }
  const now = clock();
  if (Math.abs(now - Number(time) * 1000) > tolerance) {
    const seconds = Math.round(Number(time) - now / 1000);
    throw new CodedError('plugin.clock-off', { site: connection.doc.id, seconds });
  }
  await takeOnce(services, `${connection.doc.id}:${id}`, now);
  return { siteId: connection.doc.id, body: parsed(text) };
}

/** What the secret of a site's plugin is sealed for. */
export function secretUse(siteId: string): string {
  return `plugin-secret:${siteId}`;
}

async function takeOnce({ store }: WebServices, id: string, now: number): Promise<void> {
  try {
    await store.commit([insert(takenMessages, { id, expiresAt: now + remembered })]);
  } catch (error) {
    if (error instanceof CodedError && error.code === 'store.conflict')
      throw new CodedError('plugin.message-replayed');
    throw error;
  }
}

function header({ headers }: FastifyRequest, name: string): string {
  const value = headers[`x-netzbruecke-${name}`];
  return typeof value === 'string' && value.length <= 100 ? value : '';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CodedError('request.invalid');
  }
}
