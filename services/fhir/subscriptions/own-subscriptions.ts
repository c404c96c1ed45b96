import type { RemoteFailure, RemoteResult } from '../../ports/remote-records.ts';
import type { FhirAnswer, FhirHttp, FhirOutcome } from '../fhir-http.ts';
import { rejected } from '../http-failure.ts';
import { object, objects } from '../mapping/reading.ts';
import {
  ownSubscription,
  subscription,
  type Addressee,
  type OwnSubscription,
} from './subscription.ts';
import { WORKSTATION_TAG } from './subscription-vocabulary.ts';

/** Where something else was given than the Subscription that was sent. */
const NOT_OURS = rejected({ code: 'something-else-held' });

/**
 * The Subscriptions of one workstation: one for each of the criteria, used again as long as the server has them, and
 * nobody else's touched. One instance for each server.
 */
export class OwnSubscriptions {
  /** By their criteria. Some servers keep those for a WebSocket where no search finds them. */
  private readonly known = new Map<string, OwnSubscription>();
  private found: readonly OwnSubscription[] = [];

  constructor(
    private readonly http: FhirHttp,
    private readonly addressee: Addressee,
    private readonly now: () => number,
  ) {}

  /** Looks for those of earlier pages. To be called before {@link renewed}. */
  async find(signal: AbortSignal): Promise<RemoteResult<void>> {
    const tag = new URLSearchParams({ _tag: `${WORKSTATION_TAG}|${this.addressee.workstation}` });
    const search = { method: 'GET', path: `Subscription?${tag.toString()}` } as const;
    const answer = await this.http.send(search, signal);
    // A server that does not search for them may take them all the same.
    if (!answer.ok && !isRefusal(answer.failure)) return answer;
    const entries = answer.ok ? objects(object(answer.value.body).entry) : [];
    this.found = entries
      .map(({ resource }) => this.own(resource))
      .filter((each) => each !== undefined);
    return { ok: true, value: undefined };
  }

  /** One that goes on, for these criteria. */
  async renewed(criteria: string, signal: AbortSignal): Promise<RemoteResult<OwnSubscription>> {
    const held = this.found.find((one) => one.criteria === criteria);
    const renewed: RemoteResult<OwnSubscription> =
      held?.isGood === true
        ? { ok: true, value: held }
        : await this.renew(criteria, held?.id, signal);
    if (renewed.ok) this.known.set(criteria, renewed.value);
    return renewed;
  }

  /** Deletes what an earlier version asked for, or made twice: it ends by itself where it cannot be deleted. */
  async deleteOthers(signal: AbortSignal): Promise<void> {
    const kept = new Set([...this.known.values()].map(({ id }) => id));
    for (const { id } of this.found) if (!kept.has(id)) await this.delete(id, signal);
  }

  /** As the server has it now. */
  async isOn(id: string, signal: AbortSignal): Promise<boolean> {
    const answer = await this.http.send({ method: 'GET', path: path(id) }, signal);
    return answer.ok && object(answer.value.body).status === 'active';
  }

  /** Deletes all that are known, as far as that is let. */
  async remove(): Promise<void> {
    const ids = [...this.known.values()].map(({ id }) => id);
    this.known.clear();
    for (const id of ids) {
      const answer = await this.delete(id);
      // Without a token, or a server, there is no more to be had for the others.
      if (!answer.ok && !isRefusal(answer.failure)) return;
    }
  }

  private async renew(
    criteria: string,
    foundId: string | undefined,
    signal: AbortSignal,
  ): Promise<RemoteResult<OwnSubscription>> {
    const body = subscription(criteria, this.addressee, this.now());
    const id = foundId ?? this.known.get(criteria)?.id;
    if (id !== undefined) {
      const put = { method: 'PUT', path: path(id), body: { ...body, id } } as const;
      const answer = await this.http.send(put, signal);
      if (answer.ok) return this.given(answer.value);
      // It has gone, or is another person's by the server's rules.
      if (!isRefusal(answer.failure)) return answer;
    }
    const answer = await this.http.send({ method: 'POST', path: 'Subscription', body }, signal);
    return answer.ok ? this.given(answer.value) : answer;
  }

  private given({ body }: FhirAnswer): RemoteResult<OwnSubscription> {
    const value = this.own(body);
    return value === undefined ? { ok: false, failure: NOT_OURS } : { ok: true, value };
  }

  private own(resource: unknown): OwnSubscription | undefined {
    return ownSubscription(object(resource), this.addressee, this.now());
  }

  private delete(id: string, signal?: AbortSignal): Promise<FhirOutcome> {
    return this.http.send({ method: 'DELETE', path: path(id) }, signal);
  }
}

/** Whether the server has said no, rather than nothing or not now. */
export function isRefusal({ kind }: RemoteFailure): boolean {
  return kind === 'rejected' || kind === 'conflict';
}

function path(id: string): string {
  return `Subscription/${id}`;
}
