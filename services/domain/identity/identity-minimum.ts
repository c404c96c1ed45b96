/**
 * Which checks of identity the practice takes for enough. NHS England's guide of 2018 names vouching, vouching with
 * confirmation of information, and documents; practice protocols ask for two of these, one with a photo and one with the
 * address. TPP lets the practice set how much is enough, and so do we.
 */
import type { SharedSettings } from '../practice/shared-settings.ts';
import { IdentityMethod, type CalendarDate, type IdentityCheckRecord } from '../records.ts';
import { describeMethod, type IdentityMethodDescription } from './identity-methods.ts';
import type { IdentityIncomplete, MissingProof } from './reasons.ts';

/** What the practice asks for before it gives somebody access. */
export type IdentityMinimum = Pick<SharedSettings, 'identityDocuments' | 'identityVouching'>;

type Group = IdentityMethodDescription['group'];

const DOCUMENTS: readonly Group[] = ['photo-identity', 'proof-of-address', 'other-documents'];

/** By what each proof is given. */
const PROVED_BY: Readonly<Record<MissingProof, readonly Group[]>> = {
  photo: ['photo-identity'],
  address: ['proof-of-address'],
  document: DOCUMENTS,
};

const ASKED_FOR: Readonly<Record<IdentityMinimum['identityDocuments'], readonly MissingProof[]>> = {
  'photo-and-address': ['photo', 'address'],
  photo: ['photo'],
  any: ['document'],
};

/** What is still missing to prove who the patient is; nothing = it is enough. Struck checks count for nothing. */
export function missingProofs(
  checks: readonly IdentityCheckRecord[],
  minimum: IdentityMinimum,
): readonly MissingProof[] {
  const standing = checks.filter(({ enteredInError }) => enteredInError === undefined);
  if (standing.some((check) => isEnoughAlone(check, minimum))) return [];
  const groups = new Set(standing.map(({ method }) => groupOf(method)));
  return ASKED_FOR[minimum.identityDocuments].filter(
    (proof) => !PROVED_BY[proof].some((group) => groups.has(group)),
  );
}

/** Why the checks that stand are not enough; `undefined` = they are. */
export function whyIncomplete(
  checks: readonly IdentityCheckRecord[],
  minimum: IdentityMinimum,
): IdentityIncomplete | undefined {
  const missing = missingProofs(checks, minimum);
  return missing.length === 0
    ? undefined
    : { code: 'identity-incomplete', missing, vouching: minimum.identityVouching };
}

/** The same of the checks of one day. */
export function whyIncompleteOn(
  day: CalendarDate,
  checks: readonly IdentityCheckRecord[],
  minimum: IdentityMinimum,
): IdentityIncomplete<'identity-incomplete-today'> | undefined {
  const made = checks.filter(({ date }) => date === day);
  const why = whyIncomplete(made, minimum);
  return why && { ...why, code: 'identity-incomplete-today' };
}

/**
 * Whether nothing but vouching from afar says who the patient is. It is enough for an account and not for the services that
 * show the record (guidance on remote vouching).
 */
export function isRemoteOnly(
  checks: readonly IdentityCheckRecord[],
  minimum: IdentityMinimum,
): boolean {
  const face = checks.filter(({ method }) => method !== IdentityMethod.remoteVouch);
  return missingProofs(checks, minimum).length === 0 && missingProofs(face, minimum).length > 0;
}

/** NHS login at its high level (P9) stands for the practice's own check, and so does a vouch of who may vouch. */
function isEnoughAlone(check: IdentityCheckRecord, { identityVouching }: IdentityMinimum): boolean {
  const group = groupOf(check.method);
  if (group === 'nhs-login') return true;
  if (group !== 'vouching' || identityVouching === 'nobody') return false;
  return identityVouching === 'recorders' || check.vouchedAs === 'account-manager';
}

function groupOf(method: IdentityMethod): Group | undefined {
  return describeMethod(method)?.group;
}
