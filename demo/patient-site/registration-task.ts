import { createHash, timingSafeEqual } from 'node:crypto';
import type { Task } from 'fhir/r4';
import { dateOf } from '../../services/domain/calendar.ts';
import type { CalendarDate } from '../../services/domain/records.ts';
import {
  REGISTRATION_EXTENSION,
  TASK_CODE,
  TASK_CODE_REGISTRATION,
  TASK_INPUT,
  TASK_INPUT_LINKAGE_KEY_VERIFIER,
  TASK_INPUT_TOKEN_VERIFIER,
} from '../../services/fhir/vocabulary.ts';
import type { Stored } from './fhir-gateway.ts';
import { partsOf, stamped } from './resource-parts.ts';

/** Which of the two codes on the letter was typed. */
export type CodeKind = 'token' | 'linkage-key';

/** `<salt>.<hash>` for each of the two codes, as the practice wrote them. */
export type Verifiers = Readonly<Partial<Record<CodeKind, string>>>;

const INPUT_OF: Readonly<Record<CodeKind, string>> = {
  token: TASK_INPUT_TOKEN_VERIFIER,
  'linkage-key': TASK_INPUT_LINKAGE_KEY_VERIFIER,
};

/** Whether the Task is one issue of registration codes. */
export function isRegistration(task: Task): boolean {
  return (
    task.code?.coding?.some(
      ({ system, code }) => system === TASK_CODE && code === TASK_CODE_REGISTRATION,
    ) ?? false
  );
}

/** What the codes are checked against; empty once they are used, expired or withdrawn. */
export function verifiersOf(task: Task): Verifiers {
  const inputOf = (kind: CodeKind): Verifiers => {
    const input = task.input?.find(({ type }) =>
      type.coding?.some(({ system, code }) => system === TASK_INPUT && code === INPUT_OF[kind]),
    );
    return input?.valueString === undefined ? {} : { [kind]: input.valueString };
  };
  return { ...inputOf('token'), ...inputOf('linkage-key') };
}

/**
 * Whether a typed code, normalised, is the one behind the verifier: SHA-256 over salt bytes and UTF-8 code. Takes the
 * same time wherever the two differ.
 */
export function isCode(code: string, verifier: string | undefined): boolean {
  const [salt, hash] = verifier?.split('.') ?? [];
  if (salt === undefined || hash === undefined || code === '') return false;
  const expected = Buffer.from(hash, 'base64url');
  const actual = createHash('sha256')
    .update(Buffer.from(salt, 'base64url'))
    .update(code, 'utf8')
    .digest();
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

/** Whether the last day of the codes has passed in UK time. Codes without a last day count as expired. */
export function hasExpired(task: Task, now: Date): boolean {
  return hasPassed(lastDayOf(task), now);
}

/** The last day on which the codes work. */
export function lastDayOf(task: Task): CalendarDate | undefined {
  return task.restriction?.period?.end?.slice(0, 10);
}

/** Whether a last day has passed in UK time. One that is not known counts as passed. */
export function hasPassed(lastDay: CalendarDate | undefined, now: Date): boolean {
  return lastDay === undefined || dateOf(now.toISOString()) > lastDay;
}

/** A practice may choose no more. */
const MAX_ACTIVATION_DAYS = 90;

/** Days to activate after using the codes; `undefined` when there is no whole number from 1 to 90. */
export function activationDaysOf(task: Task): number | undefined {
  const days = partsOf(task, REGISTRATION_EXTENSION).activationDays?.valueInteger;
  const isUsable = Number.isInteger(days) && days !== undefined;
  return isUsable && days >= 1 && days <= MAX_ACTIVATION_DAYS ? days : undefined;
}

/** The Task when its codes have been used (`completed`) or have expired (`failed`): sealed codes and verifiers go. */
export function endedTask(
  task: Stored<Task>,
  status: 'completed' | 'failed',
  operation: string,
): Stored<Task> {
  const { input: _input, ...rest } = task;
  return stamped({ ...rest, status }, operation);
}
