import type { SeededRandom } from '../practice/seeded-random.ts';
import type { PracticeTime, SimulatedDesk } from '../practice/simulated-desk.ts';
import { SHARE_A_PATIENT, SimulatedPractice } from '../practice/simulated-practice.ts';

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
    if (own.length === 0 || choice < NEW_ACCOUNTS) await this.newAccount(desk, own);
    else if (choice < NEW_ACCOUNTS + NEW_CODES) {
      await this.issueNewCodes(desk, this.random.oneOf(own));
    } else await this.writeNote(desk, this.random.oneOf(own));
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
    await Promise.all(who.map((each) => this.createAccount(each, patient)));
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
