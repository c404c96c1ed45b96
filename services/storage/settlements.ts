import type { Instant } from '../domain/records.ts';
import type { ExchangeReason } from '../domain/unsent-work/reasons.ts';
import type { RecordPlace } from '../ports/outbox.ts';
import type { RemoteRecord, ServerVersion } from '../ports/remote-records.ts';
import { GroupCommit } from './group-commit.ts';
import type { OnlineServicesDatabase } from './online-services-database.ts';
import { isKept, type KeptRemoteRecord } from './kept-remote.ts';
import { confirmed, parked, postponed, rebased, superseded } from './send-outcomes.ts';
import {
  confirmAudits,
  noteAttempts,
  readVersions,
  settle,
  type Attempt,
  type Settle,
  type SharedAudit,
  type Wanted,
} from './settling.ts';
import { openedBy } from './texts-to-read.ts';
import { textsToWrite } from './texts-to-write.ts';

/**
 * What sending asks of the store: on top of which version, that it is being tried, and what became of it, many entries in
 * one transaction. Loaded with the first that is sent.
 */
export class Settlements {
  private readonly versions: GroupCommit<Wanted>;
  private readonly attempts: GroupCommit<Attempt>;
  private readonly settles: GroupCommit<Settle>;
  private readonly sharedAudits: GroupCommit<SharedAudit>;

  constructor(
    private readonly database: OnlineServicesDatabase,
    now: () => Instant,
  ) {
    this.versions = new GroupCommit((wanted) =>
      database.read(['patientRecords'], (tables) => readVersions(tables, wanted)),
    );
    this.attempts = new GroupCommit((attempts) =>
      database.write(['outbox', 'meta'], (tables) => noteAttempts(tables, attempts)),
    );
    this.settles = new GroupCommit((settles) =>
      database.write(['patientRecords', 'outbox', 'meta'], (tables) => settle(tables, settles)),
    );
    this.sharedAudits = new GroupCommit((shared) =>
      database.write(['outbox', 'audit', 'meta'], (tables) => confirmAudits(tables, shared, now())),
    );
  }

  async serverVersion(place: RecordPlace): Promise<ServerVersion | undefined> {
    const wanted: Wanted = { place, version: undefined };
    await this.versions.run(wanted);
    const { version } = wanted;
    const { seal } = await textsToWrite(this.database);
    return version && (await openedBy(seal)).version(version, place.recordId);
  }

  async attempt(entryId: string, epoch: number, sentOn?: string): Promise<boolean> {
    const attempt: Attempt = { entryId, epoch, sentOn, mayGo: false };
    await this.attempts.run(attempt);
    return attempt.mayGo;
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
