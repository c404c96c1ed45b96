import { Observable, type Subscriber } from 'rxjs';
import {
  TellsNothing,
  type ChangeHint,
  type ChangeHints,
  type NothingToldBecause,
} from '../../services/ports/change-hints.ts';
import type { InMemoryServer } from './in-memory-remote-records.ts';

/** A server that tells one workstation of changes, as a test has it. */
export class FakeChangeHints implements ChangeHints {
  /** Connections that were begun. */
  made = 0;
  /** Nothing is told, because of this. */
  refuses: NothingToldBecause | undefined;
  /** Connections are made and closed at once. */
  isAway = false;
  private readonly lines = new Set<Subscriber<ChangeHint>>();

  readonly connection$ = new Observable<ChangeHint>((subscriber) => {
    this.made += 1;
    if (this.refuses !== undefined) {
      subscriber.error(new TellsNothing(this.refuses));
      return undefined;
    }
    if (this.isAway) {
      subscriber.complete();
      return undefined;
    }
    this.lines.add(subscriber);
    subscriber.next('open');
    return () => {
      this.lines.delete(subscriber);
    };
  });

  /** Who listens. */
  get listeners(): number {
    return this.lines.size;
  }

  /** Of a server in memory, as a workstation of a practice hears it. */
  static of(server: InMemoryServer, practiceId: string): FakeChangeHints {
    const hints = new FakeChangeHints();
    server.followers.add((body) => {
      if ('practiceId' in body && body.practiceId === practiceId) hints.tell();
    });
    return hints;
  }

  tell(): void {
    this.lines.forEach((line) => {
      line.next('changed');
    });
  }

  /** The connection breaks. */
  end(): void {
    [...this.lines].forEach((line) => {
      line.complete();
    });
  }
}
