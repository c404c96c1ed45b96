import type {
  Disposable,
  HostMessage,
  HostMessages,
  HostMessageStatus,
  HostObservable,
} from '../../../plugin/host-api.ts';
import { HostRefusal } from '../base/host-refusal.ts';
import { ObservableValue } from '../base/observable-value.ts';
import { contactsOf } from '../record/patient-contacts.ts';
import type { PatientRecords } from '../record/patient-records.ts';
import type { BackendClient } from '../session/backend-client.ts';
import type { OutboxMessage } from '../wire.ts';

const POLL_MS = 1_000;
const ACCEPTED: HostMessageStatus = { state: 'accepted' };

/**
 * Messages to patients by the practice's message service, which in this host is the Outbox page: what is accepted waits
 * there. Nothing goes to a contact that is not verified, but what verifies it.
 */
export class Messages implements HostMessages, Disposable {
  /** All of the practice's, newest first; kept up to date while somebody looks. */
  readonly all = new ObservableValue<readonly OutboxMessage[]>([]);
  readonly #backend: BackendClient;
  readonly #records: Pick<PatientRecords, 'read'>;
  readonly #statuses = new Map<string, ObservableValue<HostMessageStatus>>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isDisposed = false;

  constructor(backend: BackendClient, records: Pick<PatientRecords, 'read'>) {
    this.#backend = backend;
    this.#records = records;
    this.#schedule();
  }

  async send(message: HostMessage): Promise<{ readonly id: string }> {
    const patient = await this.#records.read(message.patientId);
    if (patient === null) throw new HostRefusal('There is no such patient at this practice.');
    const held = contactsOf(patient).find(
      ({ type, value }) => type === message.to.type && value === message.to.value,
    );
    if (held === undefined) throw new HostRefusal('This is not a contact of the patient.');
    if (!held.verified && message.kind !== 'verification-code') {
      throw new HostRefusal('Messages go to verified contacts only.');
    }
    const { id } = await this.#backend.sendMessage(message);
    return { id };
  }

  status(id: string): HostObservable<HostMessageStatus> {
    const held = this.#statuses.get(id) ?? new ObservableValue(this.#statusOf(id));
    this.#statuses.set(id, held);
    return held;
  }

  /** Lets a message that waits be delivered, or fail. Rejects with a {@link HostRefusal}. */
  async settle(id: string, state: 'sent' | 'failed'): Promise<void> {
    await this.#backend.settleMessage({ id, state });
    await this.look();
  }

  /** Fetches what there is. */
  async look(): Promise<void> {
    try {
      const all = await this.#backend.messages();
      if (this.#isDisposed) return;
      if (JSON.stringify(all) !== JSON.stringify(this.all.value)) this.all.set(all);
      for (const [id, status] of this.#statuses) {
        const now = this.#statusOf(id);
        if (now.state !== status.value.state) status.set(now);
      }
    } catch (error) {
      // Signed out or out of reach: what is known stays, and the next look comes in a moment.
      if (!(error instanceof HostRefusal)) throw error;
    }
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
  }

  #statusOf(id: string): HostMessageStatus {
    const message = this.all.value.find((each) => each.id === id);
    if (message === undefined) return ACCEPTED;
    const { state, why } = message;
    return { state, ...(why !== undefined && { why }) };
  }

  get #isWatched(): boolean {
    const watched = [this.all, ...this.#statuses.values()];
    return watched.some(({ listenerCount }) => listenerCount > 0);
  }

  #schedule(): void {
    if (this.#isDisposed) return;
    this.#timer = setTimeout(() => {
      const looking = this.#isWatched ? this.look() : Promise.resolve();
      void looking.finally(() => {
        this.#schedule();
      });
    }, POLL_MS);
  }
}
