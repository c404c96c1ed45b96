/**
 * The online account of one patient: what may be done to it and what follows. Pure: everything that needs a clock,
 * randomness or a key is done before and passed in.
 */
import {
  hasExpired,
  pendingRegistration,
  whyNoAccount,
  whyNotCreate,
  whyNotIssueNewCodes,
  whyNotUnlock,
} from './account-rules.ts';
import { addDays, dateOf } from '../calendar.ts';
import { assuranceOf } from '../identity/identity-check.ts';
import {
  AccountStatus,
  RegistrationState,
  type AccountRecord,
  type CalendarDate,
  type Instant,
  type PatientRecords,
  type RegistrationRecord,
  type ServiceEntitlement,
  type ServiceName,
  type ServicesRecord,
  type TaggedRecord,
} from '../records.ts';
import { FailureKind, ok, refuse, type Result } from '../result.ts';

/** Codes made for an account before it is decided whether they are used. */
export interface IssuedCodes {
  readonly registrationId: string;
  readonly sealedCodes: string;
  readonly verifiers: NonNullable<RegistrationRecord['verifiers']>;
  /** Days until unused codes stop working. */
  readonly expiryDays: number;
  /** Days to activate in once they were used. */
  readonly activationDays: number;
}

export type ServiceSet = Readonly<Partial<Record<ServiceName, ServiceEntitlement>>>;

export type AccountCommand =
  | {
      readonly type: 'create-account';
      readonly at: Instant;
      readonly accountKey: string;
      readonly servicesId: string;
      readonly practiceId: string;
      readonly patientRef: string;
      readonly accountId: string;
      readonly codes: IssuedCodes;
      readonly global: ServiceEntitlement;
      readonly services: ServiceSet;
    }
  | {
      readonly type: 'change-services';
      readonly global: ServiceEntitlement;
      readonly services: ServiceSet;
    }
  | { readonly type: 'unlock-account' }
  | {
      readonly type: 'issue-new-codes';
      readonly at: Instant;
      readonly codes: IssuedCodes;
    }
  | { readonly type: 'expire-codes'; readonly today: CalendarDate };

export type AccountEvent =
  | {
      readonly type: 'account-created';
      readonly account: AccountRecord;
      readonly services: ServicesRecord;
    }
  | { readonly type: 'codes-issued'; readonly registration: RegistrationRecord }
  | {
      readonly type: 'codes-ended';
      readonly registrationId: string;
      readonly state: RegistrationState;
    }
  | { readonly type: 'account-enabling-changed'; readonly global: ServiceEntitlement }
  | { readonly type: 'services-changed'; readonly services: ServiceSet }
  | { readonly type: 'account-unlocked' }
  | { readonly type: 'registration-lapsed' };

/** Decides what a command leads to, or refuses it with the reason. */
export function decide(
  state: PatientRecords,
  command: AccountCommand,
): Result<readonly AccountEvent[]> {
  switch (command.type) {
    case 'create-account':
      return refusedOr(whyNotCreate(state), () => [
        {
          type: 'account-created',
          account: { ...newAccount(command), assurance: assuranceOf(state.identityChecks) },
          services: newServices(command),
        },
        { type: 'codes-issued', registration: registrationOf(newAccount(command), command) },
      ]);
    case 'change-services':
      return refusedOr(whyNoAccount(state), () => changedServices(state, command));
    case 'unlock-account':
      return refusedOr(whyNotUnlock(state), () => [{ type: 'account-unlocked' }]);
    case 'issue-new-codes':
      return withAccount(state, whyNotIssueNewCodes(state, command.at), (account) => [
        ...lapse(account),
        ...endPending(state, RegistrationState.withdrawn),
        { type: 'codes-issued', registration: registrationOf(account, command) },
      ]);
    case 'expire-codes':
      return ok(
        hasExpired(pendingRegistration(state), command.today)
          ? endPending(state, RegistrationState.expired)
          : [],
      );
  }
}

/** The records after an event. */
export function apply(state: PatientRecords, event: AccountEvent): PatientRecords {
  switch (event.type) {
    case 'account-created':
      return { ...state, account: event.account, services: event.services };
    case 'codes-issued':
      return { ...state, registrations: [event.registration, ...state.registrations] };
    case 'codes-ended':
      return {
        ...state,
        registrations: state.registrations.map((registration) =>
          registration.id === event.registrationId
            ? ended(registration, event.state)
            : registration,
        ),
      };
    case 'account-enabling-changed':
      return withChangedAccount(state, (account) => enabledAs(account, event.global));
    case 'services-changed':
      return state.services === undefined
        ? state
        : { ...state, services: { ...state.services, services: event.services } };
    case 'account-unlocked':
      return withChangedAccount(state, unlocked);
    case 'registration-lapsed':
      return withChangedAccount(state, unregistered);
  }
}

/** What a list of events writes: each changed record, as it was and as it is. */
export function writesOf(
  before: PatientRecords,
  after: PatientRecords,
): readonly { readonly before?: TaggedRecord['body']; readonly after: TaggedRecord }[] {
  const earlier = new Map(tagged(before).map((record) => [record.body.id, record.body]));
  return tagged(after)
    .filter((record) => earlier.get(record.body.id) !== record.body)
    .map((record) => {
      const was = earlier.get(record.body.id);
      return was === undefined ? { after: record } : { before: was, after: record };
    });
}

/** Account first: the others make sense only with it. Old codes end before new ones begin. */
function tagged(state: PatientRecords): readonly TaggedRecord[] {
  return [
    ...(state.account ? [{ kind: 'account' as const, body: state.account }] : []),
    ...endedFirst(state.registrations).map((body) => ({ kind: 'registration' as const, body })),
    ...(state.services ? [{ kind: 'services' as const, body: state.services }] : []),
    ...state.identityChecks.map((body) => ({ kind: 'identity-check' as const, body })),
    ...state.letters.map((body) => ({ kind: 'letter' as const, body })),
  ];
}

function endedFirst(registrations: readonly RegistrationRecord[]): readonly RegistrationRecord[] {
  const isPending = ({ state }: RegistrationRecord): boolean => state === RegistrationState.pending;
  return [...registrations.filter((one) => !isPending(one)), ...registrations.filter(isPending)];
}

/**
 * The account as changed identity checks leave it: `undefined` where there is none, or its assurance stays what it is.
 */
export function reassured(
  state: PatientRecords,
  identityChecks: PatientRecords['identityChecks'],
): AccountRecord | undefined {
  const assurance = assuranceOf(identityChecks);
  return state.account === undefined || state.account.assurance === assurance
    ? undefined
    : { ...state.account, assurance };
}

function refusedOr(
  reason: string | undefined,
  events: () => readonly AccountEvent[],
): Result<readonly AccountEvent[]> {
  return reason === undefined ? ok(events()) : refuse(FailureKind.notAllowed, reason);
}

function withAccount(
  state: PatientRecords,
  reason: string | undefined,
  events: (account: AccountRecord) => readonly AccountEvent[],
): Result<readonly AccountEvent[]> {
  const { account } = state;
  return account === undefined
    ? refuse(FailureKind.notAllowed, whyNoAccount(state) ?? '')
    : refusedOr(reason, () => events(account));
}

type CreateCommand = Extract<AccountCommand, { type: 'create-account' }>;

function newAccount(command: CreateCommand): AccountRecord {
  const account: AccountRecord = {
    id: command.accountKey,
    practiceId: command.practiceId,
    patientRef: command.patientRef,
    accountId: command.accountId,
    status: AccountStatus.created,
    createdAt: command.at,
    enabled: true,
  };
  return enabledAs(account, command.global);
}

function newServices(command: CreateCommand): ServicesRecord {
  return {
    id: command.servicesId,
    accountKey: command.accountKey,
    practiceId: command.practiceId,
    patientRef: command.patientRef,
    services: command.services,
  };
}

function registrationOf(
  account: AccountRecord,
  { at, codes }: { readonly at: Instant; readonly codes: IssuedCodes },
): RegistrationRecord {
  return {
    id: codes.registrationId,
    accountKey: account.id,
    practiceId: account.practiceId,
    patientRef: account.patientRef,
    state: RegistrationState.pending,
    issuedAt: at,
    expiresOn: addDays(dateOf(at), codes.expiryDays),
    activationDays: codes.activationDays,
    sealedCodes: codes.sealedCodes,
    verifiers: codes.verifiers,
  };
}

function changedServices(
  state: PatientRecords,
  { global, services }: Extract<AccountCommand, { type: 'change-services' }>,
): readonly AccountEvent[] {
  const events: AccountEvent[] = [];
  const { account } = state;
  if (account && (account.enabled !== global.enabled || account.enabledNotes !== global.notes)) {
    events.push({ type: 'account-enabling-changed', global });
  }
  if (!sameServices(state.services?.services ?? {}, services)) {
    events.push({ type: 'services-changed', services });
  }
  return events;
}

function sameServices(one: ServiceSet, other: ServiceSet): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]) as Set<ServiceName>;
  return [...names].every(
    (name) =>
      one[name]?.enabled === other[name]?.enabled && one[name]?.notes === other[name]?.notes,
  );
}

function endPending(
  state: PatientRecords,
  registrationState: RegistrationState,
): readonly AccountEvent[] {
  const pending = pendingRegistration(state);
  return pending === undefined
    ? []
    : [{ type: 'codes-ended', registrationId: pending.id, state: registrationState }];
}

/** Codes that cannot be used any more are not kept, not even sealed. */
function ended(registration: RegistrationRecord, state: RegistrationState): RegistrationRecord {
  const { sealedCodes: _sealed, verifiers: _verifiers, ...rest } = registration;
  return { ...rest, state };
}

/** A lapsed registration starts again from the letter. */
function lapse(account: AccountRecord): readonly AccountEvent[] {
  return account.status === AccountStatus.registered ? [{ type: 'registration-lapsed' }] : [];
}

function unregistered(account: AccountRecord): AccountRecord {
  const { registeredAt: _at, activateBy: _by, ...rest } = account;
  return { ...rest, status: AccountStatus.created };
}

function enabledAs(account: AccountRecord, global: ServiceEntitlement): AccountRecord {
  const { enabledNotes: _notes, ...rest } = account;
  return global.notes === undefined
    ? { ...rest, enabled: global.enabled }
    : { ...rest, enabled: global.enabled, enabledNotes: global.notes };
}

function unlocked(account: AccountRecord): AccountRecord {
  const { lockedAt: _at, lockedUntil: _until, ...rest } = account;
  return { ...rest, status: AccountStatus.active };
}

function withChangedAccount(
  state: PatientRecords,
  change: (account: AccountRecord) => AccountRecord,
): PatientRecords {
  return state.account === undefined ? state : { ...state, account: change(state.account) };
}
