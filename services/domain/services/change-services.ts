import { NO_ACCOUNT } from '../account/account-state.ts';
import { whyTooLong } from '../limited-text.ts';
import type {
  AccountRecord,
  PatientRecords,
  ServiceEntitlement,
  ServiceName,
  ServicesRecord,
} from '../records.ts';
import { FailureKind, ok, refuse, type Result } from '../result.ts';

export type ServiceSet = Readonly<Partial<Record<ServiceName, ServiceEntitlement>>>;

/** What a patient may use: the account's own tick, and the services as one set. */
export interface ServiceChoice {
  readonly global: ServiceEntitlement;
  readonly services: ServiceSet;
}

/** The records with services, or the whole account, switched on and off. What stays the same is not written. */
export function changeServices(
  state: PatientRecords,
  choice: ServiceChoice,
): Result<PatientRecords> {
  if (state.account === undefined) return refuse(FailureKind.notAllowed, NO_ACCOUNT);
  const tooLong = refusalOfNotes(choice, notesOf(state));
  if (tooLong !== undefined) return tooLong;
  return ok({
    ...state,
    account: enabledAs(state.account, choice.global),
    ...(state.services && { services: withServices(state.services, choice.services) }),
  });
}

/**
 * Which notes are too long, with the field `notes-<service>`. Those that are `kept` as they were stay: others may have
 * written them.
 */
export function refusalOfNotes(
  { global, services }: ServiceChoice,
  kept: ReadonlyMap<string, string | undefined> = new Map(),
): Extract<Result<never>, { readonly ok: false }> | undefined {
  for (const [name, { notes = '' }] of Object.entries({ global, ...services })) {
    const why = notes === kept.get(name) ? undefined : whyTooLong('notes', notes);
    if (why === undefined) continue;
    const reason = { ...why, service: name as ServiceName | 'global' };
    return refuse(FailureKind.invalid, reason, `notes-${name}`);
  }
  return undefined;
}

function notesOf({ account, services }: PatientRecords): ReadonlyMap<string, string | undefined> {
  const ofServices = Object.entries(services?.services ?? {});
  return new Map([
    ['global', account?.enabledNotes],
    ...ofServices.map(([name, { notes }]) => [name, notes] as const),
  ]);
}

/** Whether a change lets the patient in, or in to something that they could not use before. */
export function switchesOn(before: PatientRecords, after: PatientRecords): boolean {
  if (before.account?.enabled === false && after.account?.enabled === true) return true;
  const had = before.services?.services ?? {};
  return Object.entries(after.services?.services ?? {}).some(
    ([name, { enabled }]) => enabled && had[name as ServiceName]?.enabled !== true,
  );
}

/** The account with its Global tick and the note on it; the same object when nothing changes. */
export function enabledAs(account: AccountRecord, global: ServiceEntitlement): AccountRecord {
  const { enabled, notes } = global;
  if (account.enabled === enabled && account.enabledNotes === notes) return account;
  const { enabledNotes: _notes, ...rest } = account;
  return notes === undefined ? { ...rest, enabled } : { ...rest, enabled, enabledNotes: notes };
}

function withServices(record: ServicesRecord, services: ServiceSet): ServicesRecord {
  return sameServices(record.services, services) ? record : { ...record, services };
}

function sameServices(one: ServiceSet, other: ServiceSet): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]) as Set<ServiceName>;
  return [...names].every(
    (name) =>
      one[name]?.enabled === other[name]?.enabled && one[name]?.notes === other[name]?.notes,
  );
}
