import { CodedError } from '../../domain/errors.ts';
import { syncPinSchema } from '../../domain/sync-pin.ts';
import { findAccount } from '../../store/account.ts';
import { removePin, setPin } from '../../sync/pins.ts';
import { addressOf, paths } from '../addresses.ts';
import type { Answer, SignedInVisit } from '../visit.ts';

/** A person stays, or never comes in: from now on, and in every later sync. */
export async function pinPerson(visit: SignedInVisit): Promise<Answer> {
  const { services, site, fields, request } = visit;
  const kind = syncPinSchema.shape.kind.safeParse(fields.kind);
  const user = /^[1-9]\d{0,9}$/.exec(fields.user ?? '')?.[0];
  if (!kind.success || user === undefined) throw new CodedError('request.invalid', { field: 'kind' });
  const accountId = (await findAccount(services.store, site.id, user))?.doc.id ?? null;
  const pin = await setPin(services, { siteId: site.id, userId: Number(user), accountId, kind: kind.data });
  request.log.info({ site: site.id, pin: pin.id, kind: pin.kind }, 'pinned');
  return {
    redirect: planAddress(visit, fields.plan),
    flash: {
      notice: pin.kind === 'stays' ? 'pin-stays' : 'pin-never',
      undo: addressOf(paths.syncPinRemoval, { site: site.id, pin: pin.id }),
    },
  };
}

/** @throws CodedError `page.not-found` */
export async function unpinPerson(visit: SignedInVisit): Promise<Answer> {
  await removePin(visit.services.store, visit.site.id, visit.values.pin ?? '');
  return {
    redirect: addressOf(paths.syncMappings, { site: visit.site.id }),
    flash: { notice: 'pin-removed' },
  };
}

/** Back to the plan that it was said in. */
function planAddress({ site }: SignedInVisit, plan: string | undefined): string {
  return plan === undefined
    ? addressOf(paths.syncMappings, { site: site.id })
    : addressOf(paths.syncPlan, { site: site.id, plan });
}
