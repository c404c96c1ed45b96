import { expect } from '@open-wc/testing';
import type { Subscription } from 'rxjs';
import { TellsNothing, type ChangeHints } from '../../services/ports/change-hints.ts';
import { PULLED_KINDS, type RemoteRecords } from '../../services/ports/remote-records.ts';
import { oneOfEach, sampleAccount } from '../fakes/sample-shared-records.ts';
import { waitUntil } from '../wait-until.ts';

/** A server that tells, and two practices on it. */
export interface ChangeHintsUnderTest {
  readonly hints: ChangeHints;
  /** The same practice at another workstation. */
  readonly remote: RemoteRecords;
  readonly otherPractice: RemoteRecords;
  /** The server breaks off. */
  readonly breakOff: () => Promise<void>;
  /** From now on it is refused. */
  readonly refuse: () => Promise<void>;
}

/** What is heard of one connection. */
export class Listener {
  readonly heard: string[] = [];
  error: unknown;
  private readonly listening: Subscription;

  constructor({ connection$ }: ChangeHints) {
    this.listening = connection$.subscribe({
      next: (hint) => this.heard.push(hint),
      error: (error: unknown) => {
        this.error = error;
        this.heard.push('refused');
      },
      complete: () => this.heard.push('over'),
    });
  }

  /** How often something was heard. */
  count(what: string): number {
    return this.heard.filter((each) => each === what).length;
  }

  async hears(what: string, times = 1): Promise<void> {
    await waitUntil(() => this.count(what) >= times, `${what} to be heard`);
  }

  stop(): void {
    this.listening.unsubscribe();
  }
}

/** What every server that tells promises. `create` gives an empty one each time. */
export function changeHintsContract(
  name: string,
  create: () => Promise<ChangeHintsUnderTest>,
): void {
  describe(`${name} as a server that tells of changes`, () => {
    const listeners: Listener[] = [];
    const listenTo = (hints: ChangeHints): Listener => {
      const listener = new Listener(hints);
      listeners.push(listener);
      return listener;
    };
    afterEach(() => {
      listeners.splice(0).forEach((listener) => {
        listener.stop();
      });
    });

    for (const kind of PULLED_KINDS) {
      it(`says when it is open, and tells of a ${kind} that is made and one that is changed`, async () => {
        const { hints, remote } = await create();
        const listener = listenTo(hints);
        await listener.hears('open');
        expect(listener.heard).to.deep.equal(['open']);

        const body = oneOfEach()[kind];
        const made = await remote.create(kind, body, crypto.randomUUID());
        await listener.hears('changed');
        if (!made.ok) throw new Error('It was not made.');
        await remote.update(kind, body, made.value.version, crypto.randomUUID());
        await listener.hears('changed', 2);
      });
    }

    it('tells nothing of another practice', async () => {
      const { hints, remote, otherPractice } = await create();
      const listener = listenTo(hints);
      await listener.hears('open');

      for (const each of [otherPractice, otherPractice, remote]) {
        const practiceId = each === remote ? {} : { practiceId: OTHER_PRACTICE };
        const account = { ...sampleAccount(), ...practiceId };
        const made = await each.create('account', account, crypto.randomUUID());
        expect(made.ok).to.equal(true);
      }
      // What is told comes in the order of the changes.
      await listener.hears('changed');
      expect(listener.count('changed')).to.equal(1);
    });

    it('is over when the server breaks off, and can be begun again', async () => {
      const { hints, remote, breakOff } = await create();
      const listener = listenTo(hints);
      await listener.hears('open');
      await breakOff();
      await listener.hears('over');

      const again = listenTo(hints);
      await again.hears('open');
      await remote.create('account', sampleAccount(), crypto.randomUUID());
      await again.hears('changed');
      expect(listener.count('changed')).to.equal(0);
    });

    it('says so where the server refuses', async () => {
      const { hints, refuse } = await create();
      await refuse();
      const listener = listenTo(hints);
      await listener.hears('refused');
      expect(listener.error).to.be.instanceOf(TellsNothing);
      expect(listener.heard).to.deep.equal(['refused']);
    });
  });
}

/** Whose changes are told to nobody here. */
export const OTHER_PRACTICE = 'Y99902';
