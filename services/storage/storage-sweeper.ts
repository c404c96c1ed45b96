import { Dexie } from 'dexie';
import { inject, injectable } from 'tsyringe';
import { ENVIRONMENT, type Environment } from '../ports/practice-host.ts';
import { LOG, type Log } from '../ports/remote-access.ts';
import type { TableName } from './database-tables.ts';
import {
  ONLINE_SERVICES_DATABASE,
  type OnlineServicesDatabase,
} from './online-services-database.ts';
import { RETENTION } from './retention.ts';
import { sealSome } from './sealing-in-place.ts';
import { storageFailure } from './storage-failure.ts';

const ROWS_A_SLICE = 200;
const EVERY_MS = 6 * 3_600_000;
const DAY_MS = 86_400_000;

/**
 * Carries out {@link RETENTION}, and seals what lies here in the clear, in small slices, while the page has nothing
 * else to do.
 */
@injectable()
export class StorageSweeper {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isOver = false;
  /** Counts the starts: turns of an earlier one lead to no more. */
  private round = 0;

  constructor(
    @inject(ONLINE_SERVICES_DATABASE) private readonly database: OnlineServicesDatabase,
    @inject(ENVIRONMENT) private readonly environment: Environment,
    @inject(LOG) private readonly log: Log,
  ) {}

  /**
   * Sweeps as soon as the page has nothing else to do, then every few hours, until {@link dispose}. May be asked to
   * again.
   */
  start(): void {
    clearTimeout(this.timer);
    this.round += 1;
    this.later(0);
  }

  dispose(): void {
    this.isOver = true;
    clearTimeout(this.timer);
  }

  /**
   * Seals some of what lies here from before there was a key, and clears one slice of each table, but nothing while the
   * time is not known for certain; whether there may be more.
   */
  async sweep(): Promise<boolean> {
    let isMore = await this.sealSome();
    if (!this.environment.isTimeTrusted()) return isMore;
    for (const name of Object.keys(RETENTION) as TableName[]) {
      isMore = (await this.sweepTable(name)) === ROWS_A_SLICE || isMore;
    }
    return isMore;
  }

  private async sealSome(): Promise<boolean> {
    // Nobody signed in, or no key just now: what lies in the clear has its turn at a later round.
    const seal = await this.database.seals.current().catch(() => null);
    return seal !== null && sealSome(this.database, seal);
  }

  private async sweepTable(name: TableName): Promise<number> {
    const rule = RETENTION[name];
    if (rule === 'by-event') return 0;
    const before = new Date(Date.parse(this.environment.now()) - rule.days * DAY_MS).toISOString();
    return this.database.write([name], async (tables) => {
      const table = tables[name];
      const old = table.where(rule.index).between(Dexie.minKey, before, true, false);
      const keys = await old.limit(ROWS_A_SLICE).primaryKeys();
      await table.bulkDelete(keys as never[]);
      return keys.length;
    });
  }

  private later(milliseconds: number): void {
    if (this.isOver) return;
    const { round } = this;
    this.timer = setTimeout(() => {
      whenIdle(() => {
        void this.turn(round);
      });
    }, milliseconds);
  }

  private async turn(round: number): Promise<void> {
    if (this.isOver || round !== this.round) return;
    const isMore = await this.sweepQuietly();
    if (round === this.round) this.later(isMore ? 0 : EVERY_MS);
  }

  private async sweepQuietly(): Promise<boolean> {
    try {
      return await this.sweep();
    } catch (error) {
      // A browser that cannot write just now is told of by whoever has work to save; this can wait.
      if (storageFailure(error) === undefined) {
        this.log.write('error', 'Clearing old rows threw.', {
          name: error instanceof Error ? error.name : typeof error,
        });
      }
      return false;
    }
  }
}

/** Not every browser tells when it is idle; there the timer has to do. */
function whenIdle(work: () => void): void {
  const { requestIdleCallback } = globalThis as Partial<typeof globalThis>;
  if (requestIdleCallback === undefined) work();
  else requestIdleCallback(work);
}
