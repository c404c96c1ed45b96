/** The life of a basic account: made from an application, made a full one, rejected. */
import { NO_ACCOUNT } from '../account/account-state.ts';
import type { IdentityMinimum } from '../identity/identity-minimum.ts';
import type { Nation } from '../patient/patient-identifier.ts';
import {
  AccountStatus,
  ServiceName,
  type AccountRecord,
  type Instant,
  type PatientRecords,
  type ServicesRecord,
  type StaffMember,
} from '../records.ts';
import { FailureKind, ok, refuse, type Result } from '../result.ts';
import { StaffDisablingReason, type DisablingAct } from '../services/disabling.ts';
import { defaultTick, servicesOf } from '../services/service-entitlements.ts';
import type { GivenReason } from '../account/given-reason.ts';
import type { OsuApplication } from './application.ts';
import type { BasicRejectionReason } from './reject-reasons.ts';
import { whyNotReject, whyNotUpgrade } from './basic-account-rules.ts';

/** The one service of a basic account. */
export function isOfBasicAccount(name: ServiceName | 'global'): boolean {
  return name === 'global' || name === ServiceName.appointments;
}

/** The account that an application becomes: in use at once, with the username that was chosen. */
export function accountFrom(
  application: OsuApplication,
  made: { readonly patientRef: string; readonly accountId: string; readonly at: Instant },
): AccountRecord {
  const { practiceId, accountKey, usernameVerifier } = application;
  return {
    id: accountKey,
    practiceId,
    patientRef: made.patientRef,
    accountId: made.accountId,
    status: AccountStatus.active,
    createdAt: made.at,
    activatedAt: made.at,
    enabled: true,
    kind: 'osu',
    origin: { by: 'website' },
    ...(usernameVerifier !== undefined && { usernameVerifier }),
  };
}

/** Its services; known by the application's id, so that two workstations make one set. */
export function servicesFrom(
  { id, practiceId, accountKey }: OsuApplication,
  patientRef: string,
  nation: Nation,
): ServicesRecord {
  const services = servicesOf(nation).map((name) => [name, { enabled: isOfBasicAccount(name) }]);
  const set = Object.fromEntries(services) as ServicesRecord['services'];
  return { id, accountKey, practiceId, patientRef, services: set };
}

/** What an upgrade goes by. */
export interface Upgrade {
  readonly minimum: IdentityMinimum;
  readonly at: Instant;
  readonly nation: Nation;
  /** Services that the practice offers. */
  readonly offered: Readonly<Record<ServiceName, boolean>>;
  /** For services that were never kept. */
  readonly servicesId: string;
}

/**
 * The records with a full account: the patient goes on with the same username. Services are ticked as on a new account,
 * but for those that somebody has switched off, and Appointments, which stays as it is.
 */
export function upgradeAccount(state: PatientRecords, upgrade: Upgrade): Result<PatientRecords> {
  const reason = whyNotUpgrade(state, upgrade.minimum);
  if (reason !== undefined || state.account === undefined) {
    return refuse(FailureKind.notAllowed, reason ?? NO_ACCOUNT);
  }
  const { kind: _kind, usernameVerifier: _name, ...account } = state.account;
  const { id: accountKey, practiceId, patientRef } = account;
  const services = state.services ?? {
    ...{ id: upgrade.servicesId, accountKey, practiceId, patientRef, services: {} },
  };
  return ok({
    ...state,
    account: { ...account, upgradedAt: upgrade.at },
    services: { ...services, services: { ...services.services, ...tickedAtFirst(state, upgrade) } },
  });
}

function tickedAtFirst(
  { services }: PatientRecords,
  { nation, offered }: Upgrade,
): ServicesRecord['services'] {
  const ticked = servicesOf(nation).filter((name) => {
    const held = services?.services[name];
    const isKept = name === ServiceName.appointments && held !== undefined;
    return !isKept && held?.disabling === undefined && defaultTick(name, offered[name]);
  });
  return Object.fromEntries(
    ticked.map((name) => [name, { ...services?.services[name], enabled: true }]),
  );
}

/** Who rejects it, and why. */
export interface Rejection extends DisablingAct {
  readonly resetId: string;
  readonly by: StaffMember;
  readonly why: GivenReason<BasicRejectionReason>;
}

/**
 * The records with whoever made the account unlinked, as by a reset, and the account disabled: a full one that nobody has
 * registered with. Once it is known who the patient is, and Global is ticked, a letter leads on.
 */
export function rejectBasicAccount(
  state: PatientRecords,
  { id, at, resetId, by, why }: Rejection,
): Result<PatientRecords> {
  const reason = whyNotReject(state);
  if (reason !== undefined || state.account === undefined) {
    return refuse(FailureKind.notAllowed, reason ?? NO_ACCOUNT);
  }
  const { kind: _kind, usernameVerifier: _name, ...account } = state.account;
  const { activatedAt: _active, lockedAt: _at, lockedUntil: _until, ...kept } = account;
  const isMisuse = why.code === 'suspected-misuse';
  const code = isMisuse ? StaffDisablingReason.misuse : StaffDisablingReason.other;
  return ok({
    ...state,
    account: {
      ...kept,
      status: AccountStatus.created,
      resetAt: at,
      resetId,
      resetBy: by,
      ...(kept.enabled && { enabled: false, disabling: { id, at, reason: code } }),
    },
  });
}
