import type { Instant, StaffMember } from '../domain/records.ts';

/**
 * Tells somebody that what they did to take access away, not sent yet, was discarded by somebody else. Made where the
 * work is discarded, and gone once acknowledged.
 */
export interface StaffNotice {
  readonly id: string;
  /** Who is to be told. */
  readonly staffId: string;
  /** What they had done, as the list of unsent work called it, of whom and when. */
  readonly description: string;
  readonly patientName: string;
  readonly patientRef?: string;
  readonly doneAt: Instant;
  /** Who discarded it, when and why. */
  readonly by: StaffMember;
  readonly at: Instant;
  readonly reason: string;
  /** Audit row of the decision, which has the reason too. */
  readonly auditId: string;
}
