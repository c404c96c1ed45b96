/** Who would be taken in, and what is left for a person: looked at before anything is done. */
import { Observable } from 'rxjs';
import type { JobPatient } from '../../domain/jobs/job.ts';
import { agreementWith, matchTransfer } from '../../domain/split/matching.ts';
import type { Foreseen } from '../../domain/split/foreseen.ts';
import { whyForAPerson, whyNotTakenIn } from '../../domain/split/split-rules.ts';
import {
  TransferState,
  type Transfer,
  type TransferContent,
  type TransferredPerson,
} from '../../domain/split/transfer.ts';
import type { Reason } from '../../domain/reason.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { FoundPatient } from '../../ports/patient-finder.ts';
import type { HeldTransfer, Transfers } from '../../ports/transfers.ts';
import type { AllPorts } from '../commands/command-ports.ts';
import { sentenceOf } from '../commands/refusal.ts';
import { whomOf } from '../jobs/whom.ts';
import { whyNotRead } from '../history/why-not-read.ts';
import { standingHere } from './finishing.ts';

/** A host is asked about so many at the same time. */
const AT_A_TIME = 10;

/** A transfer that is for a person to decide about. */
export interface Unmatched {
  readonly transfer: Transfer & { readonly content: TransferContent };
  readonly because: Reason;
  readonly candidates: readonly FoundPatient[];
  /** Who of them has an account. */
  readonly withAccount: ReadonlySet<string>;
}

export interface InLook {
  readonly patients: readonly JobPatient[];
  readonly hadOne: number;
  readonly unmatched: readonly Unmatched[];
  readonly unreadable: number;
  readonly looked: number;
  readonly total: number;
  readonly isWhole: boolean;
  readonly stopped?: string;
}

type Judged =
  | { readonly patientRef: string; readonly transfer: Transfer; readonly hasAccount: boolean }
  | Unmatched
  /** It is being taken in, and its account is made here already. */
  | { readonly inHand: true }
  | { readonly stopped: string };

const EMPTY: Omit<InLook, 'isWhole'> = {
  patients: [],
  hadOne: 0,
  unmatched: [],
  unreadable: 0,
  looked: 0,
  total: 0,
};

/** Looks at all that have arrived, once; unsubscribing ends it. */
export function lookIn$(transfers: Transfers, ports: AllPorts): Observable<InLook> {
  return new Observable((subscriber) => {
    const look = async (): Promise<void> => {
      const found = await transfers.list('in', [TransferState.handedOver, TransferState.claimed]);
      if (!found.ok) {
        const reason = { code: 'transfers-unreachable', why: whyNotRead(found.failure) } as const;
        subscriber.next({ ...EMPTY, isWhole: false, stopped: sentenceOf(reason) });
        return;
      }
      const { transfers: all, unreadable } = found.value;
      const judged: Judged[] = [];
      for (let from = 0; from < all.length; from += AT_A_TIME) {
        const some = all.slice(from, from + AT_A_TIME);
        judged.push(...(await Promise.all(some.map((held) => judge(held, ports)))));
        if (subscriber.closed) return;
        const stopped = judged.find((each) => 'stopped' in each);
        const sofar = { ...EMPTY, unreadable, looked: judged.length, total: all.length };
        if (stopped !== undefined && 'stopped' in stopped) {
          subscriber.next({ ...sofar, isWhole: false, stopped: stopped.stopped });
          return;
        }
        subscriber.next({ ...sofar, isWhole: false });
      }
      const whole = { ...EMPTY, unreadable, looked: all.length, total: all.length };
      subscriber.next({ ...whole, ...sorted(judged), isWhole: true });
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

/** One transfer a patient: another one of the same, as from a merge, waits for the first, or for a person. */
function sorted(judged: readonly Judged[]): Pick<InLook, 'patients' | 'hadOne' | 'unmatched'> {
  const matched = judged.filter((each) => 'patientRef' in each);
  const unmatched = judged.filter((each) => 'candidates' in each);
  const first = new Map<string, (typeof matched)[number]>();
  const again: Unmatched[] = [];
  // Whoever was shut out at one of the old practices is not let in by the transfer of the other.
  const cautious = [...matched].sort((one, other) => rank(one.transfer) - rank(other.transfer));
  for (const each of cautious) {
    const { patientRef, transfer } = each;
    if (!first.has(patientRef)) first.set(patientRef, each);
    else if (transfer.content !== undefined) {
      again.push({
        transfer: { ...transfer, content: transfer.content },
        because: { code: 'same-patient-twice' },
        candidates: [],
        withAccount: new Set(),
      });
    }
  }
  const patients = [...first.values()];
  return {
    patients: patients.map(({ patientRef, transfer, hasAccount }) => ({
      patientRef,
      transferId: transfer.id,
      foreseen: foreseenOf(transfer, hasAccount),
    })),
    hadOne: patients.filter(({ hasAccount }) => hasAccount).length,
    unmatched: [...unmatched, ...again],
  };
}

function rank(transfer: Transfer): number {
  return isShutOut(transfer) ? 0 : 1;
}

function foreseenOf(transfer: Transfer, hasAccount: boolean): readonly Foreseen[] {
  if (hasAccount) return ['has-account'];
  return isShutOut(transfer) ? ['disabled'] : [];
}

function isShutOut({ content }: Transfer): boolean {
  return content?.enabled === false;
}

async function judge(held: HeldTransfer, ports: AllPorts): Promise<Judged> {
  const { body } = held;
  const { content } = body;
  if (content === undefined) return { inHand: true };
  const transfer = { ...body, content };
  if (body.claimedFor !== undefined) return begunBefore(held, transfer, body.claimedFor, ports);
  const candidates = await candidatesOf(content.person, ports);
  if (!candidates.ok) return none(transfer, candidates.failure.reason);
  const found = candidates.value;
  if (ports.finder.find === undefined) {
    return unmatched(transfer, { code: 'patients-not-searched' }, found, ports);
  }
  const match = matchTransfer(content.person, found, ports.practice.nation);
  if (!match.ok) return unmatched(transfer, match.reason, found, ports);
  const { ref: patientRef } = match.patient;
  const whom = await whomOf(patientRef, ports);
  if ('held' in whom) return { stopped: sentenceOf(whom.held) };
  if ('failed' in whom) return none(transfer, whom.failed);
  if ('leftOut' in whom) return none(transfer, whom.leftOut);
  const { records } = whom.facts;
  const against: Reason | undefined =
    whyForAPerson(records, content) ?? whyNotTakenIn(whom.facts, content);
  if (against !== undefined) return unmatched(transfer, against, found, ports);
  return { patientRef, transfer, hasAccount: records.account !== undefined };
}

/** Claimed, and whoever did it may have been stopped: the account has the same key, whoever makes it. */
async function begunBefore(
  held: HeldTransfer,
  transfer: Unmatched['transfer'],
  patientRef: string,
  ports: AllPorts,
): Promise<Judged> {
  const records = await ports.store.read(patientRef);
  if (!records.ok) return { stopped: sentenceOf(records.failure.reason) };
  const { account } = records.value;
  if (account === undefined) return { patientRef, transfer, hasAccount: false };
  const standing = await standingHere(held, ports);
  if (!standing.ok) return { stopped: sentenceOf(standing.failure.reason) };
  const { undecided: because } = standing.value;
  if (because === undefined) return { inHand: true };
  // What is stuck is seen to in the patient's tab: there is nothing to match.
  if (because.code === 'work-needs-a-person') return none(transfer, because);
  const candidates = await candidatesOf(transfer.content.person, ports);
  if (!candidates.ok) return none(transfer, candidates.failure.reason);
  const theirs = candidates.value.filter(({ ref }) => ref === patientRef);
  return unmatched(transfer, because, theirs, ports);
}

function none(transfer: Unmatched['transfer'], because: Reason): Unmatched {
  return { transfer, because, candidates: [], withAccount: new Set() };
}

async function unmatched(
  transfer: Unmatched['transfer'],
  because: Reason,
  candidates: readonly FoundPatient[],
  { store }: AllPorts,
): Promise<Judged> {
  const withAccount = new Set<string>();
  for (const { ref } of candidates) {
    const records = await store.read(ref);
    if (!records.ok) return { stopped: sentenceOf(records.failure.reason) };
    if (records.value.account !== undefined) withAccount.add(ref);
  }
  return { transfer, because, candidates, withAccount };
}

/** Those who have the number, or the surname and the birth date; of a host that finds nobody, who is open. */
async function candidatesOf(
  person: TransferredPerson,
  { finder, practice }: AllPorts,
): Promise<Result<readonly FoundPatient[]>> {
  const { number, surname: family, birthDate } = person;
  const asked = finder.find && (await finder.find({ number: number.value, family, birthDate }));
  if (asked?.ok === false) return asked;
  const open = asked === undefined ? await finder.open() : undefined;
  const found = asked?.value ?? (open === undefined ? [] : [open]);
  const value = found.filter((candidate) => {
    const same = agreementWith(person, candidate, practice.nation);
    return same.number || (same.birthDate && same.surname);
  });
  return ok(value);
}
