import { expect } from '@open-wc/testing';
import { hasLapsed } from '../../../services/domain/account/account-state.ts';
import { dateOf } from '../../../services/domain/calendar.ts';
import { hasExpired } from '../../../services/domain/codes/pending-codes.ts';
import { AccountStatus } from '../../../services/domain/records.ts';
import { isReminderDue } from '../../../services/domain/reminders/reminder-rules.ts';
import { BrowserEnvironment } from '../../../services/host/browser-environment.ts';
import { TrustedClock } from '../../../services/host/trusted-clock.ts';
import { sampleAccount, sampleRegistration } from '../../fakes/sample-shared-records.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What a workstation's clock does to its owner; none of it is the server's time. */
const CLOCKS = [
  ['right', 0],
  ['25 hours ahead', 25 * HOUR],
  ['25 hours behind', -25 * HOUR],
] as const;

/** The last moment of a day in the United Kingdom, and the first one after it. */
const MIDNIGHTS = [
  ['in winter', '2026-02-10', '2026-02-10T23:59:00.000Z', '2026-02-11T00:01:00.000Z'],
  ['in summer', '2026-07-10', '2026-07-10T22:59:00.000Z', '2026-07-10T23:01:00.000Z'],
  [
    'before clocks go forward',
    '2026-03-28',
    '2026-03-28T23:59:00.000Z',
    '2026-03-29T00:01:00.000Z',
  ],
  [
    'after clocks went forward',
    '2026-03-29',
    '2026-03-29T22:59:00.000Z',
    '2026-03-29T23:01:00.000Z',
  ],
  ['before clocks go back', '2026-10-24', '2026-10-24T22:59:00.000Z', '2026-10-24T23:01:00.000Z'],
  ['after clocks went back', '2026-10-25', '2026-10-25T23:59:00.000Z', '2026-10-26T00:01:00.000Z'],
] as const;

/** A workstation and how its clock is set; the server's is right. */
class Desk {
  private elapsed = 5_000;
  private readonly clock: TrustedClock;
  readonly environment: BrowserEnvironment;

  constructor(
    private really: number,
    wallAhead: number,
  ) {
    this.clock = new TrustedClock({
      wall: () => this.really + wallAhead,
      elapsed: () => this.elapsed,
    });
    this.environment = new BrowserEnvironment(this.clock);
  }

  /** Two answers of the server, from the whole seconds of which it tells the time. */
  hear(): void {
    for (let answers = 0; answers < 2; answers += 1) {
      const second = Math.floor(this.really / 1000) * 1000;
      const at = this.elapsed;
      this.clock.heard({ earliest: second, latest: second + 1000, askedAt: at, heardAt: at });
    }
  }

  awakeUntil(instant: string): void {
    this.elapsed += Date.parse(instant) - this.really;
    this.really = Date.parse(instant);
  }

  asleepUntil(instant: string): void {
    this.really = Date.parse(instant);
  }
}

describe('Nothing expires early or late by the server’s time', () => {
  for (const [clock, ahead] of CLOCKS) {
    for (const [when, day, before, after] of MIDNIGHTS) {
      for (const way of ['awake', 'asleep'] as const) {
        it(`on a workstation whose clock is ${clock}, ${way} over midnight ${when}`, () => {
          const desk = new Desk(Date.parse(before), ahead);
          desk.hear();
          const account = sampleAccount({
            status: AccountStatus.registered,
            registeredAt: `${day}T00:00:00.000Z`,
            // The time to activate ends with the day in the United Kingdom.
            activateBy: new Date(Date.parse(before) + MINUTE).toISOString(),
          });
          const codes = sampleRegistration(account, { expiresOn: day });
          const tomorrow = { remindersEnabled: true, reminderEveryDays: 1 };
          const waiting = { ...account, activateBy: '2027-01-01T00:00:00.000Z' };
          const state = () => ({
            trusted: desk.environment.isTimeTrusted(),
            today: desk.environment.today(),
            codesExpired: hasExpired(codes, desk.environment.today()),
            lapsed: hasLapsed(account, desk.environment.now()),
            reminderDue: isReminderDue(waiting, tomorrow, desk.environment.now()),
          });
          expect(state(), 'in the last minute').to.deep.equal({
            trusted: true,
            today: day,
            codesExpired: false,
            lapsed: false,
            reminderDue: false,
          });
          if (way === 'awake') desk.awakeUntil(after);
          else desk.asleepUntil(after);
          // After a sleep nothing that cannot be undone is done before the server has been heard again.
          expect(desk.environment.isTimeTrusted()).to.equal(way === 'awake');
          desk.hear();
          expect(state(), 'in the first minute').to.deep.equal({
            trusted: true,
            today: dateOf(after),
            codesExpired: true,
            lapsed: true,
            reminderDue: true,
          });
        });
      }
    }
  }

  it('and an account that runs out in the hour that comes twice does so at its own moment', () => {
    const account = sampleAccount({
      status: AccountStatus.registered,
      // Half past one in the morning, by winter time.
      activateBy: '2026-10-25T01:30:00.000Z',
    });
    expect(hasLapsed(account, '2026-10-25T00:31:00.000Z')).to.equal(false);
    expect(hasLapsed(account, '2026-10-25T01:29:59.000Z')).to.equal(false);
    expect(hasLapsed(account, '2026-10-25T01:30:01.000Z')).to.equal(true);
  });
});
