/** What became of everybody of a job. */
import type { Job } from '../../domain/jobs/job.ts';
import { FailureKind, ok, refuse, type Result } from '../../domain/result.ts';
import type { JobLine, JobStore } from '../../ports/jobs.ts';
import { MOST_DESCRIBED, type PatientDirectory } from '../../ports/patient-directory.ts';
import { visibleText, words } from '../../words/words.ts';
import type { AllPorts } from '../commands/command-ports.ts';
import type { StaffAction } from '../commands/staff-action.ts';
import { whyOf } from './groups.ts';

/** Read at a time. */
const AT_A_TIME = 1000;

interface Told {
  readonly patientRef: string;
  readonly label: string;
}

/** All of them in their order, each with what became of them in words. */
export async function everybody(jobId: string, jobs: JobStore): Promise<Result<readonly Told[]>> {
  const told: Told[] = [];
  for (;;) {
    const read = await jobs.lines(jobId, told.length, AT_A_TIME);
    if (!read.ok) return read;
    told.push(...read.value.map((line) => ({ patientRef: line.patientRef, label: labelOf(line) })));
    if (read.value.length < AT_A_TIME) return ok(told);
  }
}

function labelOf({ leftOut, outcome }: JobLine): string {
  const text = words('jobs').report;
  if (leftOut !== undefined) return text.leftOut(whyOf(leftOut));
  if (outcome === undefined) return text.notYet;
  switch (outcome.what) {
    case 'done':
      return text.done;
    case 'left-out':
      return text.leftOut(whyOf(outcome.reason));
    case 'failed':
      return text.failed(whyOf(outcome.reason));
  }
}

/** As a file, handed to the host; names are asked for now and kept nowhere. */
export async function reportFile(
  job: Job,
  action: StaffAction,
  jobs: JobStore,
  { tables, documents, directory }: AllPorts,
): Promise<Result<boolean>> {
  if (!documents.keepsLists) return refuse(FailureKind.notAllowed, { code: 'files-not-kept' });
  const told = await everybody(job.id, jobs);
  if (!told.ok) return told;
  const text = words('jobs').report;
  const rows: (readonly string[])[] = [];
  for (let from = 0; from < told.value.length; from += MOST_DESCRIBED) {
    rows.push(...(await named(told.value.slice(from, from + MOST_DESCRIBED), directory)));
  }
  const title = words('jobs').job.title(job.work);
  const file = await tables.csv([[title], ...text.head(job), [], text.columns, ...rows]);
  if (!file.ok) return file;
  if (!action.isSignedInStill()) return refuse(FailureKind.notPermitted, { code: 'signed-out' });
  const audited = await action.audit(words('jobs').audit.reportSaved(job));
  if (!audited.ok) return audited;
  const saved = await documents.saveList(file.value, title);
  if (saved.ok && !saved.value) await action.audit(words('jobs').audit.savingCancelled);
  return saved;
}

async function named(
  some: readonly Told[],
  directory: PatientDirectory,
): Promise<readonly (readonly string[])[]> {
  const refs = some.map(({ patientRef }) => patientRef);
  const described = directory.describes ? await directory.describe(refs) : undefined;
  return some.map(({ patientRef, label }) => {
    const patient = described?.ok === true ? described.value.get(patientRef) : undefined;
    const { displayName = '', birthDate = '', number } = patient ?? {};
    return [visibleText(displayName), birthDate, number?.display ?? '', label];
  });
}
