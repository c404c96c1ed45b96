/**
 * *Take back*, for one patient: first nobody at the new practice can take it up any more, seen on the shared record; then the account
 * here is opened again. Killed in between, it is listed, and the same goes on.
 */
import { backHere, isClosedBy } from '../../domain/split/moved-away.ts';
import { takenBack, TransferState } from '../../domain/split/transfer.ts';
import { ok, type Result } from '../../domain/result.ts';
import { words } from '../../words/words.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import type { PatientAction } from '../commands/staff-action.ts';
import type { PatientOperation } from '../commands/staff-command.ts';
import { no, transferNow, transfersOf, transferWritten } from './transfer-writes.ts';

export interface TakeBack extends PatientOperation {
  readonly transferId: string;
}

export async function takeBackAccount(
  action: PatientAction,
  { operationId, transferId }: TakeBack,
  ports: CommandPorts,
): Promise<Result<void>> {
  const transfers = await transfersOf(ports);
  if (!transfers.ok) return transfers;
  const held = await transferNow(transferId, transfers.value);
  if (!held.ok) return held;
  const { body } = held.value;
  if (body.state === TransferState.claimed) return no({ code: 'transfer-claimed' });
  if (body.state === TransferState.takenIn) return no({ code: 'transfer-over' });
  const stands = await action.stillStands();
  if (!stands.ok) return stands;
  if (body.state === TransferState.handedOver) {
    const back = await transferWritten(held.value, takenBack(body), operationId, transfers.value);
    if (!back.ok) return back;
  }
  // It may never have been closed.
  if (!isClosedBy(action.records.account, body)) return ok();
  const after = backHere(action.records, words('split').audit.movedTo(body.to));
  if (!after.ok) return after;
  const text = words('split').audit;
  return action.commitRecords(after.value, {
    operationId,
    description: text.takingBack,
    summary: text.takenBack(body.to),
  });
}
