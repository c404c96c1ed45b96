import { inject, injectable } from 'tsyringe';
import {
  hasWorkingCodes,
  issueNewCodes,
  whyNotIssueNewCodes,
} from '../../domain/codes/issue-new-codes.ts';
import { eligiblePatientId } from '../../domain/patient/eligibility.ts';
import { Permission } from '../../domain/practice/permission.ts';
import { AuditAction } from '../../domain/records.ts';
import { FailureKind, ok, refuse, type Result } from '../../domain/result.ts';
import {
  ENVIRONMENT,
  PRACTICE,
  type Environment,
  type Practice,
} from '../../ports/practice-host.ts';
import type { CodeIssuing } from './code-issuing.ts';
import type { StaffAction, StaffActions } from '../commands/staff-actions.ts';
import { CODE_ISSUING, STAFF_ACTIONS } from '../tokens.ts';
import type { OnlineServices } from '../views.ts';

/** Asked before codes that work are replaced. */
export const CODES_STILL_WORK =
  'The codes of the current letter still work. Printing it again is better, unless the letter was lost, was seen by somebody else or cannot be printed: then issue new codes, and the old ones stop working. Issue new codes?';

/** New codes for a patient who cannot use those of the current letter. */
@injectable()
export class IssueNewCodes {
  constructor(
    @inject(STAFF_ACTIONS) private readonly actions: StaffActions,
    @inject(CODE_ISSUING) private readonly issuing: CodeIssuing,
    @inject(ENVIRONMENT) private readonly environment: Environment,
    @inject(PRACTICE) private readonly practice: Practice,
  ) {}

  async run(input: Parameters<OnlineServices['issueNewCodes']>[0]): Promise<Result<void>> {
    const begun = await this.actions.begin(
      AuditAction.issueNewCodes,
      Permission.manageAccounts,
      input.patientRef,
    );
    if (!begun.ok) return begun;
    const accountKey = this.accountThatMayHaveThem(begun.value, input.replaceWorking === true);
    if (!accountKey.ok) return this.actions.refused(begun.value, accountKey.failure);
    const codes = await this.issuing.codesFor(accountKey.value);
    if (!codes.ok) return codes;
    const after = issueNewCodes(begun.value.records, {
      at: this.environment.now(),
      codes: codes.value,
    });
    if (!after.ok) return this.actions.refused(begun.value, after.failure);
    return this.actions.commitRecords(begun.value, after.value, {
      operationId: input.operationId,
      description: 'Issue new registration codes',
      summary:
        input.replaceWorking === true
          ? 'New registration codes issued while the earlier ones worked (letter lost, seen by others or not printable); those no longer work'
          : 'New registration codes issued; the earlier ones no longer work',
    });
  }

  private accountThatMayHaveThem(
    { patient, records }: StaffAction,
    replaceWorking: boolean,
  ): Result<string> {
    const eligible = eligiblePatientId({ ...patient, nation: this.practice.nation });
    if (!eligible.ok) return eligible;
    const at = this.environment.now();
    const reason = whyNotIssueNewCodes(records, at);
    if (reason === undefined && !replaceWorking && hasWorkingCodes(records, at)) {
      return refuse(FailureKind.needsConfirmation, CODES_STILL_WORK);
    }
    return reason === undefined && records.account !== undefined
      ? ok(records.account.id)
      : refuse(FailureKind.notAllowed, reason ?? '');
  }
}
