import type { Disposable, HostApi } from './host-api.ts';

/** What each command has done once it was done, as manifest.json asks for it in the steps of its walkthrough. */
const KEYS: Readonly<Partial<Record<string, string>>> = {
  recordIdentityCheck: 'onlineServices.identityRecorded',
  createAccount: 'onlineServices.accountCreated',
  printLetter: 'onlineServices.letterPrinted',
};

/**
 * Tells the host what somebody has done for the first time since they signed in, so that it can tick steps off. It never
 * says with whom, and whoever signs in next starts anew.
 */
export class FirstSteps implements Disposable {
  private sessionId: string | undefined;
  private readonly following: Disposable;

  constructor(private readonly host: Pick<HostApi, 'contextKeys' | 'log' | 'session'>) {
    this.following = host.session.subscribe((session) => {
      if (session?.id !== this.sessionId) this.forget();
      this.sessionId = session?.id;
    });
  }

  /** A command of this name was done. */
  readonly done = (command: string): void => {
    const key = KEYS[command];
    if (key !== undefined) this.set(key, true);
  };

  dispose(): void {
    this.following.dispose();
    this.forget();
  }

  private forget(): void {
    for (const key of Object.values(KEYS)) {
      if (key !== undefined) this.set(key, undefined);
    }
  }

  /** What has been done is done, whatever a host makes of being told. */
  private set(key: string, value: true | undefined): void {
    try {
      this.host.contextKeys.set(key, value);
    } catch (error) {
      this.host.log.write('warn', 'The host did not take a context key', {
        key,
        error: error instanceof Error ? error.name : 'unknown',
      });
    }
  }
}
