import type { OperationOutcome } from '@medplum/fhirtypes';
import { type AnyResource, statusOf } from '../fhir-server/index.ts';
import type { OutsideAnswer } from './outside-record.ts';

/** A resource as it came, of which no more is known yet. */
export type AnsweredResource = AnyResource & { readonly id?: unknown };

/** The resource in an answer; `undefined` when its body is none. */
export function resourceIn({ text }: OutsideAnswer): AnsweredResource | undefined {
  const value = parsed(text);
  const isResource = typeof value === 'object' && value !== null && 'resourceType' in value;
  return isResource && typeof value.resourceType === 'string'
    ? (value as AnsweredResource)
    : undefined;
}

/** An answer of the gateway's own. It has no `Date`: what time it is on the record, only its server can say. */
export function outcomeAnswer(
  outcome: OperationOutcome,
  headers: OutsideAnswer['headers'] = {},
): OutsideAnswer {
  return jsonAnswer(statusOf(outcome), outcome, headers);
}

/** The same with any resource, in place of what the server wrote. */
export function jsonAnswer(
  status: number,
  resource: object,
  headers: OutsideAnswer['headers'] = {},
): OutsideAnswer {
  return { status, headers, text: JSON.stringify(resource) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** What the first issue of an OperationOutcome says, in one line. */
export function reasonIn(answer: OutsideAnswer): string | undefined {
  const outcome = resourceIn(answer) as Partial<OperationOutcome> | undefined;
  const [issue] = outcome?.resourceType === 'OperationOutcome' ? (outcome.issue ?? []) : [];
  return (issue?.details?.text ?? issue?.diagnostics)?.replace(/\s+/g, ' ').slice(0, 300);
}
