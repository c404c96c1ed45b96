import type { Task, TaskOutput } from 'fhir/r4';
import { isUnfinished, JobState, type Job } from '../../domain/jobs/job.ts';
import type { Instant } from '../../domain/records.ts';
import type { PostedJob } from '../../ports/job-board.ts';
import { JOB_FIGURE, JOB_ID, JOB_TAG, TASK_CODE_JOB } from '../job-vocabulary.ts';
import { TASK_CODE } from '../vocabulary.ts';
import {
  codeOf,
  hasTag,
  identifierValue,
  instant,
  objects,
  staff,
  text,
  type Json,
} from './reading.ts';
import { staffReference } from './writing.ts';

const STATUS_OF_STATE = {
  [JobState.running]: 'in-progress',
  [JobState.paused]: 'on-hold',
  [JobState.done]: 'completed',
  [JobState.cancelled]: 'cancelled',
} as const satisfies Record<JobState, Task['status']>;

/** What is searched for: these are not over. */
export const UNFINISHED_STATUSES = Object.values(JobState)
  .filter((state) => isUnfinished({ state }))
  .map((state) => STATUS_OF_STATE[state]);

/** A job as others see it: what, by whom, since when and how far. No patient is in it. */
export function jobToTask(job: Job): Task {
  const { counts } = job;
  return {
    resourceType: 'Task',
    meta: { tag: [{ system: JOB_TAG, code: job.practiceId }] },
    identifier: [{ system: JOB_ID, value: job.id }],
    status: STATUS_OF_STATE[job.state],
    intent: 'order',
    code: { coding: [{ system: TASK_CODE, code: TASK_CODE_JOB }] },
    authoredOn: job.startedAt,
    lastModified: job.changedAt,
    requester: staffReference(job.by),
    input: [
      { type: figure('kind'), valueCode: job.work.kind },
      { type: figure('total'), valueInteger: job.total },
    ],
    output: [
      count('done', counts.done),
      count('left-out', counts['left-out']),
      count('failed', counts.failed),
      ...(counts.unknown === undefined ? [] : [count('unknown', counts.unknown)]),
      count('left', job.left),
    ],
  };
}

function figure(code: string) {
  return { coding: [{ system: JOB_FIGURE, code }] };
}

function count(code: string, valueInteger: number): TaskOutput {
  return { type: figure(code), valueInteger };
}

/** Whether it is a job of this practice. */
export function isJob(resource: Json, practiceId: string): boolean {
  return (
    resource.resourceType === 'Task' &&
    codeOf(resource.code, TASK_CODE) === TASK_CODE_JOB &&
    identifierValue(resource.identifier, JOB_ID) !== undefined &&
    hasTag(resource, JOB_TAG, practiceId)
  );
}

/** A Task back into what is told of a job; `undefined` where it makes no sense. */
export function taskToJob(task: Json, practiceId: string, toldAt: Instant): PostedJob | undefined {
  const id = identifierValue(task.identifier, JOB_ID);
  const state = Object.values(JobState).find((each) => STATUS_OF_STATE[each] === task.status);
  const by = staff(task.requester);
  const startedAt = instant(task.authoredOn);
  const kind = text(valueOf(task.input, 'kind')?.valueCode);
  const total = numberOf(task.input, 'total');
  const [done, leftOut, failed, left] = ['done', 'left-out', 'failed', 'left'].map((code) =>
    numberOf(task.output, code),
  );
  if (id === undefined || state === undefined || by === undefined) return undefined;
  if (startedAt === undefined || kind === undefined || total === undefined) return undefined;
  if (done === undefined || leftOut === undefined || failed === undefined) return undefined;
  if (left === undefined) return undefined;
  const unknown = numberOf(task.output, 'unknown');
  const counts = {
    done,
    'left-out': leftOut,
    failed,
    ...(unknown !== undefined && { unknown }),
  };
  return { id, practiceId, by, startedAt, state, kind, total, counts, left, toldAt };
}

function valueOf(parts: unknown, code: string): Json | undefined {
  return objects(parts).find((each) => codeOf(each.type, JOB_FIGURE) === code);
}

function numberOf(parts: unknown, code: string): number | undefined {
  const value = valueOf(parts, code)?.valueInteger;
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
