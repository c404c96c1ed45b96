import type { Instant, StaffMember } from '../domain/records.ts';
import type { Outbox, PullJournal } from '../ports/outbox.ts';
import type { Environment } from '../ports/practice-host.ts';
import type { Log } from '../ports/remote-access.ts';
import type { RemoteRecords } from '../ports/remote-records.ts';
import type { SyncTiming } from './sync-timing.ts';

/** What pushing and pulling work with, for as long as one person is signed in and this tab leads. */
export interface SyncWork {
  readonly remote: RemoteRecords;
  readonly outbox: Outbox;
  readonly journal: PullJournal;
  readonly environment: Environment;
  readonly log: Log;
  readonly timing: SyncTiming;
  /** Whether the practice uses the product. If not, unsent work is still sent, and nothing fetched. */
  isSwitchedOn(): boolean;
  /** To be told when staff did something, in any tab of this workstation. */
  acted(): void;
  /** To be told when changes of others came. */
  came(): void;
  /** To be told when some are to be expected. */
  expected(): void;
  /** Of this lead; a settle with an older one is refused with LeaseLost. */
  readonly epoch: number;
  /**
   * Who is signed in: their work and everybody's audit rows may be sent, and what the exchange itself has to put right
   * is theirs.
   */
  readonly staff: StaffMember;
  /** The id of {@link staff}. */
  readonly staffId: string;
  /** A name of this workstation that stays the same, and no other of the practice has. */
  readonly workstation: string;
  /** Aborts when the lead or the person's session ends. */
  readonly signal: AbortSignal;
}

/** The instant so many milliseconds after (or, negative, before) another. */
export function after(instant: Instant, milliseconds: number): Instant {
  return new Date(Date.parse(instant) + milliseconds).toISOString();
}
