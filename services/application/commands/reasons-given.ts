import type { GivenReason } from '../../domain/account/given-reason.ts';
import type { AuditReason } from './staff-action.ts';

/** A reason that staff gave, as the audit keeps it. */
export function auditReason({ code, text }: GivenReason<string>): AuditReason {
  return { reasonCode: code, ...(text !== undefined && { reason: text }) };
}
