import type { AuditAction, LetterRecord } from '../../../../services/domain/records.ts';
import type { SeededRandom } from '../practice/seeded-random.ts';
import type { PracticeTime, SimulatedDesk } from '../practice/simulated-desk.ts';
import { isPending, SHARE_A_PATIENT, SimulatedPractice } from '../practice/simulated-practice.ts';

/** Of all that staff do; the rest is changes of services. */
const NEW_ACCOUNTS = 0.45;
const NEW_CODES = 0.25;
/** Accounts that two people create at the same moment, beside the first one of a room. */
const AT_ONCE = 0.1;

/** What a practice of many workstations is connected to. */
export interface Surroundings {
  readonly time: PracticeTime;
  readonly random: SeededRandom;
  /** Puts a new patient on the server; gives the id there. */
  readonly newPatient: () => Promise<string>;
  /** A change is in the storage of a workstation. */
  readonly saved: (practice: SimulatedPractice, desk: SimulatedDesk, changeId: string) => void;
}

/** A practice whose staff work at random, three of them on the same patients. */
export class ScalePractice extends SimulatedPractice {
  private readonly random: SeededRandom;
  private readonly patientsOf = new Map<number, string[]>();

  constructor(
    id: string,
    desks: readonly SimulatedDesk[],
    private readonly surroundings: Surroundings,
  ) {
    super(id, surroundings.time, desks, []);
    this.random = surroundings.random;
  }

  /** One piece of work of whoever sits there. */
  async workAt(desk: SimulatedDesk): Promise<void> {
    const own = this.ownPatients(desk);
    const choice = this.random.next();
    if (own.length === 0 || choice < NEW_ACCOUNTS) return this.newAccount(desk, own);
    const patient = this.random.oneOf(own);
    await this.lookAt(desk, patient, 'open-tab');
    if (choice >= NEW_ACCOUNTS + NEW_CODES) return this.writeNote(desk, patient);
    await this.issueNewCodes(desk, patient);
    return this.printLetter(desk, patient);
  }

  protected override saved(desk: SimulatedDesk, changeId: string): void {
    this.surroundings.saved(this, desk, changeId);
  }

  private async newAccount(desk: SimulatedDesk, own: string[]): Promise<void> {
    const isAtOnce = own.length === 0 || this.random.chance(AT_ONCE);
    const patient = await this.surroundings.newPatient();
    this.patients.push(patient);
    own.push(patient);
    const who = isAtOnce ? this.room(desk).slice(0, 2) : [desk];
    await Promise.all(who.map((each) => this.register(each, patient)));
  }

  private async register(desk: SimulatedDesk, patient: string): Promise<void> {
    await this.lookAt(desk, patient, 'open-tab');
    await this.createAccount(desk, patient);
    await this.printLetter(desk, patient);
  }

  /** Seen, and nothing changed: an audit row all the same. */
  private async lookAt(desk: SimulatedDesk, patient: string, action: AuditAction): Promise<void> {
    const { account } = await desk.stored(patient);
    const about = account === undefined ? {} : { accountKey: account.id };
    const audit = { ...desk.audit(patient, action), ...about, action };
    if (await desk.recordAudit(audit)) this.audits.add(audit.id);
  }

  /** It is shown, it begins to be printed, and it has been: three audit rows, and what is known of the letter. */
  private async printLetter(desk: SimulatedDesk, patient: string): Promise<void> {
    const before = await desk.stored(patient);
    const registration = before.registrations.find(isPending);
    if (before.account === undefined || registration === undefined) return;
    await this.lookAt(desk, patient, 'preview-letter');
    await this.lookAt(desk, patient, 'print-letter');
    const letter: LetterRecord = {
      id: desk.newId(),
      accountKey: before.account.id,
      registrationId: registration.id,
      practiceId: this.id,
      patientRef: patient,
      at: desk.environment.now(),
      by: desk.staff,
      medium: 'printed',
      copy: 0,
    };
    const audit = { ...desk.audit(patient, 'letter'), action: 'print-letter' as const };
    const after = { ...before, letters: [letter, ...before.letters] };
    const changeId = await desk.commit(before, after, audit);
    if (changeId === undefined) return;
    this.audits.add(audit.id);
    this.saved(desk, changeId);
  }

  /** Those who deal with the same patients. */
  private room(desk: SimulatedDesk): readonly SimulatedDesk[] {
    const first = this.roomNumber(desk) * SHARE_A_PATIENT;
    return this.desks.slice(first, first + SHARE_A_PATIENT);
  }

  private ownPatients(desk: SimulatedDesk): string[] {
    const room = this.roomNumber(desk);
    const own = this.patientsOf.get(room) ?? [];
    this.patientsOf.set(room, own);
    return own;
  }

  private roomNumber(desk: SimulatedDesk): number {
    return Math.floor(this.desks.indexOf(desk) / SHARE_A_PATIENT);
  }
}
