/**
 * The end of taking in: a transfer is said to be taken in once the account is on the shared record, and not before. Whoever looks at
 * the page does it, for all who have been claimed by then, whichever workstation claimed them.
 */
import { isOpenAgainst } from '../../domain/split/split-rules.ts';
import { takenInAs, TransferState, type Transfer } from '../../domain/split/transfer.ts';
import { OutboxState } from '../../ports/outbox.ts';
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
    if (await isForAPerson(held.body, ports)) {
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
  return { available: true, left: found.value.transfers.length - done - forAPerson, done };
}

/** Whether the account here lets in whom the old practice had shut out: two workstations took in two transfers of one patient at once. */
export async function isForAPerson(
  { claimedFor: patientRef, content }: Transfer,
  { store }: Pick<CommandPorts, 'store'>,
): Promise<boolean> {
  if (patientRef === undefined || content === undefined) return false;
  const records = await store.read(patientRef);
  return records.ok && isOpenAgainst(records.value, content);
}

/** `undefined`: the account, or what belongs to it, is not on the shared record yet. */
export async function outcomeOf(
  { claimedFor: patientRef, accountKey }: Transfer,
  { store, outbox }: Pick<CommandPorts, 'store' | 'outbox'>,
): Promise<'made' | 'had-one' | undefined> {
  if (patientRef === undefined) return undefined;
  const records = await store.read(patientRef);
  const account = records.ok ? records.value.account : undefined;
  if (account === undefined) return undefined;
  const entries = await outbox.entriesOf(patientRef);
  if (!entries.ok) return undefined;
  const isUnsent = entries.value.some(
    ({ kind, state }) => kind !== 'audit' && state !== OutboxState.superseded,
  );
  if (isUnsent) return undefined;
  const place = { kind: 'account', recordId: account.id, patientRef } as const;
  const version = await outbox.serverVersion(place);
  if (version === undefined) return undefined;
  return account.id === accountKey ? 'made' : 'had-one';
}
