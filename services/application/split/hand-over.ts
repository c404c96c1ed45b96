/**
 * *Transfer out*, for one patient: what moves is written for the new practice and seen on the shared record; only then the account
 * is closed here. Killed in between, the same operation finds what it wrote, and goes on.
 */
import { handedOver } from '../../domain/split/handed-over.ts';
import { movedAway } from '../../domain/split/moved-away.ts';
import { movingPerson } from '../../domain/split/split-rules.ts';
import {
  isOver,
  TransferState,
  type NewPractice,
  type Transfer,
} from '../../domain/split/transfer.ts';
import { FailureKind, ok, refuse, type Result } from '../../domain/result.ts';
import { words } from '../../words/words.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import type { PatientAction } from '../commands/staff-action.ts';
import type { PatientOperation } from '../commands/staff-command.ts';
import { handedOverSeen, no, transfersOf } from './transfer-writes.ts';

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
  const held = await handedOverSeen(transfer.value, transfers.value);
  if (!held.ok) return held;
  const { body } = held.value;
  if (isOver(body) && body.state !== TransferState.takenIn) return no({ code: 'transfer-over' });
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
