import { inject, injectable } from 'tsyringe';
import { whyNotIssueNewCodes } from '../domain/account-rules.ts';
import { decide } from '../domain/online-account.ts';
import { eligiblePatientId } from '../domain/eligibility.ts';
import { Permission } from '../domain/permission.ts';
import { AuditAction, type Instant } from '../domain/records.ts';
import { FailureKind, ok, refuse, type Result } from '../domain/result.ts';
import {
  ENVIRONMENT,
  PRACTICE,
  SETTINGS_STORE,
  type Environment,
  type Practice,
  type SettingsStore,
} from '../ports/practice-host.ts';
import type { CodeIssuing } from './code-issuing.ts';
import type { StaffAction, StaffActions } from './staff-actions.ts';
import { CODE_ISSUING, STAFF_ACTIONS } from './tokens.ts';
import type { OnlineServices } from './views.ts';

/** New codes for an account whose letter expired before the patient used it, or that was not activated in time. */
@injectable()
export class IssueNewCodes {
  constructor(
    @inject(STAFF_ACTIONS) private readonly actions: StaffActions,
    @inject(CODE_ISSUING) private readonly issuing: CodeIssuing,
    @inject(ENVIRONMENT) private readonly environment: Environment,
    @inject(PRACTICE) private readonly practice: Practice,
    @inject(SETTINGS_STORE) private readonly settings: SettingsStore,
  ) {}

  async run(input: Parameters<OnlineServices['issueNewCodes']>[0]): Promise<Result<void>> {
    const begun = await this.actions.begin(
      AuditAction.issueNewCodes,
      Permission.manageAccounts,
      input.patientRef,
    );
    if (!begun.ok) return begun;
    const accountKey = this.accountThatMayHaveThem(begun.value);
    if (!accountKey.ok) return this.actions.refused(begun.value, accountKey.failure);
    const codes = await this.issuing.codesFor(accountKey.value);
    if (!codes.ok) return codes;
    const events = decide(begun.value.records, {
      type: 'issue-new-codes',
      ...this.terms(),
      codes: codes.value,
    });
    if (!events.ok) return this.actions.refused(begun.value, events.failure);
    return this.actions.commitEvents(begun.value, events.value, {
      operationId: input.operationId,
      description: 'Issue new registration codes',
      summary: 'New registration codes issued; the earlier ones no longer work',
    });
  }

  private terms(): { readonly at: Instant; readonly activationDays: number } {
    const { activationDays } = this.settings.current();
    return { at: this.environment.now(), activationDays };
  }

  private accountThatMayHaveThem({ patient, records }: StaffAction): Result<string> {
    const eligible = eligiblePatientId({ ...patient, nation: this.practice.nation });
    if (!eligible.ok) return eligible;
    const reason = whyNotIssueNewCodes(records, this.terms());
    return reason === undefined && records.account !== undefined
      ? ok(records.account.id)
      : refuse(FailureKind.notAllowed, reason ?? '');
  }
}
