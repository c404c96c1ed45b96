import type { Instant, PatientRecords } from '../records.ts';

/** Whether the account, or a service on it, has been switched off since. */
export function isShutSince({ account, services }: PatientRecords, since: Instant): boolean {
  const switches = [account, ...Object.values(services?.services ?? {})];
  return switches.some((each) => each?.enabled === false && (each.disabling?.at ?? '') > since);
}
