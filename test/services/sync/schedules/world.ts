import { changeServices } from '../../../../services/domain/services/change-services.ts';
import { createAccount } from '../../../../services/domain/account/create-account.ts';
import { issueNewCodes } from '../../../../services/domain/codes/issue-new-codes.ts';
import type { IssuedCodes } from '../../../../services/domain/codes/issued-codes.ts';
import {
  AccountStatus,
  RegistrationState,
  type IdentityCheckRecord,
  type RegistrationRecord,
} from '../../../../services/domain/records.ts';
import { InMemoryServer } from '../../../fakes/in-memory-remote-records.ts';
import { PRACTICE_ID } from '../../../fakes/sample-shared-records.ts';
import { FAIR, RoughNetwork } from './rough-network.ts';
import type { SeededRandom } from './seeded-random.ts';
import { BEGINNING, SimulatedDesk } from './simulated-desk.ts';
import type { VirtualTime } from './virtual-time.ts';

/** One person's own property of an account, that nobody else changes: so no change of it may conflict. */
const OWN_SERVICES = ['appointments', 'messaging', 'repeats'] as const;

/** A change that must arrive whole, if its account stands. */
export interface PromisedCodes {
  readonly accountId: string;
  readonly issued: string;
  readonly ended: readonly string[];
}

/** A practice: its server, its workstations, and what was promised to staff when they saved something. */
export class World {
  readonly server = new InMemoryServer();
  readonly desks: readonly SimulatedDesk[];
  readonly networks: readonly RoughNetwork[];
  readonly patients = ['anna', 'bert'];
  readonly checks = new Set<string>();
  readonly audits = new Set<string>();
  readonly codes: PromisedCodes[] = [];
  /** Account id and desk to the note that desk saved last. */
  readonly notes = new Map<string, string>();
  readonly trace: string[] = [];
  /** How far the server's clock is ahead, in milliseconds. */
  serverAhead = 0;
  private made = 0;

  constructor(
    readonly time: VirtualTime,
    readonly random: SeededRandom,
    desks: number,
  ) {
    const names = ['A', 'B', 'C'].slice(0, desks);
    this.server.versionName = random.chance(0.3) ? unordered : String;
    this.desks = names.map((name) => new SimulatedDesk(name, time, random));
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

  note(what: string): void {
    this.trace.push(`${Math.round(this.time.elapsed)} ${what}`);
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

  async recordCheck(desk: SimulatedDesk, patientRef: string): Promise<void> {
    const before = await desk.stored(patientRef);
    const check: IdentityCheckRecord = {
      id: desk.newId(),
      practiceId: PRACTICE_ID,
      patientRef,
      date: '2026-03-01',
      method: 'passport',
      staff: desk.staff,
      freetext: '',
      recordedAt: desk.environment.now(),
      recordedBy: desk.staff,
    };
    const after = { ...before, identityChecks: [check, ...before.identityChecks] };
    if (await this.save(desk, patientRef, 'check', before, after)) this.checks.add(check.id);
  }

  async createAccount(desk: SimulatedDesk, patientRef: string): Promise<void> {
    await this.recordCheck(desk, patientRef);
    const before = await desk.stored(patientRef);
    this.made += 1;
    const after = createAccount(before, {
      at: desk.environment.now(),
      accountKey: desk.newId(),
      servicesId: desk.newId(),
      practiceId: PRACTICE_ID,
      patientRef,
      accountId: String(this.made).padStart(12, '0'),
      codes: codes(desk.newId()),
      global: { enabled: true },
      services: Object.fromEntries(OWN_SERVICES.map((name) => [name, { enabled: true }])),
    });
    if (!after.ok || !(await this.save(desk, patientRef, 'create', before, after.value))) return;
    const [registration] = after.value.registrations;
    const { account } = after.value;
    if (registration !== undefined && account !== undefined) {
      this.codes.push({ accountId: account.id, issued: registration.id, ended: [] });
    }
  }

  async issueNewCodes(desk: SimulatedDesk, patientRef: string): Promise<void> {
    const before = await desk.stored(patientRef);
    const issued = desk.newId();
    const issue = { at: desk.environment.now(), codes: codes(issued) };
    const after = issueNewCodes(before, issue);
    if (!after.ok || !(await this.save(desk, patientRef, 'new codes', before, after.value))) return;
    const ended = before.registrations.filter(isPending).map(({ id }) => id);
    this.codes.push({ accountId: before.account?.id ?? '', issued, ended });
  }

  async writeNote(desk: SimulatedDesk, patientRef: string): Promise<void> {
    const before = await desk.stored(patientRef);
    const { account, services } = before;
    const own = OWN_SERVICES[this.desks.indexOf(desk)];
    if (account === undefined || services === undefined || own === undefined) return;
    this.made += 1;
    const note = `Note ${this.made}`;
    const changed =
      own === 'appointments' ? { global: { enabled: account.enabled, notes: note } } : {};
    const after = changeServices(before, {
      global: {
        enabled: account.enabled,
        ...(account.enabledNotes !== undefined && { notes: account.enabledNotes }),
      },
      services: { ...services.services, [own]: { enabled: true, notes: note } },
      ...changed,
    });
    if (!after.ok || !(await this.save(desk, patientRef, note, before, after.value))) return;
    this.notes.set(`${account.id}/${own}`, note);
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

  private async save(
    desk: SimulatedDesk,
    patientRef: string,
    what: string,
    before: Parameters<SimulatedDesk['commit']>[0],
    after: Parameters<SimulatedDesk['commit']>[1],
  ): Promise<boolean> {
    const audit = desk.audit(patientRef, what);
    const isSaved = await desk.commit(before, after, audit);
    this.note(`${desk.name}: ${what} ${patientRef}${isSaved ? '' : ' (refused)'}`);
    if (isSaved) this.audits.add(audit.id);
    return isSaved;
  }
}

/** Codes that wait to be used. */
export function isPending({ state }: RegistrationRecord): boolean {
  return state === RegistrationState.pending;
}

function codes(registrationId: string): IssuedCodes {
  return {
    registrationId,
    sealedCodes: `sealed.${registrationId}`,
    verifiers: {
      token: { salt: 'c2FsdC1vbmU', hash: 'aGFzaC1vbmU' },
      linkageKey: { salt: 'c2FsdC10d28', hash: 'aGFzaC10d28' },
    },
    expiryDays: 28,
    activationDays: 14,
  };
}

/** Versions by names that say nothing of their order. */
function unordered(version: number): string {
  return `v${(version * 7919) % 1000}x`;
}
