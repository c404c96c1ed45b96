import { getStatus, OperationOutcomeError } from '@medplum/core';
import type { OperationOutcome, OperationOutcomeIssue } from '@medplum/fhirtypes';

type IssueCode = OperationOutcomeIssue['code'];

/**
 * Outcomes with a status that `@medplum/core` has no id for. Kept beside the outcome, not in it,
 * because the outcome is what the client reads.
 */
const STATUS = new WeakMap<OperationOutcome, number>();

/** An OperationOutcome with one error and the HTTP status it is answered with. */
export function refusal(
  status: number,
  code: IssueCode,
  text: string,
  path?: string,
): OperationOutcome {
  const outcome: OperationOutcome = {
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity: 'error',
        code,
        details: { text },
        ...(path === undefined ? {} : { expression: [path] }),
      },
    ],
  };
  STATUS.set(outcome, status);
  return outcome;
}

/** The same as something to throw: the router turns it into the answer. */
export function refused(status: number, code: IssueCode, text: string, path?: string): Error {
  return new OperationOutcomeError(refusal(status, code, text, path));
}

/** Something to throw when the server itself fails; the client is not told the cause. */
export function failed(text: string, cause: unknown): Error {
  return new OperationOutcomeError(refusal(500, 'exception', text), cause);
}

/** The HTTP status of any outcome, ours or the router's. */
export function statusOf(outcome: OperationOutcome): number {
  return STATUS.get(outcome) ?? getStatus(outcome);
}

/**
 * The outcome of whatever was thrown while a request was worked on. Something that is no outcome is
 * a bug of the server: the client is told 500 and no details.
 */
export function outcomeOf(error: unknown): OperationOutcome {
  if (error instanceof OperationOutcomeError) return error.outcome;
  return refusal(500, 'exception', 'The server failed while answering this request.');
}
