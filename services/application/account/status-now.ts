import { AccountStatus, type AccountRecord, type Instant } from '../../domain/records.ts';

/** A lock that has run out is over, also before the website has said so. */
export function statusNow(account: AccountRecord, now: Instant): AccountStatus {
  const isOver =
    account.status === AccountStatus.locked &&
    account.lockedUntil !== undefined &&
    account.lockedUntil <= now;
  return isOver ? AccountStatus.active : account.status;
}
