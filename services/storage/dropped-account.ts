import { isOfJob } from '../domain/jobs/of-job.ts';
import type { OutboxEntry } from '../ports/outbox.ts';
import type { RecordBody } from './record-row.ts';
import type { WorkingSet } from './working-set.ts';

/**
 * Whether nobody has to be told that another workstation had made the patient's account first: a job made ours, nobody has done
 * anything with it, nothing is off on it, and no letter was made. As it was never tried, no audit row of it can have gone before it
 * while its author was signed in; who prints it for somebody else meanwhile is told there.
 */
export function isMissedByNobody(
  set: WorkingSet,
  { changeId, attempts, patientRef = '' }: OutboxEntry,
): boolean {
  const isUntouched = ({ changeId: of, after: { kind, body } }: OutboxEntry): boolean =>
    kind === 'audit' ? !body.action.endsWith('-letter') : of === changeId && isOn(body);
  return (
    isOfJob(changeId, patientRef) && attempts === 0 && set.entriesOf(patientRef).every(isUntouched)
  );
}

/** What is off by somebody's act would not be off on the account that stands. */
function isOn(body: RecordBody): boolean {
  const switches = 'services' in body ? Object.values(body.services) : [body];
  return switches.every((each) => !('disabling' in each));
}
