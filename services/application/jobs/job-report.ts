/** What became of everybody of a job. */
import { isLetterWork, type Job, type JobOutcome } from '../../domain/jobs/job.ts';
import { batchesOf, placesOf } from '../../domain/jobs/letter-batches.ts';
import { FailureKind, ok, refuse, type Result } from '../../domain/result.ts';
import type { JobLine, JobStore } from '../../ports/jobs.ts';
import { MOST_DESCRIBED, type PatientDirectory } from '../../ports/patient-directory.ts';
import { visibleText, words } from '../../words/words.ts';
import type { AllPorts } from '../commands/command-ports.ts';
import type { StaffAction } from '../commands/staff-action.ts';
import { whyOf } from './groups.ts';
import type { BatchView } from './jobs-view.ts';

/** Read at a time. */
const AT_A_TIME = 1000;

/** Somebody of a job, and what is known of them. */
interface Told {
  readonly patientRef: string;
  readonly label: string;
  readonly outcome: Pick<JobOutcome, 'what' | 'reason'> | undefined;
}

/** All of them in their order, each with what became of them in words. */
export async function everybody(job: Job, jobs: JobStore): Promise<Result<readonly Told[]>> {
  const told: Told[] = [];
  for (;;) {
    const read = await jobs.lines(job.id, told.length, AT_A_TIME);
    if (!read.ok) return read;
    const from = told.length;
    for (const [index, line] of read.value.entries()) {
      const outcome = outcomeOf(job, line, from + index);
      told.push({ patientRef: line.patientRef, label: labelOf(line, outcome), outcome });
    }
    if (read.value.length < AT_A_TIME) return ok(told);
  }
}

/** What became of who stands at this place, as far as it is known; the host may have a letter of which nothing is written down yet. */
export function outcomeOf(
  { inHand, next }: Job,
  { outcome }: JobLine,
  place: number,
): Told['outcome'] {
  if (outcome !== undefined || inHand === undefined) return outcome;
  const held = inHand.places[place - next];
  if (held === undefined) return undefined;
  return 'outcome' in held
    ? held.outcome
    : { what: 'unknown', reason: { code: 'perhaps-printed', batch: inHand.number } };
}

function labelOf({ leftOut }: JobLine, outcome: Told['outcome']): string {
  const text = words('jobs').report;
  if (leftOut !== undefined) return text.leftOut(whyOf(leftOut));
  if (outcome === undefined) return text.notYet;
  switch (outcome.what) {
    case 'done':
      return outcome.reason === undefined ? text.done : text.doneOtherwise(whyOf(outcome.reason));
    case 'left-out':
      return text.leftOut(whyOf(outcome.reason));
    case 'failed':
      return text.failed(whyOf(outcome.reason));
    case 'unknown':
      return text.unknown(whyOf(outcome.reason));
  }
}

/** What became of each batch of letters that has been printed, or may have been. */
export function batchesTold(job: Job, told: readonly Told[]): readonly BatchView[] {
  const { work } = job;
  if (!isLetterWork(work)) return [];
  const count = batchesOf(job, work);
  return Array.from({ length: count }, (_, index) => index + 1).flatMap((number) => {
    const { from, count: size } = placesOf(job, work, number);
    const places = told.slice(from, from + size);
    const countOf = (what: JobOutcome['what']): number =>
      places.filter(({ outcome }) => outcome?.what === what).length;
    const [printed, unknown, failed] = [countOf('done'), countOf('unknown'), countOf('failed')];
    if (printed + unknown + failed === 0) return [];
    const label = words('jobs').report.batch({ number, of: count, printed, unknown, failed });
    return [{ number, label, isInDoubt: unknown > 0 }];
  });
}

/** As a file, handed to the host; names are asked for now and kept nowhere. */
export async function reportFile(
  job: Job,
  action: StaffAction,
  jobs: JobStore,
  { tables, documents, directory }: AllPorts,
): Promise<Result<boolean>> {
  if (!documents.keepsLists) return refuse(FailureKind.notAllowed, { code: 'files-not-kept' });
  const told = await everybody(job, jobs);
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
