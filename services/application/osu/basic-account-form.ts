import { BASIC_REJECTION_REASONS } from '../../domain/osu/reject-reasons.ts';

/** The reasons that staff choose from, by their codes. */
export function basicRejectionReasons(): readonly string[] {
  return BASIC_REJECTION_REASONS.map(({ code }) => code);
}
