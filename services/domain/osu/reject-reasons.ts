import type { OfferedReason } from '../account/given-reason.ts';

/** Why an application is rejected. Kept in the audit for ever. Source: own decision, EMIS's accept or reject of requests. */
export const REJECTION_REASONS = [
  { code: 'not-found-here' },
  { code: 'has-one-already' },
  { code: 'details-do-not-agree' },
  { code: 'suspected-misuse' },
  { code: 'other', needsText: true },
] as const satisfies readonly OfferedReason<string>[];
export type RejectionReason = (typeof REJECTION_REASONS)[number]['code'];

/** Why a basic account that was made is rejected after all. */
export const BASIC_REJECTION_REASONS = [
  { code: 'details-do-not-agree' },
  { code: 'suspected-misuse' },
  { code: 'other', needsText: true },
] as const satisfies readonly OfferedReason<RejectionReason>[];
export type BasicRejectionReason = (typeof BASIC_REJECTION_REASONS)[number]['code'];
