import { isOfJob } from '../domain/jobs/job.ts';
import type { OutboxEntry } from '../ports/outbox.ts';
import type { RecordBody, RecordRow } from './record-row.ts';
import type { WorkingSet } from './working-set.ts';

/**
 * Whether nobody has to be told that another workstation had made the patient's account first: a job made ours, nobody has done
 * anything with it, nothing is off on it, and no letter was made. As it was never tried, no audit row of it can have gone before it
 * while its author was signed in; who prints it for somebody else meanwhile is told there.
 */
export function isMissedByNobody(
  set: WorkingSet,
  { changeId, sequence, attempts }: OutboxEntry,
  { patientRef, recordId }: RecordRow,
): boolean {
  if (!isOfJob(changeId, patientRef) || attempts > 0) return false;
  const isUntouched = set
    .entriesOf(patientRef)
    .filter((entry) => entry.sequence > sequence && entry.changeId !== changeId)
    .every(({ after }) => after.kind === 'audit' && !after.body.action.endsWith('-letter'));
  return (
    isUntouched &&
    set
      .rowsOf(patientRef)
      .filter(({ body }) => body.id === recordId || isOf(body, recordId))
      .every(({ body }) => isOn(body))
  );
}

function isOf(body: RecordBody, accountKey: string): boolean {
  return 'accountKey' in body && body.accountKey === accountKey;
}

/** What is off by somebody's act would not be off on the account that stands. */
function isOn(body: RecordBody): boolean {
  if ('accountId' in body) return body.enabled;
  if (!('services' in body)) return true;
  return Object.values(body.services).every((service) => service.disabling === undefined);
}
