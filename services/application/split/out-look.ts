/** Who would be handed over, and who not: looked at before anything is done to anybody. */
import { filter, firstValueFrom, Observable } from 'rxjs';
import type { JobPatient } from '../../domain/jobs/job.ts';
import { numbersIn, type RejectedLine } from '../../domain/split/number-list.ts';
import { noticesOf, type Notice } from '../../domain/split/split-rules.ts';
import type { TransferWork } from '../../domain/split/transfer-work.ts';
import type { Reason } from '../../domain/reason.ts';
import { MOST_DESCRIBED, type DescribedPatient } from '../../ports/patient-directory.ts';
import type { AllPorts } from '../commands/command-ports.ts';
import { sentenceOf } from '../commands/refusal.ts';
import { whyNot } from '../jobs/job-work.ts';
import { whomOf } from '../jobs/whom.ts';
import { patientsAt, slicesOf } from '../practice/worklist-slices.ts';
import type { OutInput } from './split-view.ts';

/** A host is asked about so many at the same time. */
const AT_A_TIME = 10;

type OutWork = Extract<TransferWork, { readonly kind: 'transfer-out' }>;

export interface OutLook {
  readonly patients: readonly JobPatient[];
  readonly notices: ReadonlyMap<Notice, readonly string[]>;
  readonly rejected: readonly RejectedLine[];
  readonly looked: number;
  readonly total: number;
  readonly isWhole: boolean;
  /** Why nobody is looked at any further. */
  readonly stopped?: string;
}

/** Some of those who may go; or why nobody further is known. */
interface Some {
  readonly refs: readonly string[];
  readonly rejected?: readonly RejectedLine[];
  /** Looked at with these, and how many there are in all, where that is known. */
  readonly looked: number;
  readonly total?: number;
  readonly stopped?: string;
}

/** Looks at everybody once; unsubscribing ends it. */
export function lookOut$(
  who: OutInput['who'],
  work: OutWork,
  ports: AllPorts,
): Observable<OutLook> {
  return new Observable((subscriber) => {
    const look = async (): Promise<void> => {
      const unknown = await whyNotKnown(ports);
      if (unknown !== undefined) {
        const none = { patients: [], notices: new Map(), rejected: [], looked: 0, total: 0 };
        subscriber.next({ ...none, isWhole: false, stopped: sentenceOf(unknown) });
        return;
      }
      const seen = new Set<string>();
      const patients: JobPatient[] = [];
      const notices = new Map<Notice, string[]>();
      const rejected: RejectedLine[] = [];
      let looked = 0;
      let total = 0;
      const tell = (rest: Pick<OutLook, 'isWhole' | 'stopped'>): void => {
        subscriber.next({ patients, notices, rejected, looked, total, ...rest });
      };
      for await (const some of whoMayGo(who, ports)) {
        if (subscriber.closed) return;
        const refs = some.refs.filter((ref) => !seen.has(ref));
        refs.forEach((ref) => seen.add(ref));
        rejected.push(...(some.rejected ?? []));
        const judged = await judgedOf(refs, work, ports);
        const stopped = some.stopped ?? judged.stopped;
        patients.push(...judged.patients);
        for (const [notice, ref] of judged.notices) {
          notices.set(notice, [...(notices.get(notice) ?? []), ref]);
        }
        looked += some.looked;
        total = some.total ?? looked;
        if (stopped !== undefined) {
          tell({ isWhole: false, stopped });
          return;
        }
        tell({ isWhole: false });
      }
      tell({ isWhole: true });
    };
    look().then(
      () => {
        subscriber.complete();
      },
      (error: unknown) => {
        subscriber.error(error);
      },
    );
  });
}

/** Whoever is not known here yet would be neither moved nor said to stay. */
async function whyNotKnown({ register }: AllPorts): Promise<Reason | undefined> {
  const isComplete = await firstValueFrom(register.isComplete$);
  if (!isComplete.available) return isComplete.reason;
  return isComplete.value ? undefined : { code: 'not-everything-fetched' };
}

function whoMayGo(who: OutInput['who'], ports: AllPorts): AsyncGenerator<Some> {
  switch (who.by) {
    case 'all':
      return everybody(ports);
    case 'usual-gp':
      return patientsOf(who.id, ports);
    case 'list':
      return listed(who.text, ports);
  }
}

/** Everybody with an account. */
async function* everybody(ports: AllPorts): AsyncGenerator<Some> {
  const keys$ = ports.register.keys$({ by: 'all' });
  const answer = await firstValueFrom(
    keys$.pipe(filter((told) => !told.available || told.value.isWhole)),
  );
  if (!answer.available) {
    yield { refs: [], looked: 0, stopped: sentenceOf(answer.reason) };
    return;
  }
  const { keys } = answer.value;
  for (const slice of slicesOf(keys)) {
    const lines = await patientsAt(slice, ports);
    if (!lines.available) {
      yield { refs: [], looked: 0, stopped: sentenceOf(lines.reason) };
      return;
    }
    const refs = [...lines.value.values()].map(({ patientRef }) => patientRef);
    yield { refs, looked: slice.length, total: keys.length };
  }
}

async function* patientsOf(usualGp: string, { directory }: AllPorts): AsyncGenerator<Some> {
  let after: string | undefined;
  do {
    const request = { size: MOST_DESCRIBED, ...(after !== undefined && { after }) };
    const page = await directory.find?.({ usualGp }, request);
    if (page?.ok !== true) {
      const stopped = sentenceOf(page?.failure.reason ?? { code: 'patients-not-told' });
      yield { refs: [], looked: 0, stopped };
      return;
    }
    const refs = page.value.patients.map(({ ref }) => ref);
    yield { refs, looked: refs.length };
    after = page.value.next;
  } while (after !== undefined);
}

/** Those whose numbers are on a list, a few at a time. */
async function* listed(text: string, ports: AllPorts): AsyncGenerator<Some> {
  const rows = await ports.tables.rows(text);
  if (!rows.ok) {
    yield { refs: [], looked: 0, stopped: sentenceOf(rows.failure.reason) };
    return;
  }
  const { numbers, rejected } = numbersIn(rows.value, ports.practice.nation);
  const total = numbers.length;
  yield { refs: [], rejected, looked: 0, total };
  for (let from = 0; from < numbers.length; from += AT_A_TIME) {
    const some = numbers.slice(from, from + AT_A_TIME);
    const found = await Promise.all(some.map((each) => patientWith(each, ports)));
    const stopped = found.find((each) => 'stopped' in each);
    yield {
      refs: found.flatMap((each) => ('ref' in each ? [each.ref] : [])),
      rejected: found.flatMap((each) => ('reason' in each ? [each] : [])),
      looked: some.length,
      total,
      ...(stopped !== undefined && 'stopped' in stopped && { stopped: stopped.stopped }),
    };
  }
}

type WithNumber = { readonly ref: string } | RejectedLine | { readonly stopped: string };

/** By the host, which may find more than the number asks for. */
async function patientWith(
  { line, number }: ReturnType<typeof numbersIn>['numbers'][number],
  { directory }: AllPorts,
): Promise<WithNumber> {
  const page = await directory.find?.({ number: number.value }, { size: MOST_DESCRIBED });
  if (page?.ok !== true) {
    return { stopped: sentenceOf(page?.failure.reason ?? { code: 'patients-not-told' }) };
  }
  const theirs = page.value.patients.filter(
    (patient) => hasNumber(patient, number.value) && patient.ending !== 'merged',
  );
  const text = number.display;
  const [patient, ...others] = theirs;
  if (patient === undefined) return { line, text, reason: { code: 'line-of-nobody' } };
  return others.length > 0 ? { line, text, reason: { code: 'line-of-two' } } : { ref: patient.ref };
}

function hasNumber({ number }: DescribedPatient, value: string): boolean {
  return number?.value === value;
}

interface Judged {
  readonly patients: readonly JobPatient[];
  readonly notices: readonly (readonly [Notice, string])[];
  readonly stopped?: string;
}

async function judgedOf(refs: readonly string[], work: OutWork, ports: AllPorts): Promise<Judged> {
  const patients: JobPatient[] = [];
  const notices: (readonly [Notice, string])[] = [];
  for (let from = 0; from < refs.length; from += AT_A_TIME) {
    const some = refs.slice(from, from + AT_A_TIME);
    const judged = await Promise.all(some.map((ref) => judge(ref, work, ports)));
    for (const each of judged) {
      if ('stopped' in each) return { patients, notices, stopped: each.stopped };
      patients.push(each.patient);
      notices.push(...each.notices.map((notice) => [notice, each.patient.patientRef] as const));
    }
  }
  const go = patients.filter(({ leftOut }) => leftOut === undefined);
  const unreached = await withoutEmail(go, ports);
  return { patients, notices: [...notices, ...unreached] };
}

async function judge(
  patientRef: string,
  work: OutWork,
  ports: AllPorts,
): Promise<
  | { readonly patient: JobPatient; readonly notices: readonly Notice[] }
  | { readonly stopped: string }
> {
  const whom = await whomOf(patientRef, ports);
  if ('held' in whom) return { stopped: sentenceOf(whom.held) };
  if ('failed' in whom) return { patient: { patientRef, leftOut: whom.failed }, notices: [] };
  if ('leftOut' in whom) return { patient: { patientRef, leftOut: whom.leftOut }, notices: [] };
  const leftOut = await whyNot(work, whom.facts, ports);
  if (leftOut !== undefined) return { patient: { patientRef, leftOut }, notices: [] };
  const notices = noticesOf(whom.facts, whom.facts.today);
  return { patient: { patientRef, foreseen: notices }, notices };
}

/** Who cannot be told of it by email; nothing where the host does not say. */
async function withoutEmail(
  patients: readonly JobPatient[],
  { directory }: AllPorts,
): Promise<readonly (readonly [Notice, string])[]> {
  if (!directory.describes || patients.length === 0) return [];
  const described = await directory.describe(patients.map(({ patientRef }) => patientRef));
  if (!described.ok) return [];
  return [...described.value.values()]
    .filter(({ hasVerifiedEmail }) => hasVerifiedEmail === false)
    .map(({ ref }) => ['no-verified-email', ref] as const);
}
