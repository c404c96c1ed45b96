import { changeServices } from '../../../../services/domain/services/change-services.ts';
import { switchOf } from '../../../../services/domain/account/account-switch.ts';
import { createAccount } from '../../../../services/domain/account/create-account.ts';
import { DEFAULT_SETTINGS } from '../../../../services/domain/practice/shared-settings.ts';
import { resetAccount } from '../../../../services/domain/account/reset-account.ts';
import { issueNewCodes } from '../../../../services/domain/codes/issue-new-codes.ts';
import type { IssuedCodes } from '../../../../services/domain/codes/issued-codes.ts';
import {
  RegistrationState,
  type IdentityCheckRecord,
  type PatientRecords,
  type RegistrationRecord,
  type Verifier,
} from '../../../../services/domain/records.ts';
import type { DisablingAct } from '../../../../services/domain/services/disabling.ts';
import type { PracticeTime, SimulatedDesk } from './simulated-desk.ts';

/**
 * One person's own property of an account, that nobody else of the three who share a patient changes: so no change of
 * it may conflict.
 */
const OWN_SERVICES = ['appointments', 'messaging', 'repeats'] as const;

/** Switched on and off by everybody; nobody notes anything there. */
const SWITCHED_SERVICE = 'acutes';
const SERVICES = [...OWN_SERVICES, SWITCHED_SERVICE];
/** What everybody switches. */
export const SWITCHED = ['global', SWITCHED_SERVICE] as const;
type Switched = (typeof SWITCHED)[number];

/** So many workstations, beside one another in the list, may deal with the same patient. */
export const SHARE_A_PATIENT = OWN_SERVICES.length;

/** A change that must arrive whole, if its account stands. */
export interface PromisedCodes {
  readonly accountId: string;
  readonly issued: string;
  readonly ended: readonly string[];
}

/** What was switched off and on, and by whom it had been seen. */
export interface Switchings {
  /** Account and switch, by the acts of switching it off. */
  readonly off: Map<string, string>;
  /** Acts that somebody had seen who then switched on. */
  readonly ended: Set<string>;
}

/** A reset that arrives whole, or not at all where another one came before it. */
export interface PromisedReset extends PromisedCodes {
  readonly resetId: string;
}

/** A practice: its workstations, what staff do there, and what was promised to them when they saved something. */
export class SimulatedPractice {
  /** Patients for whom an account was created. */
  readonly accounts = new Set<string>();
  readonly checks = new Set<string>();
  readonly audits = new Set<string>();
  readonly codes: PromisedCodes[] = [];
  readonly resets: PromisedReset[] = [];
  /** Account id and service to the note that was saved last. */
  readonly notes = new Map<string, string>();
  readonly switchings: Switchings = { off: new Map(), ended: new Set() };
  readonly trace: string[] = [];
  private made = 0;

  constructor(
    readonly id: string,
    readonly time: PracticeTime,
    readonly desks: readonly SimulatedDesk[],
    readonly patients: string[],
  ) {}

  note(what: string): void {
    this.trace.push(`${Math.round(this.time.elapsed)} ${what}`);
  }

  async recordCheck(desk: SimulatedDesk, patientRef: string): Promise<void> {
    const before = await desk.stored(patientRef);
    const check: IdentityCheckRecord = {
      id: desk.newId(),
      practiceId: this.id,
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
    const creation = {
      at: desk.environment.now(),
      accountKey: desk.newId(),
      servicesId: desk.newId(),
      practiceId: this.id,
      patientRef,
      accountId: String(this.made).padStart(12, '0'),
      codes: codes(desk.newId()),
      choice: {
        global: { enabled: true },
        services: Object.fromEntries(SERVICES.map((name) => [name, { enabled: true }])),
      },
    };
    const after = createAccount(before, creation, DEFAULT_SETTINGS);
    if (!after.ok || !(await this.save(desk, patientRef, 'create', before, after.value))) return;
    const [registration] = after.value.registrations;
    const { account } = after.value;
    this.accounts.add(patientRef);
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

  /** Of who has registered; with a check of any day, as clocks are set back and forth here. */
  async resetAccount(desk: SimulatedDesk, patientRef: string): Promise<void> {
    const before = await desk.stored(patientRef);
    const [resetId, issued] = [desk.newId(), desk.newId()];
    const after = resetAccount(
      before,
      { at: desk.environment.now(), resetId, by: desk.staff, codes: codes(issued) },
      { today: '', needsIdentityCheck: false, minimum: DEFAULT_SETTINGS },
    );
    if (!after.ok || !(await this.save(desk, patientRef, 'reset', before, after.value))) return;
    const ended = before.registrations.filter(isPending).map(({ id }) => id);
    this.resets.push({ accountId: before.account?.id ?? '', resetId, issued, ended });
  }

  async writeNote(desk: SimulatedDesk, patientRef: string): Promise<void> {
    const before = await desk.stored(patientRef);
    const { account, services } = before;
    const own = OWN_SERVICES[this.desks.indexOf(desk) % SHARE_A_PATIENT];
    if (account === undefined || services === undefined || own === undefined) return;
    this.made += 1;
    const note = `Note ${this.made}`;
    const changed =
      own === 'appointments' ? { global: { enabled: account.enabled, notes: note } } : {};
    const after = changeServices(
      before,
      {
        global: {
          enabled: account.enabled,
          ...(account.enabledNotes !== undefined && { notes: account.enabledNotes }),
        },
        services: { ...services.services, [own]: { enabled: true, notes: note } },
        ...changed,
      },
      this.actOf(desk),
    );
    if (!after.ok || !(await this.save(desk, patientRef, note, before, after.value))) return;
    this.notes.set(`${account.id}/${own}`, note);
  }

  /** Global, or a service, on where it is off, and off where it is on, as the workstation shows it. */
  async flip(desk: SimulatedDesk, patientRef: string, name: Switched): Promise<void> {
    const before = await desk.stored(patientRef);
    const { account, services } = before;
    if (account === undefined || services === undefined) return;
    const was = name === 'global' ? switchOf(account) : services.services[name];
    const now = { enabled: was?.enabled !== true, reason: 'misuse' };
    const act = this.actOf(desk);
    const after = changeServices(
      before,
      {
        global: name === 'global' ? now : switchOf(account),
        services: { ...services.services, ...(name !== 'global' && { [name]: now }) },
      },
      act,
    );
    const what = `${name} ${now.enabled ? 'on' : 'off'} ${act.id}`;
    if (!after.ok || !(await this.save(desk, patientRef, what, before, after.value))) return;
    const { off, ended } = this.switchings;
    if (!now.enabled) off.set(act.id, `${account.id}/${name}`);
    // Acts that met stand as one, under the names of all.
    else was?.disabling?.id.split('+').forEach((id) => ended.add(id));
  }

  private actOf(desk: SimulatedDesk): DisablingAct {
    return { id: desk.newId(), at: desk.environment.now() };
  }

  private async save(
    desk: SimulatedDesk,
    patientRef: string,
    what: string,
    before: PatientRecords,
    after: PatientRecords,
  ): Promise<boolean> {
    const audit = desk.audit(patientRef, what);
    const changeId = await desk.commit(before, after, audit);
    const isSaved = changeId !== undefined;
    this.note(`${desk.name}: ${what} ${patientRef}${isSaved ? '' : ' (refused)'}`);
    if (!isSaved) return false;
    this.audits.add(audit.id);
    this.saved(desk, changeId);
    return true;
  }

  /** Somebody has saved a change: it is in that workstation's storage. */
  protected saved(_desk: SimulatedDesk, _changeId: string): void {
    return;
  }
}

/** Codes that wait to be used. */
export function isPending({ state }: RegistrationRecord): boolean {
  return state === RegistrationState.pending;
}

/** As long as the product's sealed codes are, which counts where bytes are measured. */
const SEALED_LENGTH = 345;

function codes(registrationId: string): IssuedCodes {
  return {
    registrationId,
    sealedCodes: `sealed.${registrationId}`.padEnd(SEALED_LENGTH, '.'),
    verifiers: { token: verifier('one'), linkageKey: verifier('two') },
    expiryDays: 28,
    activationDays: 14,
  };
}

/** Of 16 random bytes and a SHA-256, in base64url. */
function verifier(name: string): Verifier {
  return { salt: `salt-${name}`.padEnd(22, 'A'), hash: `hash-${name}`.padEnd(43, 'A') };
}
