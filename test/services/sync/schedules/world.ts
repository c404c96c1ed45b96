import { AccountStatus, RegistrationState } from '../../../../services/domain/records.ts';
import { InMemoryServer } from '../../../fakes/in-memory-remote-records.ts';
import { PRACTICE_ID } from '../../../fakes/sample-shared-records.ts';
import type { HeldRecords } from '../practice/promises.ts';
import type { SeededRandom } from '../practice/seeded-random.ts';
import { SimulatedDesk, type DeskSetup } from '../practice/simulated-desk.ts';
import { isPending, SimulatedPractice } from '../practice/simulated-practice.ts';
import { FAIR, RoughNetwork } from './rough-network.ts';
import type { VirtualTime } from './virtual-time.ts';

/** Milliseconds since 1970 when every schedule begins. */
export const BEGINNING = Date.parse('2026-03-02T08:00:00.000Z');

/** A practice in time of its own: its server, its workstations, and what lies between them. */
export class World extends SimulatedPractice {
  readonly server = new InMemoryServer();
  readonly networks: readonly RoughNetwork[];
  /** How far the server's clock is ahead, in milliseconds. */
  serverAhead = 0;

  constructor(
    override readonly time: VirtualTime,
    readonly random: SeededRandom,
    desks: number,
  ) {
    const names = ['A', 'B', 'C'].slice(0, desks);
    const setup: DeskSetup = {
      practiceId: PRACTICE_ID,
      time,
      random,
      beginning: BEGINNING,
      pollIntervalSeconds: 15,
      timing: { pageSize: 4, largestPage: 64, random: random.next },
      seen: (port) => unhurried(port, time, random),
    };
    super(
      PRACTICE_ID,
      time,
      names.map((name) => new SimulatedDesk(name, setup)),
      ['anna', 'bert'],
    );
    this.server.versionName = random.chance(0.3) ? unordered : String;
    this.networks = this.desks.map(
      ({ clock }) =>
        new RoughNetwork(
          time,
          random,
          () => this.serverTime(),
          (serverTime, askedAt) => {
            const second = Math.floor(serverTime / 1000) * 1000;
            const latest = second + 1000;
            clock.heard({ earliest: second, latest, askedAt, heardAt: time.elapsed });
          },
        ),
    );
  }

  /** What the server has. */
  get held(): HeldRecords {
    const { server } = this;
    return {
      all: (kind) => server.all(kind),
      auditRows: () => server.all('audit').map(({ id }) => id),
      operations: () => server.operations(),
      resets: () => server.versions('account').flatMap(({ resetId }) => resetId ?? []),
    };
  }

  /** Opens a tab at a desk. */
  open(desk: number): void {
    const network = this.networks[desk];
    if (network !== undefined) this.desks[desk]?.open(network.to(this.server.remote(PRACTICE_ID)));
  }

  /** What the server's clock says; what it stores now is stamped with it. */
  serverTime(): number {
    this.server.clock = BEGINNING + this.time.elapsed + this.serverAhead;
    return this.server.clock;
  }

  /** Everything works again and everybody is there. */
  calm(): void {
    this.note('calm');
    this.desks.forEach((desk, index) => {
      const network = this.networks[index];
      if (network !== undefined) Object.assign(network, { weather: FAIR, isDown: false });
      if (desk.openTabs === 0) this.open(index);
      desk.signIn();
    });
  }

  /** The patient uses the newest codes on the website. */
  register(patientRef: string): void {
    this.serverTime();
    const account = this.server.all('account').find((each) => each.patientRef === patientRef);
    if (account?.status !== AccountStatus.created) return;
    const [newest] = this.server
      .all('registration')
      .filter((each) => each.accountKey === account.id && isPending(each))
      .sort((one, other) => (one.issuedAt > other.issuedAt ? -1 : 1));
    if (newest === undefined) return;
    this.note(`website: ${patientRef} registers with ${newest.id}`);
    this.server.change('registration', newest.id, (body) => {
      const { sealedCodes: _codes, verifiers: _verifiers, ...rest } = body;
      return { ...rest, state: RegistrationState.used };
    });
    const at = new Date(this.server.clock).toISOString();
    this.server.change('account', account.id, (body) => ({
      ...body,
      status: AccountStatus.registered,
      registeredAt: at,
      activateBy: '2026-04-30T00:00:00.000Z',
    }));
  }
}

/** Versions by names that say nothing of their order. */
function unordered(version: number): string {
  return `v${(version * 7919) % 1000}x`;
}

/** The port, with each of its calls taking a moment, so that others come in between. */
function unhurried<P extends object>(port: P, time: VirtualTime, random: SeededRandom): P {
  return new Proxy(port, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== 'function') return member;
      return (...given: unknown[]): unknown => {
        const answer = () => Reflect.apply(member, target, given) as unknown;
        return String(name).endsWith('$')
          ? answer()
          : time.delay(random.between(0, 4)).then(answer);
      };
    },
  });
}
