/**
 * The end of taking in: a transfer is said to be taken in once the account is on the shared record, and not before. Whoever looks at
 * the page does it, for all who have been claimed by then, whichever workstation claimed them.
 */
import type { SplitReason } from '../../domain/split/reasons.ts';
import { whyForAPerson } from '../../domain/split/split-rules.ts';
import { takenInAs, TransferState, type Transfer } from '../../domain/split/transfer.ts';
import { OutboxState, type Outbox, type OutboxEntry } from '../../ports/outbox.ts';
import type { Transfers } from '../../ports/transfers.ts';
import type { AllPorts, CommandPorts } from '../commands/command-ports.ts';
import { sentenceOf } from '../commands/refusal.ts';
import { whyNotRead } from '../history/why-not-read.ts';
import type { Finishing } from './split-view.ts';
import { transferWritten } from './transfer-writes.ts';

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
  let [done, forAPerson] = [0, 0];
  for (const held of found.value.transfers) {
    if ((await whyUndecided(held.body, ports)) !== undefined) {
      forAPerson += 1;
      continue;
    }
    const outcome = await outcomeOf(held.body, ports);
    if (outcome === undefined) continue;
    if (!isOurs()) break;
    const operationId = ports.environment.newId();
    const over = takenInAs(held.body, outcome);
    const written = await transferWritten(held, over, operationId, transfers);
    // Somebody else was quicker, or the next look does it.
    if (written.ok) done += 1;
  }
  const left = found.value.transfers.length - done - forAPerson;
  return { available: true, left, forAPerson, done };
}

/** Why a person has to look before a transfer that is claimed can end: nobody else is to wait for it. */
export async function whyUndecided(
  { claimedFor: patientRef, content }: Transfer,
  { store, outbox }: Pick<CommandPorts, 'store' | 'outbox'>,
): Promise<SplitReason | undefined> {
  if (patientRef === undefined || content === undefined) return undefined;
  const records = await store.read(patientRef);
  if (!records.ok || records.value.account === undefined) return undefined;
  // Two workstations took in two transfers of one patient at once, or one closed the account here, and the other did not know yet.
  const why = whyForAPerson(records.value, content);
  if (why !== undefined) return why;
  const unsent = await unsentOf(patientRef, outbox);
  const needsAPerson = unsent?.some(({ state }) => state !== OutboxState.waiting) === true;
  return needsAPerson ? { code: 'work-needs-a-person' } : undefined;
}

/** `undefined`: the account, or what belongs to it, is not on the shared record yet. */
export async function outcomeOf(
  { claimedFor: patientRef, accountKey, content }: Transfer,
  { store, outbox }: Pick<CommandPorts, 'store' | 'outbox'>,
): Promise<'made' | 'had-one' | undefined> {
  if (patientRef === undefined) return undefined;
  const records = await store.read(patientRef);
  const account = records.ok ? records.value.account : undefined;
  if (!records.ok || account === undefined) return undefined;
  const unsent = await unsentOf(patientRef, outbox);
  if (unsent === undefined || unsent.length > 0) return undefined;
  const place = { kind: 'account', recordId: account.id, patientRef } as const;
  const version = await outbox.serverVersion(place);
  if (version === undefined) return undefined;
  if (account.id !== accountKey) return 'had-one';
  // Where another workstation made it, the account comes first, and the rest only if that workstation lives on.
  const { services, registrations } = records.value;
  const isWhole = services !== undefined && (content?.enabled !== true || registrations.length > 0);
  return isWhole ? 'made' : undefined;
}

/** What of the patient is done here and not on the shared record, but for the audit; `undefined` where storage does not say. */
async function unsentOf(
  patientRef: string,
  outbox: Pick<Outbox, 'entriesOf'>,
): Promise<readonly OutboxEntry[] | undefined> {
  const entries = await outbox.entriesOf(patientRef);
  if (!entries.ok) return undefined;
  return entries.value.filter(
    ({ kind, state }) => kind !== 'audit' && state !== OutboxState.superseded,
  );
}
