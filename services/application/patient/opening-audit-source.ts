import type { InjectionToken } from 'tsyringe';
import type { OpeningAudit } from './opening-audit.ts';

/**
 * Gives what notes openings, loaded once the tab has been painted. Rejects when it cannot be loaded; the next call
 * tries again.
 */
export type OpeningAuditSource = () => Promise<OpeningAudit>;

export const OPENING_AUDIT_SOURCE: InjectionToken<OpeningAuditSource> =
  Symbol('OpeningAuditSource');
