import type { RegisterLine } from '../ports/practice-register.ts';
import { patientRecords } from './patient-records.ts';
import type { RecordRow } from './record-row.ts';

/** What the register says of one patient. */
export function registerLine(patientRef: string, rows: readonly RecordRow[]): RegisterLine {
  const { account, registrations } = patientRecords(rows);
  const waiting = registrations.find(({ state }) => state === 'pending');
  return {
    patientRef,
    ...(account && { account }),
    ...(waiting && { codesUntil: waiting.expiresOn }),
  };
}
