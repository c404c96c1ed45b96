import { Permission } from '../../domain/practice/permission.ts';
import type { IdentityCheckRecord } from '../../domain/records.ts';
import { FailureKind, refuse, type Result } from '../../domain/result.ts';
import { patientCommand, type PatientOperation } from '../commands/staff-command.ts';

interface Input extends PatientOperation {
  readonly checkId: string;
  readonly reason: string;
}

/** The check stays readable, struck through; it no longer counts. */
export const markIdentityCheckEnteredInError = patientCommand({
  name: 'markIdentityCheckEnteredInError',
  permission: Permission.recordIdentity,
  audit: 'mark-identity-check-entered-in-error',
  run: async (action, input: Input, { environment }): Promise<Result<void>> => {
    const { records, session } = action;
    const before = records.identityChecks.find(({ id }) => id === input.checkId);
    if (before === undefined || before.enteredInError !== undefined) {
      return refuse(
        FailureKind.changedMeanwhile,
        'This check was already marked as entered in error.',
      );
    }
    const reason = input.reason.trim();
    if (reason === '') {
      return refuse(
        FailureKind.invalid,
        'Say what was wrong, for those who read this later.',
        'reason',
      );
    }
    const body: IdentityCheckRecord = {
      ...before,
      enteredInError: { at: environment.now(), by: session.staff, reason },
    };
    return action.commit({
      operationId: input.operationId,
      description: 'Mark identity check as entered in error',
      summary: 'Identity check marked as entered in error',
      writes: [{ before, after: { kind: 'identity-check', body } }],
    });
  },
});
