import { inject, injectable } from 'tsyringe';
import { STAFF_SESSIONS, type StaffSessions } from '../ports/practice-host.ts';
import { STORAGE_KEY_SOURCE, type StorageKeySource } from '../ports/remote-access.ts';
import { NoStorageKey, type ActingSeals, type TextSeal } from '../ports/text-seals.ts';

interface SessionSeal {
  readonly sessionId: string;
  readonly seal: Promise<TextSeal>;
}

/**
 * {@link TextSeals} under the host's key: asked for at the first need of each sign-in, forgotten with it
 * as soon as nothing is under way that was begun before. What seals is loaded
 * where there is a key.
 */
@injectable()
export class StorageKeySeals implements ActingSeals {
  private held: SessionSeal | undefined;
  /** Of who has signed out while something of theirs was under way. */
  private left: SessionSeal | undefined;
  private acting = 0;
  private readonly waiting = new Set<() => void>();
  private readonly watch: { unsubscribe(): void };

  constructor(
    @inject(STORAGE_KEY_SOURCE) private readonly keys: StorageKeySource,
    @inject(STAFF_SESSIONS) private readonly sessions: StaffSessions,
  ) {
    this.watch = sessions.session$.subscribe((session) => {
      if (session?.id === this.held?.sessionId) return;
      if (this.acting > 0) this.left = this.held ?? this.left;
      this.held = undefined;
    });
  }

  current(): Promise<TextSeal | null> {
    if (this.keys.storageKey === undefined) return Promise.resolve(null);
    const sessionId = this.sessions.current()?.id;
    if (sessionId === undefined) return this.left?.seal ?? Promise.reject(new NoStorageKey());
    if (this.held?.sessionId !== sessionId) this.held = { sessionId, seal: this.ask(sessionId) };
    return this.held.seal;
  }

  onCome(tell: () => void): () => void {
    this.waiting.add(tell);
    return () => this.waiting.delete(tell);
  }

  async whileActing<T>(work: () => Promise<T>): Promise<T> {
    this.acting += 1;
    try {
      return await work();
    } finally {
      this.acting -= 1;
      if (this.acting === 0) this.left = undefined;
    }
  }

  dispose(): void {
    this.held = undefined;
    this.left = undefined;
    this.waiting.clear();
    this.watch.unsubscribe();
  }

  private async ask(sessionId: string): Promise<TextSeal> {
    try {
      const [key, { textSeal }] = await Promise.all([
        this.keys.storageKey?.(),
        import('./text-seal.ts'),
      ]);
      if (key === undefined) throw new TypeError('No key.');
      const seal = await textSeal(key);
      // Whoever asked has signed out meanwhile: nothing is opened for them, or written in their name, any more.
      if (this.sessions.current()?.id !== sessionId) throw new TypeError('Signed out.');
      this.waiting.forEach((tell) => {
        tell();
      });
      return seal;
    } catch {
      // Asked for again the next time. The host's own reason may hold what staff must not see.
      if (this.held?.sessionId === sessionId) this.held = undefined;
      throw new NoStorageKey();
    }
  }
}
