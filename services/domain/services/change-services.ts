import { NO_ACCOUNT } from '../account/account-state.ts';
import { enabledAs, switchOf } from '../account/account-switch.ts';
import { whyTooLong } from '../limited-text.ts';
import type {
  AccountRecord,
  Instant,
  PatientRecords,
  ServiceEntitlement,
  ServiceName,
  ServicesRecord,
} from '../records.ts';
import { FailureKind, ok, refuse, type Result } from '../result.ts';
import type { BasicAccountReason } from '../osu/reasons.ts';
import { samePlainData } from '../unsent-work/plain-data.ts';
import { switchedTo, type DisablingAct, type WantedSwitch } from './disabling.ts';

export type ServiceSet = Readonly<Partial<Record<ServiceName, ServiceEntitlement>>>;

/** What a patient is to be able to use: the account's own tick, and the services as one set. */
export interface ServiceChoice {
  readonly global: WantedSwitch;
  readonly services: Readonly<Partial<Record<ServiceName, WantedSwitch>>>;
}

/** The records with services, or the whole account, switched on and off. What stays the same is not written. */
export function changeServices(
  state: PatientRecords,
  choice: ServiceChoice,
  act: DisablingAct,
): Result<PatientRecords> {
  const { account, services } = state;
  if (account === undefined) return refuse(FailureKind.notAllowed, NO_ACCOUNT);
  const beyond = beyondBasic(state, choice);
  if (beyond !== undefined) return refuse(FailureKind.notAllowed, beyond);
  const tooLong = refusalOfNotes(choice, notesOf(state));
  if (tooLong !== undefined) return tooLong;
  const global = switchedTo('global', switchOf(account), choice.global, act);
  if (!global.ok) return global;
  const set = switchedSet(services?.services ?? {}, choice.services, act);
  if (!set.ok) return set;
  return ok({
    ...state,
    account: asCameBack(enabledAs(account, global.value), act.at),
    ...(services && { services: withServices(services, set.value) }),
  });
}

/** The account of somebody who is let in here: if it had gone to another practice, its patient has come back. */
function asCameBack(account: AccountRecord, at: Instant): AccountRecord {
  if (!account.enabled || account.movedTo === undefined) return account;
  const { movedTo: _to, movedToName: _name, ...back } = account;
  return { ...back, cameBackAt: at };
}

/** A basic account has Appointments and nothing else, whoever asks. */
function beyondBasic(
  { account, services }: PatientRecords,
  choice: ServiceChoice,
): BasicAccountReason | undefined {
  if (account?.kind !== 'osu') return undefined;
  const isBeyond = Object.entries(choice.services).some(
    ([name, { enabled }]) =>
      enabled &&
      name !== 'appointments' &&
      services?.services[name as ServiceName]?.enabled !== true,
  );
  return isBeyond ? { code: 'basic-account' } : undefined;
}

function switchedSet(
  held: ServiceSet,
  wanted: ServiceChoice['services'],
  act: DisablingAct,
): Result<ServiceSet> {
  const set: Partial<Record<ServiceName, ServiceEntitlement>> = {};
  for (const [key, each] of Object.entries(wanted)) {
    const name = key as ServiceName;
    const switched = switchedTo(name, held[name], each, act);
    if (!switched.ok) return switched;
    set[name] = switched.value;
  }
  return ok(set);
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

function withServices(record: ServicesRecord, services: ServiceSet): ServicesRecord {
  return samePlainData(record.services, services) ? record : { ...record, services };
}
