/** The account at the new practice, made of what the old one handed over. */
import { NO_ACCOUNT } from '../account/account-state.ts';
import { createAccount, type NewAccount } from '../account/create-account.ts';
import { issuedRegistration } from '../codes/issued-codes.ts';
import type { IdentityMinimum } from '../identity/identity-minimum.ts';
import type { Nation } from '../patient/patient-identifier.ts';
import type { IdentityCheckRecord, PatientRecords, StaffMember } from '../records.ts';
import { FailureKind, ok, refuse, type Result } from '../result.ts';
import { servicesOf } from '../services/service-entitlements.ts';
import type { Transfer, TransferContent } from './transfer.ts';

/** What it takes besides: made before anything is stored. No codes for an account that stays disabled. */
export type TakingIn = Omit<NewAccount, 'accountKey' | 'servicesId' | 'choice' | 'child'> & {
  readonly nation: Nation;
  /** Who takes it in. */
  readonly by: StaffMember;
  /** What the checks of identity are said to be from: a sentence. */
  readonly provenance: string;
};

/**
 * The patient's records with the same services and restrictions, each off by the same act as before; disabled if it was. Who they
 * are was checked at the old practice, and counts here as far as this practice asks for that.
 */
export function takenIn(
  state: PatientRecords,
  { accountKey, closing }: Pick<Transfer, 'accountKey' | 'closing'>,
  content: TransferContent,
  taking: TakingIn,
  minimum: IdentityMinimum,
): Result<PatientRecords> {
  const checks = [...checksFrom(content, closing, taking)].reverse();
  const known = { ...state, identityChecks: [...checks, ...state.identityChecks] };
  const choice = { global: { enabled: true }, services: {} };
  const { child } = content;
  const servicesId = servicesIdOf(closing);
  const creation = {
    ...taking,
    accountKey,
    servicesId,
    choice,
    ...(child !== undefined && { child }),
  };
  const made = createAccount(known, creation, minimum);
  if (!made.ok) return made;
  const { account, services } = made.value;
  return ok({
    ...made.value,
    ...(account && { account: { ...account, ...switchFrom(content) } }),
    ...(services && { services: { ...services, services: servicesFrom(content, taking.nation) } }),
  });
}

/** Whether all is there that the account is to have: services, and codes where anybody is let in. */
export function isWhole(
  { account, services, registrations }: PatientRecords,
  content: Pick<TransferContent, 'enabled'> | undefined,
): boolean {
  return services !== undefined && (registrations.length > 0 || !needsCodes(account, content));
}

/** Nobody has a use for codes of an account that lets nobody in. */
function needsCodes(
  account: PatientRecords['account'],
  content: Pick<TransferContent, 'enabled'> | undefined,
): boolean {
  return content?.enabled === true && account?.enabled === true;
}

/**
 * The records of an account that another workstation began to make of the transfer, with what is missing: what it may still send has
 * the same ids, but for its codes, of which the newest stand.
 */
export function finishedIn(
  state: PatientRecords,
  { closing }: Pick<Transfer, 'closing'>,
  content: TransferContent,
  taking: TakingIn,
): Result<PatientRecords> {
  const { account, services, registrations, identityChecks } = state;
  if (account === undefined) return refuse(FailureKind.notAllowed, NO_ACCOUNT);
  const { practiceId, patientRef } = account;
  const { at, codes, nation } = taking;
  const known = new Set(identityChecks.map(({ id }) => id));
  const checks = [...checksFrom(content, closing, taking)].reverse();
  const isWithoutCodes = registrations.length === 0 && needsCodes(account, content);
  return ok({
    ...state,
    identityChecks: [...checks.filter(({ id }) => !known.has(id)), ...identityChecks],
    services: services ?? {
      id: servicesIdOf(closing),
      accountKey: account.id,
      practiceId,
      patientRef,
      services: servicesFrom(content, nation),
    },
    registrations:
      isWithoutCodes && codes !== undefined
        ? [issuedRegistration(account, { at, codes })]
        : registrations,
  });
}

/** Told by the transfer, so that two workstations make one. */
function servicesIdOf(closing: string): string {
  return `${closing}.services`;
}

function switchFrom({ enabled, enabledNotes, disabling }: TransferContent) {
  if (enabled) return {};
  return {
    enabled,
    ...(enabledNotes !== undefined && { enabledNotes }),
    ...(disabling !== undefined && { disabling }),
  };
}

/** A service that this nation does not have is none here. */
function servicesFrom({ services }: TransferContent, nation: Nation): TransferContent['services'] {
  const held = servicesOf(nation).flatMap((name) => {
    const service = services[name];
    return service === undefined ? [] : [[name, service] as const];
  });
  return Object.fromEntries(held);
}

/** Told by the transfer, so that two workstations write down the same ones. */
function checksFrom(
  { identityChecks }: TransferContent,
  closing: string,
  { practiceId, patientRef, at, by, provenance }: TakingIn,
): readonly IdentityCheckRecord[] {
  return identityChecks.map(({ date, method, staff, vouchedAs }, index) => ({
    id: `${closing}.${index + 1}`,
    practiceId,
    patientRef,
    date,
    method,
    staff,
    freetext: provenance,
    recordedAt: at,
    recordedBy: by,
    ...(vouchedAs !== undefined && { vouchedAs }),
  }));
}
