import { inject, injectable } from 'tsyringe';
import type { StaffMember } from '../../domain/records.ts';
import type { Result } from '../../domain/result.ts';
import {
  ENVIRONMENT,
  PRACTICE,
  type Environment,
  type Practice,
} from '../../ports/practice-host.ts';
import { AUDIT_LOG, type AuditLog } from '../../ports/record-store.ts';
import { words } from '../../words/words.ts';

/** Somebody has been shown a patient's tab. */
export interface Opening {
  readonly patientRef: string;
  readonly by: StaffMember;
}

/** Audits that a patient's tab was opened: what it shows is personal, also where nothing is done with it. */
@injectable()
export class OpeningAudit {
  constructor(
    @inject(AUDIT_LOG) private readonly log: AuditLog,
    @inject(PRACTICE) private readonly practice: Practice,
    @inject(ENVIRONMENT) private readonly environment: Pick<Environment, 'newId' | 'now'>,
  ) {}

  /** Refused: `storage-unavailable`. */
  note(opening: Opening): Promise<Result<void>> {
    return this.log.recordAudit({
      id: this.environment.newId(),
      practiceId: this.practice.id,
      at: this.environment.now(),
      ...opening,
      action: 'open-tab',
      outcome: 'done',
      summary: words('openings').opened,
    });
  }
}
