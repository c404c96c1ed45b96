/**
 * Which class answers which token, for noting who has looked. Loaded with each opening of a tab, once it has been
 * painted.
 */
import type { DependencyContainer } from 'tsyringe';
import { OpeningAudit } from '../services/application/patient/opening-audit.ts';
import { AUDIT_LOG } from '../services/ports/record-store.ts';
import { DexieAuditLog } from '../services/storage/dexie-audit-log.ts';
import { registerMissing } from './lazily.ts';

export function composeOpenings(container: DependencyContainer): OpeningAudit {
  registerMissing(container)(AUDIT_LOG, DexieAuditLog);
  return container.resolve(OpeningAudit);
}
