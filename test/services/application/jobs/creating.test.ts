import { expect } from '@open-wc/testing';
import { filter, firstValueFrom } from 'rxjs';
import type { JobsView, Worklist } from '../../../../services/application/views.ts';
import type { IdentityCheckRecord } from '../../../../services/domain/records.ts';
import { identityCheck, remote } from '../../../contracts/storage-samples.ts';
import { auditTrail } from '../../../fakes/product.ts';
import { JobPractice, jobIn, person, whole } from './job-practice.ts';

const CREATE = {
  kind: 'create',
  services: ['appointments', 'repeats'],
  withoutEmail: true,
} as const;
const PRINT = { kind: 'print', size: 10, order: 'name', sides: 'one' } as const;
const RESTRICTED = {
  meta: {
    security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' }],
  },
};

/** Patients 1 to so many, nobody with an account. */
function practiceOf(count: number): JobPractice {
  const practice = new JobPractice();
  practice.host.known = Array.from({ length: count }, (_, index) => person(index + 1));
  return practice;
}

async function identify(
  practice: JobPractice,
  numbers: readonly number[],
  changes: Partial<IdentityCheckRecord> = {},
): Promise<void> {
  const { journal, outbox } = practice.product.storage;
  const records = numbers.map((number) =>
    remote(
      'identity-check',
      identityCheck({ id: `check-${number}`, patientRef: `patient-${number}`, ...changes }),
      1,
    ),
  );
  const epoch = await outbox.claimEpoch();
  await journal.applyPage({ kind: 'identity-check', records, quarantined: [] }, epoch);
}

function refs(...numbers: readonly number[]): { readonly refs: readonly string[] } {
  return { refs: numbers.map((number) => `patient-${number}`) };
}

async function create(view: JobsView, ...numbers: readonly number[]): Promise<void> {
  const { id = '' } = await whole(view.plan$(refs(...numbers), CREATE));
  const started = await view.start(id);
  if (!started.ok) throw new Error(started.failure.message);
}

describe('patients without an account', () => {
  async function listOf({ product }: JobPractice): Promise<Worklist> {
    const opened = await product.services.openWorklist({ list: 'no-account' });
    if (!opened.ok) throw new Error(opened.failure.message);
    return opened.value;
  }

  it('are listed: those of the practice, and nobody who has one, has died or left', async () => {
    const practice = new JobPractice();
    await practice.hold({}, {});
    practice.host.known = [
      person(1),
      person(2),
      person(3),
      person(4, { deceasedBoolean: true }),
      person(5),
    ];
    const list = await listOf(practice);
    const rows = await firstValueFrom(
      list.rows$('name').pipe(filter((told) => !told.available || told.isWhole)),
    );
    if (!rows.available) throw new Error(rows.message);
    expect(list.refsOf?.(rows.keys)).to.deep.equal(['patient-3', 'patient-5']);
    const named = await firstValueFrom(
      list
        .lines$([...rows.keys])
        .pipe(filter(({ lines }) => [...lines.values()].every(({ patient }) => patient))),
    );
    const [first] = [...named.lines.values()];
    expect(first).to.have.nested.property('patient.name', 'PRICE3, Ann');
    expect(first).not.to.have.property('account');
  });

  it('are not told while this computer has not read everything', async () => {
    const practice = new JobPractice(undefined, { isFirstPull: true });
    const rows = await firstValueFrom((await listOf(practice)).rows$('name'));
    expect(rows.available).to.equal(false);
  });
});

describe('creating accounts for many', () => {
  it('leaves out, with the reason, who is not identified, restricted, a child, has an account or no email', async () => {
    const practice = practiceOf(6);
    practice.host.known = [
      person(1),
      person(2),
      person(3, RESTRICTED),
      person(4, { birthDate: '2014-01-01' }),
      person(5, { replaces: [] } as never),
      person(6),
    ];
    await identify(practice, [1, 3, 4, 6]);
    await identify(practice, [5], {
      enteredInError: { at: '2026-03-02T09:00:00.000Z', by: { id: 's', name: 'S' } } as never,
    });
    const view = await practice.open();
    const mistyped = practiceOf(1);
    const identifier = [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990000027' }];
    mistyped.host.known = [person(1, { identifier })];
    await identify(mistyped, [1]);
    const numbers = await whole((await mistyped.open()).plan$(refs(1), CREATE));
    expect(numbers.leftOut[0]?.label).to.include('no patient number').and.not.include('0027');
    const plan = await whole(view.plan$(refs(1, 2, 3, 4, 5, 6), CREATE));
    expect(plan.todo.first).to.deep.equal(['patient-1', 'patient-6']);
    expect(plan.leftOut.reduce((sum, { count }) => sum + count, 0)).to.equal(4);
    const strict = await whole(view.plan$(refs(1, 6), { ...CREATE, withoutEmail: false }));
    expect(strict.todo.count).to.equal(0);
    expect(strict.leftOut[0]?.label).to.include('no verified email');
  });

  it('creates each account once, with sealed codes and the services chosen, and no view of the record', async () => {
    const practice = practiceOf(3);
    await identify(practice, [1, 2, 3]);
    const view = await practice.open();
    await create(view, 1, 2, 3);
    const job = await jobIn(view, 'done');
    expect(job).to.include({ title: 'Create accounts', progress: '3 done, 0 left out' });
    const { account, registrations, services } = await practice.records(2);
    expect(account).to.include({ status: 'created', enabled: true });
    expect(registrations).to.have.lengthOf(1);
    expect(registrations[0]?.sealedCodes).to.match(/^sealed-/);
    expect(services?.services).to.deep.include({
      appointments: { enabled: true },
      'summary-data': { enabled: false },
    });
    const rows = await auditTrail(practice.product);
    expect(rows.filter((row) => /^create-account.*one of many/.test(row))).to.have.lengthOf(3);
    const again = await whole(view.plan$(refs(1, 2, 3), CREATE));
    expect(again.todo.count).to.equal(0);
  });

  it('makes nobody a second account at another tab of the workstation', async () => {
    const practice = practiceOf(2);
    await identify(practice, [1, 2]);
    const view = await practice.open();
    const { id = '' } = await whole(view.plan$(refs(1, 2), CREATE));
    const other = new JobPractice(practice.host, { besides: practice.product });
    const theirs = await other.open();
    await create(theirs, 1);
    await jobIn(theirs, 'done');
    practice.product.clock.time = '2026-04-20T09:31:00.000Z';
    await view.start(id);
    expect((await jobIn(view, 'done')).progress).to.equal('1 done, 1 left out');
    const { registrations } = await practice.records(1);
    expect(registrations).to.have.lengthOf(1);
  });

  it('leads to the letters of those whom it made, once their codes are shared', async () => {
    const practice = practiceOf(3);
    await identify(practice, [1, 2]);
    const view = await practice.open();
    await create(view, 1, 2, 3);
    const { id } = await jobIn(view, 'done');
    const before = await whole(view.plan$({ jobId: id }, PRINT));
    expect(before.total).to.equal(2);
    expect(before.todo.count).to.equal(0);
    expect(before.leftOut[0]?.label).to.include('have not reached the shared record yet');
    const { storage } = practice.product;
    const epoch = await storage.outbox.claimEpoch();
    for (const entry of await storage.entries()) {
      await storage.outbox.confirm(
        entry.id,
        remote(entry.kind, entry.after.body, 1, entry.id),
        epoch,
      );
    }
    practice.product.clock.time = '2026-04-20T09:31:00.000Z';
    const plan = await whole(view.plan$({ jobId: id }, PRINT));
    expect(plan.todo.count).to.equal(2);
    await view.start(plan.id ?? '');
    expect((await jobIn(view, 'done')).title).to.equal('Print letters');
    expect(practice.product.batches.made[0]?.letters).to.have.lengthOf(2);
  });

  it('offers the usual services and the presets, without views of the record', async () => {
    const practice = practiceOf(1);
    const sets = await (await practice.open()).serviceSets();
    expect(sets[0]?.services).to.include('appointments').and.not.include('summary-data');
  });
});
