/** The account at the new practice, made of what the old one handed over. */
import { createAccount, type NewAccount } from '../account/create-account.ts';
import type { IdentityMinimum } from '../identity/identity-minimum.ts';
import type { Nation } from '../patient/patient-identifier.ts';
import type { IdentityCheckRecord, PatientRecords, StaffMember } from '../records.ts';
import type { Result } from '../result.ts';
import { ok } from '../result.ts';
import { servicesOf } from '../services/service-entitlements.ts';
import type { Transfer, TransferContent } from './transfer.ts';

/** What it takes besides: made before anything is stored. No codes for an account that stays disabled. */
export type TakingIn = Omit<NewAccount, 'accountKey' | 'choice' | 'child'> & {
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
  const creation = { ...taking, accountKey, choice, ...(child !== undefined && { child }) };
  const made = createAccount(known, creation, minimum);
  if (!made.ok) return made;
  const { account, services } = made.value;
  return ok({
    ...made.value,
    ...(account && { account: { ...account, ...switchFrom(content) } }),
    ...(services && { services: { ...services, services: servicesFrom(content, taking.nation) } }),
  });
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
