/** Writing of transfers, and what a failure says. Where an answer was lost, what is there tells. */
import type { SplitReason } from '../../domain/split/reasons.ts';
import type { Transfer } from '../../domain/split/transfer.ts';
import { FailureKind, ok, refuse, type Result } from '../../domain/result.ts';
import type { RemoteFailure } from '../../ports/remote-records.ts';
import type { HeldTransfer, Transfers } from '../../ports/transfers.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import { whyNotRead } from '../history/why-not-read.ts';

/** Where transfers are; refused where what reaches them could not be loaded. */
export async function transfersOf({
  split,
}: Pick<CommandPorts, 'split'>): Promise<Result<Transfers>> {
  const room = await split().catch(() => undefined);
  return room === undefined
    ? refuse(FailureKind.unexpected, { code: 'commands-not-loaded' })
    : ok(room.transfers);
}

/** Hands it over, and has seen it on the shared record: as it stands there, whoever wrote it. */
export async function handedOverSeen(
  transfer: Transfer,
  transfers: Transfers,
): Promise<Result<HeldTransfer>> {
  const given = await transfers.handOver(transfer);
  if (given.ok) return ok(given.value);
  if (given.failure.kind !== 'unreachable') return unreachable(given.failure);
  const there = await transfers.read(transfer.id);
  return there.ok && there.value !== undefined ? ok(there.value) : unreachable(given.failure);
}

/** The one of this id as it is now. */
export async function transferNow(id: string, transfers: Transfers): Promise<Result<HeldTransfer>> {
  const read = await transfers.read(id);
  if (!read.ok) return unreachable(read.failure);
  return read.value === undefined ? no({ code: 'transfer-gone' }) : ok(read.value);
}

/** Writes what became of one. Refused (`transfer-over`) where somebody else was quicker. */
export async function transferWritten(
  held: HeldTransfer,
  body: Transfer,
  operationId: string,
  transfers: Transfers,
): Promise<Result<HeldTransfer>> {
  const given = await transfers.update(held, body, operationId);
  if (given.ok) return ok(given.value);
  if (given.failure.kind !== 'unreachable') return unreachable(given.failure);
  const there = await transfers.read(body.id);
  return there.ok && there.value?.operationId === operationId
    ? ok(there.value)
    : unreachable(given.failure);
}

export function unreachable(failure: RemoteFailure): Result<never> {
  return failure.kind === 'conflict'
    ? no({ code: 'transfer-over' })
    : refuse(FailureKind.unexpected, { code: 'transfers-unreachable', why: whyNotRead(failure) });
}

export function no(reason: SplitReason): Result<never> {
  return refuse(FailureKind.notAllowed, reason);
}
