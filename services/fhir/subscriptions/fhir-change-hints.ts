import { inject, injectable } from 'tsyringe';
import { EMPTY, Observable } from 'rxjs';
import {
  TellsNothing,
  type ChangeHint,
  type ChangeHints,
  type NothingToldBecause,
} from '../../ports/change-hints.ts';
import { CLOCK, type Clock } from '../../ports/clock.ts';
import { STAFF_SESSIONS, type StaffSessions } from '../../ports/practice-host.ts';
import {
  REMOTE_ACCESS,
  STORAGE_LOCATION,
  type RemoteAccess,
  type StorageLocation,
} from '../../ports/remote-access.ts';
import { PULLED_KINDS, type RemoteFailure, type RemoteResult } from '../../ports/remote-records.ts';
import { FhirHttp } from '../fhir-http.ts';
import { rejected } from '../http-failure.ts';
import { PLACES } from '../resource-places.ts';
import { bindingOf, type Binding } from './binding.ts';
import { endingIn, line, together, type Protocol } from './line.ts';
import { heardIn } from './notification.ts';
import { isRefusal, OwnSubscriptions } from './own-subscriptions.ts';
import { r4Protocol } from './r4-protocol.ts';
import { socketAddress } from './socket-address.ts';
import { criteriaFor, type OwnSubscription } from './subscription.ts';

/** A connection ends by itself after so long, and the next renews what it stands on. */
const RENEW_MS = 8 * 3_600_000;
/** So many signs of life may be missing before the server counts as gone. */
const MISSED = 3;
/** A server switches a Subscription on a little after it was made; asked so often, so far apart. */
const TRIES = 20;
const TRY_AGAIN_MS = 500;

/** Why there is no connection: what may be over soon is tried again, a refusal is not. */
type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly failure: RemoteFailure;
      readonly because?: NothingToldBecause;
    };

/** A Subscription, and how to listen to it where the server says so. */
interface Asked {
  readonly subscription: OwnSubscription;
  readonly binding: Binding | undefined;
}

const NO_BINDING: RemoteResult<Binding | undefined> = { ok: true, value: undefined };
const NOT_SUPPORTED = rejected({ code: 'something-else-held' });
const UNKNOWN = { ok: false, failure: NOT_SUPPORTED, because: 'unknown' } as const;
const NOT_TO_BE_USED = { ok: false, failure: NOT_SUPPORTED, because: 'address' } as const;

/**
 * Hints by FHIR Subscriptions over a WebSocket: with a binding token and heartbeats as in the Subscriptions R5 Backport,
 * or as in R4 where that is what there is. A Subscription for each kind asks for the practice's resources and no others.
 * One instance for each server and workstation; one connection at a time.
 */
@injectable()
export class FhirChangeHints implements ChangeHints {
  private readonly http: FhirHttp;
  private readonly own: OwnSubscriptions;
  private readonly criteria: readonly string[];
  /** Where WebSockets as in R4 are, which no server says. */
  private readonly webSocketUrl: string | undefined;
  private removing = Promise.resolve();

  constructor(
    @inject(REMOTE_ACCESS) access: RemoteAccess,
    @inject(CLOCK) clock: Clock,
    @inject(STORAGE_LOCATION) { databaseName }: StorageLocation,
    @inject(STAFF_SESSIONS) private readonly sessions: StaffSessions,
  ) {
    const { practiceId } = access;
    this.webSocketUrl = access.webSocketUrl;
    // A comma or a bar would mean something in a search.
    const addressee = { practiceId, workstation: encodeURIComponent(databaseName) };
    this.http = new FhirHttp(access, clock);
    this.own = new OwnSubscriptions(this.http, addressee, () => clock.now());
    this.criteria = PULLED_KINDS.map((kind) => criteriaFor(PLACES[kind].resourceType, addressee));
  }

  readonly connection$ = new Observable<ChangeHint>((subscriber) => {
    const over = new AbortController();
    const { signal } = over;
    this.connect(signal).then(
      (line$) => {
        if (!signal.aborted) subscriber.add(line$.subscribe(subscriber));
      },
      (error: unknown) => {
        subscriber.error(error);
      },
    );
    return () => {
      over.abort();
      this.letGo();
    };
  });

  private async connect(signal: AbortSignal): Promise<Observable<ChangeHint>> {
    await this.removing;
    const protocols = await this.protocols(signal);
    if (protocols.ok) return endingIn(RENEW_MS, together(protocols.value.map(line)));
    if (!isRefusal(protocols.failure)) return EMPTY;
    await this.own.remove();
    throw new TellsNothing(protocols.because ?? 'refused');
  }

  /** How to talk to the server, once it has been asked to tell of each of the criteria. */
  private async protocols(signal: AbortSignal): Promise<Outcome<readonly Protocol[]>> {
    const found = await this.own.find(signal);
    if (!found.ok) return found;
    const asked: Asked[] = [];
    for (const criteria of this.criteria) {
      const one = await this.own.renewed(criteria, signal);
      if (!one.ok) return one;
      const isPlain = asked.some(({ binding }) => binding === undefined);
      const binding = isPlain ? NO_BINDING : await bindingOf(this.http, one.value.id, signal);
      if (!binding.ok) return binding;
      // Before any more are made that nobody can listen to.
      if (binding.value === undefined && this.webSocketUrl === undefined) return UNKNOWN;
      asked.push({ subscription: one.value, binding: binding.value });
    }
    await this.own.deleteOthers(signal);
    const bindings = asked.map(({ binding }) => binding).filter((each) => each !== undefined);
    const own = asked.map(({ subscription }) => subscription);
    return bindings.length < own.length
      ? this.asInR4(own, signal)
      : this.asInBackport(own, bindings);
  }

  /** One WebSocket for all of them. */
  private asInBackport(
    own: readonly OwnSubscription[],
    bindings: readonly Binding[],
  ): Outcome<readonly Protocol[]> {
    const [address, ...others] = new Set(bindings.map((each) => this.address(each.address)));
    if (address === undefined || others.length > 0) return NOT_TO_BE_USED;
    const greeting = bindings.map(({ token }) =>
      JSON.stringify({ type: 'bind-with-token', payload: { token } }),
    );
    const longest = Math.max(...own.map(({ heartbeatSeconds }) => heartbeatSeconds));
    const ids = own.map(({ id }) => id);
    const silenceMs = MISSED * longest * 1000;
    return { ok: true, value: [{ address, ids, greeting, heard: heardIn, silenceMs }] };
  }

  /** One WebSocket for each, and none before the server has switched them on: it would not be bound. */
  private async asInR4(
    own: readonly OwnSubscription[],
    signal: AbortSignal,
  ): Promise<Outcome<readonly Protocol[]>> {
    const address = this.address(this.webSocketUrl);
    if (address === undefined) return NOT_TO_BE_USED;
    for (const { id } of own) await this.switchedOn(id, signal);
    return { ok: true, value: own.map(({ id }) => r4Protocol(address, id)) };
  }

  private address(named: string | undefined): string | undefined {
    return named === undefined ? undefined : socketAddress(named, this.http.baseUrl);
  }

  private async switchedOn(id: string, signal: AbortSignal): Promise<void> {
    for (let tries = 0; tries < TRIES && !signal.aborted; tries += 1) {
      if (await this.own.isOn(id, signal)) return;
      await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
    }
  }

  /** What nobody is signed in for is not kept up, as far as the host still gives a token. */
  private letGo(): void {
    if (this.sessions.current() !== null) return;
    this.removing = this.removing.then(() => this.own.remove());
  }
}
