import {
  hasWorkingCodes,
  issueNewCodes as withNewCodes,
} from '../../domain/codes/issue-new-codes.ts';
import { FailureKind, refuse, type Result } from '../../domain/result.ts';
import { words } from '../../words/words.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import type { PatientAction } from '../commands/staff-action.ts';
import type { PatientOperation } from '../commands/staff-command.ts';
import { codesFor } from './code-issuing.ts';

interface Input extends PatientOperation {
  /** The question has been answered. */
  readonly replaceWorking?: boolean;
}

/**
 * New codes for an account whose letter expired, was lost, was seen by others or cannot be printed. Refused with
 * `needs-confirmation` while the codes of the current letter still work and `replaceWorking` is not set.
 */
export async function issueNewCodes(
  action: PatientAction,
  input: Input,
  ports: CommandPorts,
): Promise<Result<void>> {
  const { records, now } = action.facts;
  return input.replaceWorking !== true && hasWorkingCodes(records, now)
    ? refuse(FailureKind.needsConfirmation, { code: 'codes-still-work' })
    : issue(action, input, ports);
}

async function issue(
  action: PatientAction,
  input: Input,
  ports: CommandPorts,
): Promise<Result<void>> {
  const { account } = action.records;
  if (account === undefined) throw new TypeError('New codes were not refused without an account.');
  const codes = await codesFor(account.id, ports);
  if (!codes.ok) return codes;
  const after = withNewCodes(action.records, {
    at: ports.environment.now(),
    codes: codes.value,
  });
  if (!after.ok) return after;
  const said = words('commands').codes;
  return action.commitRecords(after.value, {
    operationId: input.operationId,
    description: said.issue,
    summary: input.replaceWorking === true ? said.issuedWhileOthersWorked : said.issued,
  });
}
