/**
 * The end of taking in: a transfer is said to be taken in once the account is on the shared record, and not before. Whoever looks at
 * the page does it, for all who have been claimed by then, whichever workstation claimed them.
 */
import type { Instant, PatientRecords } from '../../domain/records.ts';
import { ok, type Failure, type Result } from '../../domain/result.ts';
import type { SplitReason } from '../../domain/split/reasons.ts';
import { whyForAPerson } from '../../domain/split/split-rules.ts';
import { isWhole } from '../../domain/split/taken-in.ts';
import {
  takenInAs,
  TransferState,
  type Transfer,
  type TransferContent,
  type TransferOutcome,
} from '../../domain/split/transfer.ts';
import { OutboxState, type OutboxEntry } from '../../ports/outbox.ts';
import type { HeldTransfer, Transfers } from '../../ports/transfers.ts';
import type { AllPorts, CommandPorts } from '../commands/command-ports.ts';
import { sentenceOf } from '../commands/refusal.ts';
import { whyNotRead } from '../history/why-not-read.ts';
import type { Finishing } from './split-view.ts';
import { transferWritten } from './transfer-writes.ts';

/** Whoever takes in sends the rest in moments; after this long it has been stopped. */
const GOES_ON_MS = 15 * 60_000;

/** Each of these waits for the shared record. */
const AT_ONCE = 4;

export async function finish(
  transfers: Transfers,
  ports: AllPorts,
  isOurs: () => boolean,
): Promise<Finishing> {
  const found = await transfers.list('in', [TransferState.claimed]);
  if (!found.ok) {
    const why = whyNotRead(found.failure);
    return { available: false, message: sentenceOf({ code: 'transfers-unreachable', why }) };
  }
  const { transfers: claimed } = found.value;
  const ends: End[] = [];
  for (let from = 0; from < claimed.length && isOurs(); from += AT_ONCE) {
    const some = claimed.slice(from, from + AT_ONCE);
    const came = await Promise.all(some.map((held) => finished(held, transfers, ports, isOurs)));
    const untold = came.find((each) => typeof each !== 'string');
    if (untold !== undefined) return { available: false, message: sentenceOf(untold.reason) };
    ends.push(...came.filter((each) => typeof each === 'string'));
  }
  const count = (end: End): number => ends.filter((each) => each === end).length;
  const [done, forAPerson] = [count('done'), count('for-a-person')] as const;
  return { available: true, left: claimed.length - done - forAPerson, forAPerson, done };
}

/** What came of one: where it is left, the next look sees to it. */
type End = 'done' | 'for-a-person' | 'left';

async function finished(
  held: HeldTransfer,
  transfers: Transfers,
  ports: AllPorts,
  isOurs: () => boolean,
): Promise<End | Failure> {
  const standing = await standingHere(held, ports);
  if (!standing.ok) return standing.failure;
  const { undecided, outcome } = standing.value;
  if (undecided !== undefined) return 'for-a-person';
  if (outcome === undefined || !isOurs()) return 'left';
  const over = takenInAs(held.body, outcome);
  const written = await transferWritten(held, over, ports.environment.newId(), transfers);
  // Else somebody was quicker, or the next look does it.
  return written.ok ? 'done' : 'left';
}

/** Where a transfer that is claimed stands, by what this workstation knows. */
export interface Standing {
  /** Why a person has to look before it can end: nobody else is to wait for it. */
  readonly undecided?: SplitReason | undefined;
  /** What came of it; not there while the account, or what belongs to it, is not on the shared record. */
  readonly outcome?: TransferOutcome | undefined;
}

/** Refused where storage does not tell: of whom nothing is known, nothing is said. */
export async function standingHere(
  { body: transfer, version }: HeldTransfer,
  { store, outbox, environment }: Pick<CommandPorts, 'store' | 'outbox' | 'environment'>,
): Promise<Result<Standing>> {
  const { claimedFor: patientRef, content } = transfer;
  if (patientRef === undefined || content === undefined) return ok({});
  const records = await store.read(patientRef);
  if (!records.ok) return records;
  const { account } = records.value;
  if (account === undefined) return ok({});
  const entries = await outbox.entriesOf(patientRef);
  if (!entries.ok) return entries;
  const unsent = entries.value.filter(isUnsentWork);
  const undecided = whyUndecided(records.value, content, unsent);
  const place = { kind: 'account', recordId: account.id, patientRef } as const;
  const isShared = unsent.length === 0 && (await outbox.serverVersion(place)) !== undefined;
  if (!isShared) return ok({ undecided });
  const outcome = outcomeOf(records.value, transfer);
  const since = version.lastUpdated;
  const isStuck = outcome === undefined && isLongAgo(since, environment.now());
  return ok({
    undecided: undecided ?? (isStuck ? { code: 'made-in-part', since } : undefined),
    outcome,
  });
}

function isLongAgo(at: Instant, now: Instant): boolean {
  return Date.parse(now) - Date.parse(at) > GOES_ON_MS;
}

/** Done here and not on the shared record, but for the audit. */
function isUnsentWork({ kind, state }: OutboxEntry): boolean {
  return kind !== 'audit' && state !== OutboxState.superseded;
}

function whyUndecided(
  records: PatientRecords,
  content: TransferContent,
  unsent: readonly OutboxEntry[],
): SplitReason | undefined {
  // Two workstations took in two transfers of one patient at once, or one closed the account here, and the other did not know yet.
  const why = whyForAPerson(records, content);
  if (why !== undefined) return why;
  const needsAPerson = unsent.some(({ state }) => state !== OutboxState.waiting);
  return needsAPerson ? { code: 'work-needs-a-person' } : undefined;
}

function outcomeOf(
  records: PatientRecords,
  { accountKey, content }: Transfer,
): TransferOutcome | undefined {
  if (records.account?.id !== accountKey) return 'had-one';
  // Where another workstation made it, the account comes first, and the rest only if that workstation lives on.
  return isWhole(records, content) ? 'made' : undefined;
}
