import type { Basic } from 'fhir/r4';
import { randomUUID } from 'node:crypto';
import { addDays, dateOf } from '../../services/domain/calendar.ts';
import { ServiceName } from '../../services/domain/records.ts';
import { ok } from '../../services/domain/result.ts';
import { ACCOUNT_KEY } from '../../services/fhir/vocabulary.ts';
import { openServices } from './account-page.ts';
import type { AccountFacts } from './account-person.ts';
import type { FhirGateway, Stored } from './fhir-gateway.ts';
import { OneAtATime } from './one-at-a-time.ts';
import { textOf } from './registration-details.ts';
import { identifierOf, stamped } from './resource-parts.ts';
import { accountStillOpen } from './session-standing.ts';
import type { SignedIn } from './sign-in.ts';
import { fail, UNAVAILABLE_MESSAGE, type SiteResult } from './site-failure.ts';
import { SITE, SITE_CODE } from './site-system.ts';

/** Value `<practice id>.<day>T<time>`: a slot is somebody's or nobody's. */
const SLOT = `${SITE}/Id/slot`;
const BOOKING = 'booking';
/** On weekdays of the week to come. */
const TIMES = ['09:00', '11:30', '15:00'];
const DAYS_AHEAD = 7;

/** Free times and one's own. */
export interface AppointmentsPage {
  readonly free: readonly string[];
  readonly mine: readonly string[];
}

/** A small appointment book: free times, booking one, seeing it again, giving it back. */
export class Appointments {
  readonly #fhir: FhirGateway;
  readonly #now: () => Date;
  readonly #queue = new OneAtATime();

  constructor(fhir: FhirGateway, now: () => Date) {
    this.#fhir = fhir;
    this.#now = now;
  }

  async page(signedIn: SignedIn): Promise<SiteResult<AppointmentsPage>> {
    const account = await this.#bookingFor(signedIn);
    return account.ok ? ok(await this.#pageOf(account.value)) : account;
  }

  /** Books a free time; a basic account has one appointment at a time. */
  async book(
    signedIn: SignedIn,
    form: Readonly<Record<string, unknown>>,
  ): Promise<SiteResult<AppointmentsPage>> {
    const account = await this.#bookingFor(signedIn);
    if (!account.ok) return account;
    const { key } = account.value;
    // Of one account one after another, so that nobody has two by being quick.
    return this.#queue.run(key, () => this.#book(account.value, textOf(form.slot)));
  }

  /** Gives it back. */
  async cancel(
    signedIn: SignedIn,
    form: Readonly<Record<string, unknown>>,
  ): Promise<SiteResult<AppointmentsPage>> {
    const account = await this.#bookingFor(signedIn);
    if (!account.ok) return account;
    const mine = await this.#bookings(account.value);
    const remove = mine.find((basic) => slotIn(basic) === textOf(form.slot));
    if (remove !== undefined && (await this.#fhir.commit([{ remove }])) !== 'done') {
      return fail(503, 'unavailable', UNAVAILABLE_MESSAGE);
    }
    return ok(await this.#pageOf(account.value));
  }

  async #book(account: AccountFacts, slot: string): Promise<SiteResult<AppointmentsPage>> {
    const { free, mine } = await this.#pageOf(account);
    if (account.isBasic === true && mine.length > 0) {
      return fail(422, 'slot-taken', 'You have an appointment already. Cancel it to book another.');
    }
    const taken = fail(
      422,
      'slot-taken',
      'Somebody else has just booked this time. Choose another.',
    );
    if (!free.includes(slot)) return taken;
    const identifier = { system: SLOT, value: `${account.practiceId ?? ''}.${slot}` };
    const booked = await this.#fhir.createUnless(bookingOf(identifier, account.key), identifier);
    if (identifierOf(booked, ACCOUNT_KEY) !== account.key) return taken;
    return ok(await this.#pageOf(account));
  }

  async #pageOf(account: AccountFacts): Promise<AppointmentsPage> {
    const now = localTime(this.#now());
    const mine = (await this.#bookings(account)).map(slotIn).filter((slot) => slot > now);
    const free = await Promise.all(
      slotsAfter(now).map(async (slot) => ((await this.#isFree(account, slot)) ? [slot] : [])),
    );
    return { free: free.flat(), mine: mine.sort() };
  }

  async #isFree({ practiceId = '' }: AccountFacts, slot: string): Promise<boolean> {
    const identifier = `${SLOT}|${practiceId}.${slot}`;
    return (await this.#fhir.search<Basic>('Basic', { identifier })).length === 0;
  }

  async #bookings({ key }: AccountFacts): Promise<readonly Stored<Basic>[]> {
    return this.#fhir.search<Basic>('Basic', {
      identifier: `${ACCOUNT_KEY}|${key}`,
      code: `${SITE_CODE}|${BOOKING}`,
    });
  }

  /** The account, if it is open to who signed in and may book. */
  async #bookingFor(signedIn: SignedIn): Promise<SiteResult<AccountFacts>> {
    const open = await accountStillOpen(this.#fhir, signedIn, this.#now());
    if (!open.ok) return open;
    const { services } = await openServices(this.#fhir, open.value);
    return services.includes(ServiceName.appointments)
      ? open
      : fail(422, 'not-offered', 'Your practice has not switched on appointments for you.');
  }
}

function bookingOf(slot: { system: string; value: string }, accountKey: string): Basic {
  const basic: Basic = {
    resourceType: 'Basic',
    code: { coding: [{ system: SITE_CODE, code: BOOKING }] },
    identifier: [slot, { system: ACCOUNT_KEY, value: accountKey }],
  };
  return stamped(basic, randomUUID());
}

function slotIn(basic: Basic): string {
  const value = identifierOf(basic, SLOT) ?? '';
  return value.slice(value.indexOf('.') + 1);
}

function slotsAfter(now: string): readonly string[] {
  const today = now.slice(0, 10);
  const days = Array.from({ length: DAYS_AHEAD }, (_, ahead) => addDays(today, ahead + 1));
  return days.filter(isWeekday).flatMap((day) => TIMES.map((time) => `${day}T${time}`));
}

function isWeekday(day: string): boolean {
  return ![0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay());
}

const CLOCK = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Europe/London',
});

/** As clocks in the United Kingdom show it: "2026-06-01T09:00". */
function localTime(now: Date): string {
  return `${dateOf(now.toISOString())}T${CLOCK.format(now)}`;
}
