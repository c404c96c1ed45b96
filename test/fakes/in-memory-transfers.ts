import { isOver, type Transfer, type TransferState } from '../../services/domain/split/transfer.ts';
import type { RemoteFailure, RemoteResult } from '../../services/ports/remote-records.ts';
import type { HeldTransfer, Transfers, TransferSide } from '../../services/ports/transfers.ts';

const CONFLICT: RemoteFailure = { kind: 'conflict', reason: { code: 'changed-on-record' } };
const LOST: RemoteFailure = { kind: 'unreachable', reason: { code: 'record-unreachable' } };

/** Transfers on a server in memory, which all practices share. */
export class InMemoryTransfers {
  /** Instead of an answer. */
  failure: RemoteFailure | undefined;
  /** So many of each list make no sense. */
  unreadable = 0;
  /** The server does not get to the end of a list. */
  isCutOff = false;
  /** The next write is made, and nobody hears of it. */
  losesAnswer = false;
  /** Called before each change, e.g. for somebody who is quicker. */
  before: () => void = () => undefined;
  /** What happens instead of a call, e.g. that whoever made it is killed. */
  around: <T>(call: () => Promise<T>) => Promise<T> = (call) => call();
  readonly all = new Map<string, HeldTransfer>();
  private versions = 0;

  /** As a workstation of this practice sees them. */
  of(practiceId: string): Transfers {
    const isOurs = ({ body }: HeldTransfer): boolean =>
      body.from.id === practiceId || body.to.id === practiceId;
    const isOf = (side: TransferSide, { body }: HeldTransfer): boolean =>
      (side === 'out' ? body.from.id : body.to.id) === practiceId;
    return {
      handOver: (transfer) =>
        this.done(() => this.all.get(transfer.id) ?? this.put(transfer, transfer.id), true),
      read: (id) =>
        this.done(() => {
          const held = this.all.get(id);
          return held !== undefined && isOurs(held) ? structuredClone(held) : undefined;
        }),
      update: async (held, body, operationId) => {
        this.before();
        const current = this.all.get(held.body.id);
        if (this.failure === undefined && current?.version.versionId !== held.version.versionId) {
          return { ok: false, failure: CONFLICT };
        }
        return this.done(() => this.put(body, operationId), true);
      },
      list: (side, states) =>
        this.done(() => ({
          transfers: [...this.all.values()].filter(
            (held) => isOf(side, held) && states.includes(held.body.state),
          ),
          unreadable: this.unreadable,
          isWhole: !this.isCutOff,
        })),
    };
  }

  states(): readonly TransferState[] {
    return [...this.all.values()].map(({ body }) => body.state);
  }

  private put({ content, ...body }: Transfer, operationId: string): HeldTransfer {
    this.versions += 1;
    const version = {
      id: `task-${body.id}`,
      versionId: String(this.versions),
      lastUpdated: body.handedOverAt,
    };
    const kept = content === undefined || isOver(body) ? body : { ...body, content };
    const held = structuredClone({ body: kept, version, operationId });
    this.all.set(body.id, held);
    return held;
  }

  private done<T>(work: () => T, isWrite = false): Promise<RemoteResult<T>> {
    return this.around(() => this.answer(work, isWrite));
  }

  private async answer<T>(work: () => T, isWrite: boolean): Promise<RemoteResult<T>> {
    await Promise.resolve();
    if (this.failure !== undefined) return { ok: false, failure: this.failure };
    const value = work();
    const isLost = isWrite && this.losesAnswer;
    if (isLost) this.losesAnswer = false;
    return isLost ? { ok: false, failure: LOST } : { ok: true, value };
  }
}
