import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { filter, firstValueFrom } from 'rxjs';
import type { SplitView } from '../../../../services/application/views.ts';
import { HostRefusal } from '../../../fakes/fake-host.ts';
import type { Product } from '../../../fakes/product.ts';
import { sampleTransfer } from '../../../fakes/sample-transfers.ts';
import {
  finished,
  inPlan,
  outPlan,
  person,
  Practice,
  startAndWait,
  TwoPractices,
  type Mover,
} from './two-practices.ts';

/** Where a tab dies: at which of its calls to storage or to the server, before or after that has been carried out. */
interface Death {
  readonly at: number;
  readonly after: boolean;
}

const DEATHS = fc.array(fc.record({ at: fc.integer({ min: 0, max: 60 }), after: fc.boolean() }), {
  maxLength: 4,
});
const DISABLED = {
  account: {
    enabled: false,
    disabling: { id: 'act', reason: 'safeguarding', at: '2026-03-02T10:00:00.000Z' },
  },
} satisfies Mover;

type Call = (...given: unknown[]) => Promise<unknown>;

/** Whatever is asked of storage or server, the tab that is at work dies at these calls, and the next one takes over. */
function dying({ storage, office, transfers }: Product, deaths: readonly Death[]): () => void {
  let calls = 0;
  let isOver = false;
  const around = async <T>(call: () => Promise<T>): Promise<T> => {
    const death = deaths.find(({ at }) => at === calls);
    calls += 1;
    if (death === undefined || isOver) return call();
    if (death.after) await call();
    queueMicrotask(() => {
      office.takeOver();
    });
    // Nobody hears of it any more.
    return new Promise(() => undefined);
  };
  transfers.around = around;
  const wrap = (part: object, names: readonly string[]): void => {
    for (const name of names) {
      const whole = (Reflect.get(part, name) as Call).bind(part);
      Object.defineProperty(part, name, {
        configurable: true,
        value: (...given: unknown[]) => around(() => whole(...given)),
      });
    }
  };
  wrap(storage.jobs, ['read', 'lines', 'settle', 'wasCommitted', 'change']);
  wrap(storage.records, ['read', 'commit']);
  return () => {
    isOver = true;
  };
}

/** Begins what was looked at, with tabs that die one after the other, and waits till the last one has done it. */
async function done(
  practice: Practice,
  plan: (view: SplitView) => Promise<{ readonly id?: string }>,
  deaths: readonly Death[],
): Promise<void> {
  const others = deaths.map(() => new Practice(practice.host, { besides: practice.product }));
  const last = new Practice(practice.host, { besides: practice.product });
  const view = await practice.open();
  for (const other of others) await other.open();
  const watching = await last.open();
  const { id = '' } = await plan(view);
  expect((await view.start(id)).ok).to.equal(true);
  const over = dying(practice.product, deaths);
  await firstValueFrom(
    watching.jobs$.pipe(
      filter(
        (told) => told.available && told.jobs.some((job) => job.id === id && job.phase === 'done'),
      ),
    ),
  );
  over();
}

async function everybodyMoves(
  movers: readonly Mover[],
  out: readonly Death[],
  into: readonly Death[],
): Promise<void> {
  const practices = await new TwoPractices(movers).begin();
  await done(practices.old, (view) => outPlan(view), out);
  for (const index of movers.keys()) {
    const { account } = await practices.old.records(`old-${index}`);
    expect([account?.enabled, account?.movedTo]).to.deep.equal([false, 'A99969']);
  }
  expect(practices.transfers.all.size).to.equal(movers.length);
  await done(practices.new, inPlan, into);
  const made = (await practices.new.product.storage.entries()).filter(
    ({ kind, before }) => kind === 'account' && before === undefined,
  );
  expect(made.map(({ patientRef }) => patientRef).sort()).to.deep.equal(
    [...movers.keys()].map((index) => `new-${index}`).sort(),
  );
  await practices.new.share();
  expect(await finished(await practices.new.open())).to.equal(0);
  for (const [index, mover] of movers.entries()) {
    const { account, registrations } = await practices.new.records(`new-${index}`);
    const isEnabled = mover.account?.enabled !== false;
    expect([account?.enabled, registrations.length]).to.deep.equal([isEnabled, isEnabled ? 1 : 0]);
  }
  const outcomes = [...practices.transfers.all.values()].map(({ body }) => body);
  expect(
    outcomes.every(({ state, outcome }) => state === 'taken-in' && outcome === 'made'),
  ).to.equal(true);
}

describe('a transfer that was written before the tab died, of whom something changes till it goes on', () => {
  /** Everybody was looked at, the transfer of the first is on the shared record, and their account is still open. */
  async function halfDone() {
    const practices = await new TwoPractices([{}]).begin();
    const view = await practices.old.open();
    const { id = '' } = await outPlan(view);
    const { practice } = practices.old.host;
    const from = { id: practice.id, name: practice.name };
    const handedOverAt = '2026-04-20T08:00:00.000Z';
    const written = sampleTransfer({ id: `${id}.old-0`, from, handedOverAt });
    await practices.transfers.of(from.id).handOver(written);
    return { practices, view, id, written };
  }

  it('goes as they are now: who was disabled meanwhile is not taken in as enabled', async () => {
    const { practices, view, id, written } = await halfDone();
    expect(written.content?.enabled).to.equal(true);
    await practices.old.disabledElsewhere('old-0');
    await startAndWait(view, id);
    const { body } = practices.transferOf('old-0');
    expect([body.state, body.content?.enabled]).to.deep.equal(['handed-over', false]);
    expect((await practices.old.records('old-0')).account?.movedTo).to.equal('A99969');
    await practices.takeIn();
    const { account, registrations } = await practices.new.records('new-0');
    expect([account?.enabled, registrations]).to.deep.equal([false, []]);
  });

  it('is taken back where they are left out, so that nobody is open at both', async () => {
    const { practices, view, id } = await halfDone();
    practices.old.host.known = [person(0, 'old', { deceasedBoolean: true })];
    expect((await startAndWait(view, id)).progress).to.equal('0 done, 1 left out');
    expect(practices.transfers.states()).to.deep.equal(['taken-back']);
    expect((await inPlan(await practices.new.open())).total).to.equal(0);
  });

  it('is taken back where the clinical system refuses to say who they are', async () => {
    const { practices, view, id } = await halfDone();
    const { host } = practices.old;
    host.patients = {
      ...host.patients,
      read: () => Promise.reject(new HostRefusal('It is locked.')),
    };
    expect((await startAndWait(view, id)).progress).to.equal('0 done, 0 left out, 1 failed');
    expect(practices.transfers.states()).to.deep.equal(['taken-back']);
    expect((await practices.old.records('old-0')).account?.movedTo).to.equal(undefined);
  });

  it('stays where somebody has closed the account by hand meanwhile', async () => {
    const { practices, view, id, written } = await halfDone();
    expect((await view.closeHere(written.id)).ok).to.equal(true);
    await startAndWait(view, id);
    expect(practices.transfers.states()).to.deep.equal(['handed-over']);
    expect((await practices.takeIn()).todo.count).to.equal(1);
  });

  for (const how of ['is taking it up', 'has taken it in'] as const) {
    it(`is not closed without a word where the new practice ${how} as it was before it was disabled here`, async () => {
      const { practices, view, id, written } = await halfDone();
      await practices.takenUpElsewhere(how === 'has taken it in' ? 'made' : 'begun');
      await practices.old.disabledElsewhere('old-0');
      expect((await startAndWait(view, id)).progress).to.equal('0 done, 1 left out');
      const agreement = await view.agreement(id);
      const [difference] = agreement.ok ? agreement.value.differences : [];
      expect(difference?.label).to.include('tell the new practice what is disabled or restricted');
      expect((await practices.old.records('old-0')).account?.movedTo).to.equal(undefined);
      const way = await view.onTheWay();
      expect(way.ok && way.value.rows.map(({ state }) => state)).to.not.deep.equal([]);
      expect((await view.closeHere(written.id)).ok).to.equal(true);
      expect((await practices.old.records('old-0')).account?.movedTo).to.equal('A99969');
    });
  }

  it('is said to be taken up, too, where it was taken in and they are left out', async () => {
    const { practices, view, id } = await halfDone();
    await practices.takenUpElsewhere('made');
    practices.old.host.known = [person(0, 'old', { deceasedBoolean: true })];
    await startAndWait(view, id);
    const agreement = await view.agreement(id);
    const [difference] = agreement.ok ? agreement.value.differences : [];
    expect(difference?.label).to.include('taking this one in already, or has done so');
  });

  it('is said to be taken up already, where the new practice was quicker', async () => {
    const { practices, view, id } = await halfDone();
    await practices.takenUpElsewhere();
    practices.old.host.known = [person(0, 'old', { deceasedBoolean: true })];
    await startAndWait(view, id);
    const agreement = await view.agreement(id);
    const [difference] = agreement.ok ? agreement.value.differences : [];
    expect(difference?.label).to.include('taking this one in already');
  });
});

describe('accounts that move, whatever is killed when', () => {
  it('are neither lost nor doubled, and those disabled stay disabled', async () => {
    await fc.assert(
      fc.asyncProperty(DEATHS, DEATHS, (out, into) =>
        everybodyMoves([{}, DISABLED, {}, {}], out, into),
      ),
      { numRuns: 12 },
    );
  });

  it('are so for two hundred', async function () {
    this.timeout(60_000);
    const movers = Array.from({ length: 200 }, (_, index) => (index % 20 === 0 ? DISABLED : {}));
    const deaths = [3, 40, 111, 480, 901].map((at, index) => ({ at, after: index % 2 === 0 }));
    await everybodyMoves(movers, deaths, deaths);
  });
});
