import type { Instant } from '../domain/records.ts';
import type { ExchangeReason } from '../domain/unsent-work/reasons.ts';
import type { RemoteRecord } from '../ports/remote-records.ts';
import { GroupCommit } from './group-commit.ts';
import type { OnlineServicesDatabase } from './online-services-database.ts';
import { isKept, type KeptRemoteRecord } from './kept-remote.ts';
import { confirmed, parked, postponed, rebased, superseded } from './send-outcomes.ts';
import { confirmAudits, settle, type Settle, type SharedAudit } from './settling.ts';
import { textsToWrite } from './texts-to-write.ts';

/** Settles what was sent, many entries in one transaction. Loaded with the first that is sent. */
export class Settlements {
  private readonly settles: GroupCommit<Settle>;
  private readonly sharedAudits: GroupCommit<SharedAudit>;

  constructor(
    private readonly database: OnlineServicesDatabase,
    now: () => Instant,
  ) {
    this.settles = new GroupCommit((settles) =>
      database.write(['patientRecords', 'outbox', 'meta'], (tables) => settle(tables, settles)),
    );
    this.sharedAudits = new GroupCommit((shared) =>
      database.write(['outbox', 'audit', 'meta'], (tables) => confirmAudits(tables, shared, now())),
    );
  }

  async confirm(entryId: string, given: RemoteRecord, epoch: number): Promise<void> {
    if (!isKept(given)) {
      return this.sharedAudits.run({ entryId, auditId: given.body.id, epoch });
    }
    const remote = await this.sealed(given);
    return this.settles.run({ entryId, remote, epoch, work: confirmed(entryId, remote) });
  }

  postpone(
    entryId: string,
    reason: ExchangeReason,
    nextAttemptAt: Instant,
    epoch: number,
  ): Promise<void> {
    return this.settles.run({ entryId, epoch, work: postponed(entryId, reason, nextAttemptAt) });
  }

  park(entryId: string, reason: ExchangeReason, epoch: number): Promise<void> {
    return this.settles.run({ entryId, epoch, work: parked(entryId, reason) });
  }

  /** Of what is only ever sent there is no version to take in. */
  async rebase(entryId: string, given: RemoteRecord, epoch: number): Promise<void> {
    if (!isKept(given)) return;
    const remote = await this.sealed(given);
    return this.settles.run({ entryId, remote, epoch, work: rebased(entryId, remote) });
  }

  async supersede(entryId: string, given: RemoteRecord<'account'>, epoch: number): Promise<void> {
    const remote = await this.sealed(given);
    return this.settles.run({ entryId, remote, epoch, work: superseded(remote) });
  }

  private async sealed(remote: KeptRemoteRecord): Promise<KeptRemoteRecord> {
    return (await textsToWrite(this.database)).remote(remote);
  }
}
