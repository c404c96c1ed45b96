import type { InjectionToken } from 'tsyringe';
import type { Transfer, TransferState } from '../domain/split/transfer.ts';
import type { RemoteResult, ServerVersion } from './remote-records.ts';

/** A transfer as the shared record has it. */
export interface HeldTransfer {
  readonly body: Transfer;
  readonly version: ServerVersion;
  /** The operation that made this version, where one of this product did. */
  readonly operationId?: string;
}

export interface FoundTransfers {
  readonly transfers: readonly HeldTransfer[];
  /** So many are there and make no sense. */
  readonly unreadable: number;
  /** These are all; `false` where the server does not get to the end of them. */
  readonly isWhole: boolean;
}

/** Of which side's: those that this practice handed over, or those addressed to it. */
export type TransferSide = 'out' | 'in';

/**
 * Accounts on their way between practices, on the shared record. Each practice finds its own side of them and no others; nothing of
 * them is kept here.
 */
export interface Transfers {
  /** Conditional create: of an id there is one, and that is given as it stands. */
  handOver(transfer: Transfer): Promise<RemoteResult<HeldTransfer>>;
  /** The one of this id as it is now; `undefined` where there is none for this practice to see. */
  read(id: string): Promise<RemoteResult<HeldTransfer | undefined>>;
  /** Writes what became of it; refused with `conflict` if the server has moved on. */
  update(
    held: HeldTransfer,
    body: Transfer,
    operationId: string,
  ): Promise<RemoteResult<HeldTransfer>>;
  /**
   * All of one side in these states, oldest first. Refused (`practices-mixed`) as a whole when the server gives anything of
   * others.
   */
  list(side: TransferSide, states: readonly TransferState[]): Promise<RemoteResult<FoundTransfers>>;
}

export const TRANSFERS: InjectionToken<Transfers> = Symbol('Transfers');
