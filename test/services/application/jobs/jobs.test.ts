import { expect } from '@open-wc/testing';
import { firstValueFrom } from 'rxjs';
import type { JobsView } from '../../../../services/application/views.ts';
import { FakeHost, RECEPTIONIST } from '../../../fakes/fake-host.ts';
import { auditTrail } from '../../../fakes/product.ts';
import { waitUntil } from '../../../wait-until.ts';
import { JobPractice, jobIn, person } from './job-practice.ts';

const RESTRICTED = {
  meta: {
    security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' }],
  },
};

/** Five accounts; of one the patient has died, one record is restricted, one is a child's, one is disabled already. */
async function mixed(): Promise<{ practice: JobPractice; view: JobsView }> {
  const practice = new JobPractice();
  await practice.hold({}, {}, {}, {}, { enabled: false }, {});
  practice.host.known = [
    person(1),
    person(2, { deceasedBoolean: true }),
    person(3, RESTRICTED),
    person(4, { birthDate: '2014-01-01' }),
    person(5),
    person(6),
  ];
  return { practice, view: await practice.open() };
}

/** Lets nobody through until it is told to. */
function gate(host: FakeHost): { readonly let: () => void; readonly waiting: () => boolean } {
  const { patients } = host;
  const held: (() => void)[] = [];
  let isShut = true;
  host.patients = {
    ...patients,
    read: async (id: string) => {
      if (isShut) await new Promise<void>((resolve) => held.push(resolve));
      return patients.read?.(id);
    },
  } as typeof patients;
  return {
    let: () => {
      isShut = false;
      held.splice(0).forEach((each) => {
        each();
      });
    },
    waiting: () => held.length > 0,
  };
}

describe('disabling many accounts', () => {
  it('says first who would be disabled, and why the others would not, and does nothing', async () => {
    const { practice, view } = await mixed();
    const plan = await practice.plan(view);
    expect(plan.todo.count).to.equal(2);
    expect(plan.todo.first).to.have.members(['patient-1', 'patient-6']);
    expect(plan.leftOut.map(({ count }) => count)).to.deep.equal([1, 1, 1, 1]);
    const why = plan.leftOut.map(({ label }) => label).join('\n');
    for (const said of ['deceased', 'restricted', 'under 16', 'disabled already']) {
      expect(why, said).to.match(new RegExp(said, 'i'));
    }
    expect(await practice.disabled()).to.deep.equal([5]);
  });

  it('disables those alone, whoever is open, and says what became of everybody', async () => {
    const { practice, view } = await mixed();
    const { id = '' } = await practice.plan(view);
    expect((await view.start(id)).ok).to.equal(true);
    const job = await jobIn(view, 'done');
    expect(job).to.include({ title: 'Disable accounts: Misuse', progress: '2 done, 4 left out' });
    expect(await practice.disabled()).to.deep.equal([1, 5, 6]);
    const report = await view.report(job.id);
    expect(
      report.ok && report.value.groups.map(({ label, count }) => `${count} ${label.slice(0, 8)}`),
    ).to.deep.equal(['2 Done', '1 Left out', '1 Left out', '1 Left out', '1 Left out']);
    const rows = await auditTrail(practice.product);
    expect(rows.filter((row) => /^(start|end)-job/.test(row))).to.deep.equal([
      'start-job done: Disable accounts: Misuse, for many at once: begun for 2 patients, 4 left out',
      'end-job done: Disable accounts: Misuse, for many at once: ended (2 done, 4 left out)',
    ]);
    const changes = rows.filter((row) => row.startsWith('change-services'));
    expect(changes).to.have.length(2);
    expect(changes[0]).to.include('one of many at once').and.include('Misuse');
  });

  it('does nobody who has died since it was looked at, and nobody the host no longer knows', async () => {
    const practice = new JobPractice();
    await practice.hold({}, {}, {});
    const view = await practice.open();
    const { id = '' } = await practice.plan(view);
    practice.host.known = [person(1, { deceasedBoolean: true }), person(3)];
    await view.start(id);
    expect((await jobIn(view, 'done')).progress).to.equal('1 done, 2 left out');
    expect(await practice.disabled()).to.deep.equal([3]);
  });

  it('does nothing by a plan of somebody else, of long ago, or a second time', async () => {
    const practice = new JobPractice();
    await practice.hold({});
    const view = await practice.open();
    const { id = '' } = await practice.plan(view);
    practice.product.clock.time = '2026-04-20T10:00:00.000Z';
    const old = await view.start(id);
    expect(!old.ok && old.failure.message).to.include('too long ago');
    const { id: fresh = '' } = await practice.plan(view);
    expect((await view.start(fresh)).ok).to.equal(true);
    await jobIn(view, 'done');
    expect((await view.start(fresh)).ok).to.equal(false);
  });

  it('is refused, and that is noted, to who may not disable one account', async () => {
    const practice = new JobPractice();
    await practice.hold({});
    practice.host.session.set({
      ...RECEPTIONIST,
      id: 'session-9',
      permissions: ['onlineServices.view', 'onlineServices.manageAccounts'],
    });
    const view = await practice.open();
    expect(view.can.disable.allowed).to.equal(false);
    const { id = '' } = await practice.plan(view);
    const refused = await view.start(id);
    expect(!refused.ok && refused.failure.kind).to.equal('not-permitted');
    expect(await auditTrail(practice.product)).to.include(
      'start-job refused: Refused: no permission',
    );
    expect(await practice.disabled()).to.deep.equal([]);
  });
});

describe('a job in hand', () => {
  it('can be paused, resumed and cancelled; who was done stays done', async () => {
    const practice = new JobPractice();
    await practice.hold({}, {}, {});
    const view = await practice.open();
    const { id = '' } = await practice.plan(view);
    const door = gate(practice.host);
    await view.start(id);
    await waitUntil(door.waiting, 'it has begun');
    expect((await view.pause(id)).ok).to.equal(true);
    door.let();
    await jobIn(view, 'paused');
    expect(await practice.disabled()).to.deep.equal([]);
    expect((await view.resume(id)).ok).to.equal(true);
    expect((await jobIn(view, 'done')).progress).to.equal('3 done, 0 left out');

    const { id: next = '' } = await practice.plan(view);
    expect(next).to.equal('');
    expect((await view.cancel(id)).ok).to.equal(false);
  });

  it('is ended by cancelling, and nobody further is done', async () => {
    const practice = new JobPractice();
    await practice.hold({}, {}, {});
    const view = await practice.open();
    const { id = '' } = await practice.plan(view);
    const door = gate(practice.host);
    await view.start(id);
    await waitUntil(door.waiting, 'it has begun');
    expect((await view.cancel(id)).ok).to.equal(true);
    door.let();
    expect((await jobIn(view, 'cancelled')).progress).to.include('to go');
    expect((await practice.disabled()).length).to.be.lessThan(3);
    const rows = await auditTrail(practice.product);
    expect(rows.some((row) => row.startsWith('cancel-job done'))).to.equal(true);
  });

  it('stops at sign-out, is nobody else’s, and goes on when the same person says so', async () => {
    const practice = new JobPractice();
    await practice.hold({}, {}, {});
    const { host, product } = practice;
    const first = await practice.open();
    const { id = '' } = await practice.plan(first);
    const door = gate(host);
    await first.start(id);
    await waitUntil(door.waiting, 'it has begun');
    host.session.set({
      ...RECEPTIONIST,
      id: 'other',
      staff: { ...RECEPTIONIST.staff, id: 'staff-9' },
    });
    door.let();
    const others = await practice.open();
    const waiting = await jobIn(others, 'of-another');
    const refused = await others.resume(waiting.id);
    expect(!refused.ok && refused.failure.message).to.include(RECEPTIONIST.staff.name);
    expect((await others.cancel(waiting.id)).ok).to.equal(false);
    expect(await practice.disabled()).to.deep.equal([]);

    host.session.set({ ...RECEPTIONIST, id: 'signed-in-again' });
    const again = await practice.open();
    await jobIn(again, 'interrupted');
    expect(await practice.disabled()).to.deep.equal([]);
    await again.resume(id);
    await jobIn(again, 'done');
    expect(await practice.disabled()).to.deep.equal([1, 2, 3]);
    const rows = await auditTrail(product);
    expect(rows.filter((row) => row.startsWith('resume-job'))).to.have.length(1);
    expect(rows.filter((row) => row.startsWith('change-services'))).to.have.length(3);
  });

  it('is one a person, and told to other workstations without a patient in it', async () => {
    const practice = new JobPractice();
    await practice.hold({}, {});
    const view = await practice.open();
    const { id = '' } = await practice.plan(view);
    const door = gate(practice.host);
    await view.start(id);
    await waitUntil(door.waiting, 'it has begun');
    const other = new JobPractice(new FakeHost(), { board: practice.product.board });
    const seen = await firstValueFrom((await other.open()).elsewhere$);
    expect(seen.available && seen.jobs.map(({ text }) => text).join()).to.include(
      'Disable accounts: begun by',
    );
    expect(JSON.stringify(practice.product.board.told)).not.to.match(/patient-\d|Price/);
    door.let();
    await jobIn(view, 'done');
    await waitUntil(() => practice.product.board.told.at(-1)?.state === 'done', 'the end is told');
  });

  it('waits, and says why, when storage fails, and when one after the other fails', async () => {
    const practice = new JobPractice();
    await practice.hold({}, {}, {}, {}, {}, {}, {});
    const view = await practice.open();
    const { id = '' } = await practice.plan(view);
    const { patients } = practice.host;
    practice.host.patients = {
      ...patients,
      read: () => Promise.reject(Object.assign(new Error('away'), { name: 'HostError' })),
    };
    await view.start(id);
    const job = await jobIn(view, 'paused');
    expect(job.progress).to.equal('0 done, 0 left out, 5 failed, 2 to go');
    expect(job.why).to.include('5 patients in a row');
  });
});

describe('reminding many', () => {
  it('leaves out who was reminded lately, has no verified contact, or does not wait', async () => {
    const practice = new JobPractice();
    const registered = { status: 'registered', registeredAt: '2026-04-10T09:30:00.000Z' } as const;
    const reminder = {
      id: 'r',
      day: '2026-04-19',
      state: 'sent',
      at: '2026-04-19T09:00:00.000Z',
    } as const;
    await practice.hold(registered, { ...registered, reminder }, { status: 'active' });
    const view = await practice.open();
    const plan = await practice.plan(view, { kind: 'remind' });
    expect(plan.todo.count).to.equal(0);
    expect(plan).not.to.have.property('id');
    expect(plan.leftOut.map(({ label }) => label).join('\n')).to.match(/reminder was sent within/);
  });
});

describe('saving a list as a file', () => {
  it('has names, leaves out restricted records, and is noted', async () => {
    const { practice, view } = await mixed();
    const saving$ = view.saveAccounts$(await practice.keys(), 'All accounts');
    const told: string[] = [];
    await new Promise<void>((resolve) => {
      saving$.subscribe({ next: ({ phase }) => told.push(phase), complete: resolve });
    });
    expect(told.at(-1)).to.equal('saved');
    const text = (await practice.host.lists[0]?.file.text()) ?? '';
    expect(text).to.include('PRICE1').and.include('Died').and.not.include('PRICE3');
    const rows = await auditTrail(practice.product);
    expect(rows).to.include('export-accounts done: List saved as a file: All accounts, 5 accounts');
  });
});
