import type { RemoteRecords, RemoteResult } from '../../../../services/ports/remote-records.ts';
import { BUSY, UNREACHABLE } from '../../../fakes/remote-failures.ts';
import type { SeededRandom } from '../practice/seeded-random.ts';
import type { VirtualTime } from './virtual-time.ts';

/** How bad it is; each a probability for one exchange. */
export interface Weather {
  readonly lostRequest: number;
  readonly lostAnswer: number;
  readonly deliveredTwice: number;
  readonly busy: number;
  /** Longest way of a request or an answer, in milliseconds. */
  readonly latencyMs: number;
}

export const FAIR: Weather = {
  lostRequest: 0,
  lostAnswer: 0,
  deliveredTwice: 0,
  busy: 0,
  latencyMs: 40,
};

const LOST = {
  ok: false,
  failure: UNREACHABLE,
} as const;

/** What lies between a workstation and the server. Requests and answers take their time, get lost, and come twice. */
export class RoughNetwork {
  weather: Weather = FAIR;
  isDown = false;
  /** Exchanges begun. */
  calls = 0;

  constructor(
    private readonly time: VirtualTime,
    private readonly random: SeededRandom,
    /** A request reaches the server; gives the time there, in milliseconds since 1970. */
    private readonly arrived: () => number,
    /** Its answer comes, and tells that time. */
    private readonly heard: (serverTime: number, askedAt: number) => void,
  ) {}

  /** The server as seen through it. */
  to(server: RemoteRecords): RemoteRecords {
    return {
      writesAtOnce: server.writesAtOnce,
      create: (kind, body, id, signal) =>
        this.exchange(signal, () => server.create(kind, body, id)),
      update: (kind, body, base, id, signal) =>
        this.exchange(signal, () => server.update(kind, body, base, id)),
      read: (kind, id, signal) => this.exchange(signal, () => server.read(kind, id)),
      hasOperation: (kind, id, operation, signal) =>
        this.exchange(signal, () => server.hasOperation(kind, id, operation)),
      heedsPractice: (signal) => this.exchange(signal, () => server.heedsPractice()),
      changes: (kind, query, signal) => this.exchange(signal, () => server.changes(kind, query)),
      versions: (kind, query, signal) => this.exchange(signal, () => server.versions(kind, query)),
      look: (queries, signal, since) =>
        this.exchange(signal, () => server.look(queries, undefined, since)),
    };
  }

  private async exchange<T>(
    signal: AbortSignal | undefined,
    carryOut: () => Promise<RemoteResult<T>>,
  ): Promise<RemoteResult<T>> {
    this.calls += 1;
    const askedAt = this.time.elapsed;
    const { random, weather } = this;
    await this.way();
    if (this.loses(weather.lostRequest)) return LOST;
    const serverTime = this.arrived();
    if (random.chance(weather.busy)) {
      await this.way();
      this.heard(serverTime, askedAt);
      return this.busy();
    }
    const answer = await carryOut();
    if (random.chance(weather.deliveredTwice)) this.again(carryOut);
    await this.way();
    if (signal?.aborted === true || this.loses(weather.lostAnswer)) return LOST;
    this.heard(serverTime, askedAt);
    return answer;
  }

  private loses(probability: number): boolean {
    return this.isDown || this.random.chance(probability);
  }

  private busy<T>(): RemoteResult<T> {
    const asked = this.random.oneOf([undefined, 0, 3000]);
    return {
      ok: false,
      failure: asked === undefined ? BUSY : { ...BUSY, retryAfterMs: asked },
    };
  }

  private again(carryOut: () => Promise<unknown>): void {
    void this.time.delay(this.random.between(1, 3000)).then(carryOut);
  }

  private way(): Promise<void> {
    return this.time.delay(this.random.between(1, this.weather.latencyMs));
  }
}
