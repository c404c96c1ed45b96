import { randomUUID } from 'node:crypto';
import type { HostMessage, HostMessageStatus } from '../../../plugin/host-api.ts';
import type { OutboxMessage } from '../wire.ts';
import { Refusal } from './http-answers.ts';

/** Nobody reads further back. */
const KEPT = 500;

/**
 * The messages of the practices, a stand-in for a message service: each is accepted, and waits until somebody at the
 * Outbox page lets it be delivered or fail. Everything is gone when the process ends.
 */
export class MessageStore {
  readonly #messages = new Map<string, OutboxMessage[]>();

  /** Newest first. */
  of(practiceId: string): readonly OutboxMessage[] {
    return this.#messages.get(practiceId) ?? [];
  }

  /** Takes a message, or gives the one of the same reference. */
  accept(practiceId: string, message: HostMessage): OutboxMessage {
    const all = this.of(practiceId);
    const known = all.find(({ reference }) => reference === message.reference);
    if (known !== undefined) return known;
    const acceptedAt = new Date().toISOString();
    const accepted: OutboxMessage = { ...message, id: randomUUID(), acceptedAt, state: 'accepted' };
    this.#messages.set(practiceId, [accepted, ...all].slice(0, KEPT));
    return accepted;
  }

  /** What becomes of a message that waits; one that does not wait stays as it is. */
  settle(practiceId: string, id: string, status: HostMessageStatus): OutboxMessage {
    const all = this.of(practiceId);
    const held = all.find((message) => message.id === id);
    if (held === undefined) throw new Refusal(404, 'There is no such message.');
    if (held.state !== 'accepted') return held;
    const settled = { ...held, ...status };
    this.#messages.set(
      practiceId,
      all.map((message) => (message === held ? settled : message)),
    );
    return settled;
  }
}
