import type { IdentityVouching } from '../../../domain/practice/shared-settings.ts';
import type { IdentityRuleReason, MissingProof } from '../../../domain/identity/reasons.ts';
import type { Sentences } from '../../sentences.ts';

const PROOFS: Readonly<Record<MissingProof, string>> = {
  photo: 'photo identity',
  address: 'proof of address',
  document: 'a document',
};

const INSTEAD: Readonly<Record<IdentityVouching, string>> = {
  nobody: '',
  recorders: ', or vouching',
  'account-managers': ', or vouching by somebody who may manage accounts',
};

interface Incomplete {
  readonly missing: readonly MissingProof[];
  readonly vouching: IdentityVouching;
}

/** What is missing, and whose vouching would do instead. */
export function proofs({ missing, vouching }: Incomplete): string {
  return `${missing.map((proof) => PROOFS[proof]).join(' and ')}${INSTEAD[vouching]}`;
}

export const identityRuleReasons: Sentences<IdentityRuleReason> = {
  'identity-incomplete': (reason) => `Still missing: ${proofs(reason)}.`,
  'identity-incomplete-today': (reason) =>
    `Still missing from today’s checks, before a reset: ${proofs(reason)}.`,
};
