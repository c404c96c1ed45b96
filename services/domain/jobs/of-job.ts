/** Whether a job has done this to the patient (`operationOf`), and not somebody in their tab. */
export function isOfJob(operationId: string, patientRef: string): boolean {
  return operationId.endsWith(`.${patientRef}`);
}
