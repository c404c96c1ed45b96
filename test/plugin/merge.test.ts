import { expect } from '@open-wc/testing';
import { filter, firstValueFrom, lastValueFrom } from 'rxjs';
import type { Task } from 'fhir/r4';
import { limitOf } from '../../scripts/patience.mjs';
import { TRANSFER_ID } from '../../services/fhir/transfer-vocabulary.ts';
import type { InPlan, SplitView } from '../../services/application/views.ts';
import { createAccount } from '../fakes/product.ts';
import {
  EACH,
  EVERYBODY,
  HELD,
  heldAs,
  holdAll,
  isAtBoth,
  NEW,
  OLD,
  patient,
  peopleOf,
  wasShutOut,
} from './practices-that-merge.ts';
import { overOn, SharedServer, WholeWorkstation } from './whole-workstation.ts';

const idOf = ({ identifier = [] }: Task): string =>
  identifier.find(({ system }) => system === TRANSFER_ID)?.value ?? '';
const looked = (view: SplitView): Promise<InPlan> => lastValueFrom(view.planIn$());

/** An old practice hands everybody over, to the last entry that it sends. */
async function handOver(workstation: WholeWorkstation): Promise<void> {
  const view = await workstation.split();
  const plan = await view.planOut({
    practice: { code: NEW.id, name: NEW.name, nation: 'england', on: '2026-12-01' },
    who: { by: 'all' },
    restricted: false,
  });
  if (!plan.ok) throw new Error(plan.failure.message);
  const { id = '', todo } = await lastValueFrom(plan.value);
  expect(todo.count).to.equal(EACH);
  expect((await view.start(id)).ok).to.equal(true);
  expect((await overOn(view, id)).progress).to.equal(`${EACH} done, 0 left out`);
  const agreement = await view.agreement(id);
  expect(agreement.ok && agreement.value.agrees).to.equal(true);
  await workstation.allSent();
}

async function begin(view: SplitView, { id = '' }: InPlan): Promise<void> {
  expect((await view.start(id)).ok).to.equal(true);
  expect((await overOn(view, id)).phase).to.equal('done');
}

/** Everything is sent, and whoever has the page open has said of each that it is taken in. */
async function atRest(both: readonly WholeWorkstation[], view: SplitView): Promise<void> {
  await Promise.all(both.map((each) => each.allSent()));
  // What the other workstation has made comes here with the next look at the server.
  await firstValueFrom(view.finishing$.pipe(filter((told) => told.available && told.left === 0)));
}

describe('two practices that merge into one', () => {
  const open: WholeWorkstation[] = [];
  afterEach(() => {
    open.splice(0).forEach((each) => {
      each.close();
    });
  });

  it('give everybody one account there, lose nobody, and let in nobody who was shut out', async function () {
    this.timeout(limitOf('file') / 2);
    const server = new SharedServer();
    await holdAll(server);
    const before = new Map((await server.accounts(NEW.id)).map((each) => [each.patientRef, each]));
    const oldCodes = await Promise.all(OLD.map(({ id }) => server.codes(id)));

    // Both hand over, at the same time.
    const old = await Promise.all(
      OLD.map((practice, index) => {
        const people = peopleOf(index).map((person) => patient(person, `old${index}`));
        return new WholeWorkstation(practice, server, people).open();
      }),
    );
    open.push(...old);
    await Promise.all(old.map(handOver));
    const handedOver = await server.transfers(NEW.id);
    expect(handedOver).to.have.length(2 * EACH);

    // Two workstations of the new practice take them in, at the same time; one of them has made accounts that nobody knows of.
    const people = EVERYBODY.map((person) => patient(person, 'new'));
    const [one, other] = await Promise.all([
      new WholeWorkstation(NEW, server, people).open(),
      new WholeWorkstation(NEW, server, people).open(),
    ]);
    const both = [one, other];
    open.push(...both);
    const views = await Promise.all(both.map((each) => each.split()));
    const plans = await Promise.all(
      views.map(async (view) => ({ view, plan: await looked(view) })),
    );
    const networkBack = other.cutOff();
    for (const person of EVERYBODY.filter((each) => heldAs(each) === 'unshared')) {
      await other.openTab(patient(person, 'new'));
      await createAccount(other);
    }
    other.host.currentPatient.set(null);
    networkBack();
    await Promise.all(plans.map(({ view, plan }) => begin(view, plan)));
    const view = await one.split();
    await atRest(both, view);
    // Whoever waited for the other of two transfers of one patient is seen by a second look.
    const second = await looked(view);
    if (second.id !== undefined) await begin(view, second);
    await atRest(both, view);

    const accounts = await server.accounts(NEW.id);
    const byPatient = new Map(accounts.map((each) => [each.patientRef, each]));
    expect(accounts.length, 'nobody has two accounts').to.equal(byPatient.size);
    expect([...byPatient.keys()].sort(), 'everybody has one, and nobody else').to.deep.equal(
      EVERYBODY.map((person) => `new-${person}`).sort(),
    );
    expect(before.size + 7, 'so many had one before').to.equal(HELD);

    // Whatever is not over is listed for a person, with whom it concerns, and why.
    const { unmatched } = await looked(view);
    const transfers = await server.transfers(NEW.id);
    expect(unmatched.map(({ id }) => id).sort()).to.deep.equal(
      transfers
        .filter(({ status }) => status !== 'completed')
        .map(idOf)
        .sort(),
    );
    expect(unmatched.filter(({ because }) => because === '')).to.deep.equal([]);
    const listed = new Set(unmatched.map(({ id }) => `new-${id.slice(id.lastIndexOf('-') + 1)}`));

    const codes = await server.codes(NEW.id);
    const fates = { open: 0, shut: 0, listed: 0 };
    for (const person of EVERYBODY) {
      const ref = `new-${person}`;
      const kind = heldAs(person);
      const what = `${person}, ${kind ?? 'nothing'} before`;
      const now = byPatient.get(ref);
      if (now === undefined) throw new Error(`${what}: has no account`);
      const held = before.get(ref);
      const isShut = !now.isOpen && now.closedBecause !== undefined;
      expect(now.isOpen || isShut, `${what}: is open, or says why not`).to.equal(true);
      if (held !== undefined) expect(now, `${what}: stays as it was`).to.deep.equal(held);
      if (wasShutOut(person)) {
        // Whoever was let in before it was known, here or by the other of two transfers, is for a person.
        const mayBeOpen = kind !== undefined || isAtBoth(person);
        const isSafe = !now.isOpen || (mayBeOpen && listed.has(ref));
        expect(isSafe, `${what}: stays shut out`).to.equal(true);
      } else if (held === undefined) expect(now.isOpen, what).to.equal(true);
      const hasCodes = now.isOpen && (held === undefined || kind === 'letter out');
      expect(codes.get(now.key) ?? [], `${what}: codes`).to.have.length(hasCodes ? 1 : 0);
      fates[listed.has(ref) ? 'listed' : now.isOpen ? 'open' : 'shut'] += 1;
    }
    expect(fates.open + fates.shut + fates.listed).to.equal(EVERYBODY.length);
    expect(Math.min(fates.open, fates.shut, fates.listed), JSON.stringify(fates)).to.be.above(5);

    const made = accounts.filter(({ patientRef, isOpen }) => isOpen && !before.has(patientRef));
    const tasks = made.flatMap(({ key }) => codes.get(key) ?? []);
    const letters = await Promise.all(tasks.map((task) => one.codesIn(task)));
    for (const part of ['token', 'linkageKey'] as const) {
      const different = new Set(letters.flatMap((letter) => letter?.[part] ?? []));
      expect(different.size, `no ${part} is that of another`).to.equal(made.length);
    }
    expect(new Set(accounts.map(({ accountId }) => accountId)).size).to.equal(accounts.length);

    // At the old practices nobody is let in any more, and nobody's codes ended before the transfer was there.
    for (const [practice, { id }] of OLD.entries()) {
      const closed = await server.accounts(id);
      expect(closed).to.have.length(EACH);
      expect((await server.codes(id)).size, 'no old code is left').to.equal(0);
      for (const { key, patientRef, isOpen, movedTo } of closed) {
        expect([isOpen, movedTo], patientRef).to.deep.equal([false, NEW.id]);
        const transfer = handedOver.find((each) => idOf(each).endsWith(`.${patientRef}`));
        const [written] = await server.versions<Task>('Task', transfer?.id ?? '');
        for (const { id: task = '' } of oldCodes[practice]?.get(key) ?? []) {
          const versions = await server.versions<Task>('Task', task);
          const ended = versions.find(({ status }) => status !== 'requested');
          const times = [written, ended].map((each) => each?.meta?.lastUpdated ?? 'never');
          expect([...times].sort(), patientRef).to.deep.equal(times);
          expect(times).not.to.include('never');
        }
      }
    }
  });
});
