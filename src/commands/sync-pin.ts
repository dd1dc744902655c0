import { CodedError } from '../domain/errors.ts';
import type { SyncPin } from '../domain/sync-pin.ts';
import { findAccount } from '../store/account.ts';
import { pinsOf, removePin, setPin } from '../sync/pins.ts';
import type { SyncServices } from '../sync/services.ts';
import { translator } from '../web/language.ts';
import { type SyncFlags, siteOf, type Terminal } from './sync.ts';

export interface PinFlags extends SyncFlags {
  /** `mdl_user.id`, as the steps of a plan name it. */
  user: string;
}

/** @throws CodedError `site.not-found`, `request.invalid` */
export async function setPinCommand(
  services: SyncServices,
  flags: PinFlags,
  kind: SyncPin['kind'],
  terminal: Terminal,
): Promise<void> {
  const site = await siteOf(services, flags.issuer);
  const userId = userOf(flags);
  const accountId = (await findAccount(services.store, site.id, String(userId)))?.doc.id ?? null;
  await setPin(services, { siteId: site.id, userId, accountId, kind });
  await listPins(services, flags, terminal);
}

/** @throws CodedError `site.not-found`, `page.not-found`: nothing was said about this person */
export async function removePinCommand(
  services: SyncServices,
  flags: PinFlags,
  terminal: Terminal,
): Promise<void> {
  const site = await siteOf(services, flags.issuer);
  const userId = userOf(flags);
  const pin = (await pinsOf(services.store, site.id)).find((one) => one.userId === userId);
  if (!pin) throw new CodedError('page.not-found', { user: userId });
  await removePin(services.store, site.id, pin.id);
  await listPins(services, flags, terminal);
}

export async function listPins(
  services: SyncServices,
  { issuer, language }: SyncFlags,
  { print }: Terminal,
): Promise<void> {
  const t = translator(language);
  const site = await siteOf(services, issuer);
  const pins = await pinsOf(services.store, site.id);
  for (const { userId, kind } of pins) print(t(`sync.pin.${kind}`, { user: userId }));
  if (pins.length === 0) print(t('sync.pin.none'));
}

function userOf({ user }: PinFlags): number {
  if (!/^[1-9]\d{0,9}$/.test(user)) throw new CodedError('request.invalid', { field: 'user' });
  return Number(user);
}
