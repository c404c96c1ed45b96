import type { AccountRecord, ServiceEntitlement } from '../records.ts';
import { samePlainData } from '../unsent-work/plain-data.ts';

/** The account's own switch, as one with those of its services. */
export function switchOf({ enabled, enabledNotes, disabling }: AccountRecord): ServiceEntitlement {
  return {
    enabled,
    ...(enabledNotes !== undefined && { notes: enabledNotes }),
    ...(disabling !== undefined && { disabling }),
  };
}

/** The account with its own switch so; the same object when nothing changes. */
export function enabledAs(account: AccountRecord, global: ServiceEntitlement): AccountRecord {
  if (samePlainData(switchOf(account), global)) return account;
  const { enabledNotes: _notes, disabling: _disabling, ...rest } = account;
  const { enabled, notes, disabling } = global;
  return {
    ...rest,
    enabled,
    ...(notes !== undefined && { enabledNotes: notes }),
    ...(disabling !== undefined && { disabling }),
  };
}
