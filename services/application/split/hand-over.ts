/**
 * *Transfer out*, for one patient: what moves is written for the new practice and seen on the shared record; only then the account
 * is closed here. Killed in between, the same operation finds what it wrote, and goes on.
 */
import { handedOver } from '../../domain/split/handed-over.ts';
import { movedAway } from '../../domain/split/moved-away.ts';
import { isShutSince } from '../../domain/split/shut-since.ts';
import { movingPerson } from '../../domain/split/split-rules.ts';
import {
  isOver,
  TransferState,
  type NewPractice,
  type Transfer,
} from '../../domain/split/transfer.ts';
import { FailureKind, ok, refuse, type Result } from '../../domain/result.ts';
import { samePlainData } from '../../domain/unsent-work/plain-data.ts';
import type { HeldTransfer, Transfers } from '../../ports/transfers.ts';
import { words } from '../../words/words.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import type { PatientAction } from '../commands/staff-action.ts';
import type { PatientOperation } from '../commands/staff-command.ts';
import { handedOverSeen, no, transfersOf, transferWritten } from './transfer-writes.ts';

export interface HandOver extends PatientOperation {
  readonly to: NewPractice;
  readonly restricted: boolean;
  /** Of one that was handed over before, and the account here not closed. */
  readonly transferId?: string;
}

export async function handOverAccount(
  action: PatientAction,
  input: HandOver,
  ports: CommandPorts,
): Promise<Result<void>> {
  const transfers = await transfersOf(ports);
  if (!transfers.ok) return transfers;
  const transfer = newTransfer(action, input, ports);
  if (!transfer.ok) return transfer;
  // What is handed over leaves the house.
  const stands = await action.stillStands();
  if (!stands.ok) return stands;
  const seen = await handedOverSeen(transfer.value, transfers.value);
  if (!seen.ok) return seen;
  const held = await asItIsNow(seen.value, transfer.value, transfers.value, ports);
  if (!held.ok) return held;
  const { body } = held.value;
  if (isOver(body) && body.state !== TransferState.takenIn) return no({ code: 'transfer-over' });
  // Whoever closes it by hand has read that the new practice has to be told.
  if (input.transferId === undefined && isTakenUpAsBefore(body, transfer.value, action)) {
    return no({ code: 'taken-up-as-before' });
  }
  const closing = {
    id: body.closing,
    at: ports.environment.now(),
    by: action.session.staff,
    to: body.to,
    note: words('split').audit.movedTo(body.to),
  };
  const after = movedAway(action.records, closing);
  if (!after.ok) return after;
  const text = words('split').audit;
  return action.commitRecords(after.value, {
    operationId: input.operationId,
    description: text.closing,
    summary: text.handedOver(body.to),
  });
}

/** Of one that was written before something was killed: nobody is taken in as they were then. */
async function asItIsNow(
  held: HeldTransfer,
  { content }: Transfer,
  transfers: Transfers,
  { environment }: CommandPorts,
): Promise<Result<HeldTransfer>> {
  const { body } = held;
  if (body.state !== TransferState.handedOver || content === undefined) return ok(held);
  if (samePlainData(body.content, content)) return ok(held);
  return transferWritten(held, { ...body, content }, environment.newId(), transfers);
}

/** The new practice was quicker, and took up what has been changed here since. */
function isTakenUpAsBefore(
  body: Transfer,
  { content }: Transfer,
  { records }: PatientAction,
): boolean {
  if (body.state === TransferState.handedOver) return false;
  const isOther = body.content !== undefined && !samePlainData(body.content, content);
  return isOther || isShutSince(records, body.handedOverAt);
}

function newTransfer(
  { facts, records, session }: PatientAction,
  { operationId, to, restricted, transferId }: HandOver,
  { environment, practice }: CommandPorts,
): Result<Transfer> {
  const person = movingPerson(facts, { to, restricted });
  if (!person.ok) return person;
  if (records.account === undefined) return refuse(FailureKind.notAllowed, { code: 'no-account' });
  return ok({
    id: transferId ?? operationId,
    from: { id: practice.id, name: practice.name },
    to: { id: to.id, name: to.name },
    state: TransferState.handedOver,
    handedOverAt: environment.now(),
    by: session.staff,
    closing: environment.newId(),
    accountKey: environment.newId(),
    content: handedOver(records.account, records, person.value),
  });
}
