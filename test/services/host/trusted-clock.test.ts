import { expect } from '@open-wc/testing';
import { TrustedClock } from '../../../services/host/trusted-clock.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOON = Date.parse('2026-03-02T12:00:00.000Z');

/** A workstation and a server, each with a clock that can be set, and the elapsed time that nobody sets. */
class Desk {
  elapsed = 5000;
  /** The workstation's clock, ahead of what it really is. */
  wallAhead = 0;
  /** The server's clock, ahead of what it really is. */
  serverAhead = 0;
  private really = NOON;
  readonly clock = new TrustedClock({
    wall: () => this.really + this.wallAhead,
    elapsed: () => this.elapsed,
  });

  /** Time goes by. */
  pass(milliseconds: number): void {
    this.really += milliseconds;
    this.elapsed += milliseconds;
  }

  /** The computer sleeps, and its count of elapsed time stands still. */
  sleep(milliseconds: number): void {
    this.really += milliseconds;
  }

  /** One request: out, answered with the server's second, back. */
  ask(out = 20, back = 30): void {
    const askedAt = this.elapsed;
    this.pass(out);
    const second = Math.floor((this.really + this.serverAhead) / 1000) * 1000;
    this.pass(back);
    this.clock.heard({
      earliest: second,
      latest: second + 1000,
      askedAt,
      heardAt: this.elapsed,
    });
  }

  askTwice(): void {
    this.ask();
    this.pass(300);
    this.ask();
  }

  /** How far the clock is off, in milliseconds. */
  get off(): number {
    return this.clock.now() - (this.really + this.serverAhead);
  }
}

describe('The one clock', () => {
  let desk: Desk;

  beforeEach(() => {
    desk = new Desk();
  });

  it('is the workstation’s own, and not trusted, until the server has been heard', () => {
    desk.wallAhead = 60 * DAY;
    expect(desk.off).to.equal(60 * DAY);
    expect(desk.clock.isTrusted()).to.equal(false);
    desk.ask();
    expect(desk.clock.isTrusted(), 'one answer may be anybody’s').to.equal(false);
  });

  it('is the server’s, within a second, once two answers agree, however wrong the workstation’s is', () => {
    for (const wallAhead of [60 * DAY, -60 * DAY]) {
      desk = new Desk();
      desk.wallAhead = wallAhead;
      desk.askTwice();
      expect(desk.clock.isTrusted()).to.equal(true);
      expect(desk.off).to.be.within(-1000, 1000);
    }
  });

  it('grows more exact with every answer, as far as the quickest round trip', () => {
    for (let asked = 0; asked < 40; asked += 1) {
      desk.ask();
      desk.pass(237);
    }
    expect(desk.off).to.be.within(-50, 50);
  });

  it('does not move when somebody sets the workstation’s clock back', () => {
    desk.askTwice();
    desk.wallAhead = -DAY;
    expect(desk.off).to.be.within(-1000, 1000);
    expect(desk.clock.isTrusted()).to.equal(true);
  });

  it('knows by how much the workstation’s clock is off, once the server has been heard', () => {
    const desk = new Desk();
    desk.wallAhead = -HOUR;
    expect(desk.clock.ownLead(), 'before').to.equal(0);
    desk.ask();
    desk.pass(400);
    desk.ask();
    expect(desk.clock.ownLead()).to.be.within(-HOUR - 1000, -HOUR + 1000);
  });

  it('goes on by the workstation’s clock after a sleep, but is not trusted before the server is heard', () => {
    desk.askTwice();
    desk.sleep(9 * HOUR);
    expect(desk.off).to.be.within(-1000, 1000);
    expect(desk.clock.isTrusted()).to.equal(false);
    desk.askTwice();
    expect(desk.off).to.be.within(-1000, 1000);
    expect(desk.clock.isTrusted()).to.equal(true);
  });

  it('is not trusted when the workstation’s clock has been set ahead, for it looks like a sleep', () => {
    desk.askTwice();
    desk.wallAhead = 60 * DAY;
    expect(desk.clock.isTrusted()).to.equal(false);
    desk.askTwice();
    expect(desk.clock.isTrusted()).to.equal(true);
    expect(desk.off).to.be.within(-1000, 1000);
  });

  it('follows a step of the server’s clock, and is not moved by one odd answer', () => {
    desk.askTwice();
    desk.serverAhead = -HOUR;
    desk.ask();
    expect(desk.off).to.be.within(HOUR - 1000, HOUR + 1000);
    desk.serverAhead = 0;
    desk.ask();
    expect(desk.off, 'it was odd').to.be.within(-1000, 1000);

    desk.serverAhead = -HOUR;
    desk.askTwice();
    expect(desk.off, 'it was a step').to.be.within(-1000, 1000);
  });

  it('never goes back or stands still on its own', () => {
    desk.askTwice();
    const before = desk.clock.now();
    desk.pass(DAY);
    expect(desk.clock.now() - before).to.equal(DAY);
  });
});
