import { expect } from '@open-wc/testing';
import type { JobsView, JobView, ReportView } from '../../../../services/application/views.ts';
import type { BulkWork } from '../../../../services/domain/jobs/job.ts';
import { letter, remote } from '../../../contracts/storage-samples.ts';
import { HostRefusal, RECEPTIONIST } from '../../../fakes/fake-host.ts';
import { auditTrail } from '../../../fakes/product.ts';
import { waitUntil } from '../../../wait-until.ts';
import { JobPractice, jobIn, person, whole } from './job-practice.ts';

const RESTRICTED = {
  meta: {
    security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' }],
  },
};
const PRINT = { kind: 'print', size: 10, order: 'name', sides: 'one' } as const;
const REPRINT = { ...PRINT, kind: 'reprint' } as const;

/** So many patients whose letters were never printed, by surname from the last to the first. */
async function withCodes(count: number): Promise<{ practice: JobPractice; view: JobsView }> {
  const practice = new JobPractice();
  await practice.hold(...Array.from({ length: count }, () => ({})));
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  practice.host.known = numbers.map((number) =>
    person(number, {
      name: [{ use: 'official', given: ['Ann'], family: surname(count - number) }],
    }),
  );
  await practice.giveCodes(...numbers);
  return { practice, view: await practice.open() };
}

function surname(rank: number): string {
  return `Price${String.fromCharCode(65 + rank)}`;
}

async function start(
  practice: JobPractice,
  view: JobsView,
  work: BulkWork = PRINT,
): Promise<string> {
  const { id = '' } = await practice.plan(view, work);
  const started = await view.start(id);
  if (!started.ok) throw new Error(started.failure.message);
  return id;
}

async function reportOf(view: JobsView, { id }: Pick<JobView, 'id'>): Promise<ReportView> {
  const report = await view.report(id);
  if (!report.ok) throw new Error(report.failure.message);
  return report.value;
}

/** A letter that was printed before, on the shared record. */
async function printedBefore(practice: JobPractice, number: number): Promise<void> {
  const { journal, outbox } = practice.product.storage;
  const body = letter({
    id: `letter-${number}`,
    accountKey: `account-${number}`,
    registrationId: `registration-${number}`,
    practiceId: practice.host.practice.id,
    patientRef: `patient-${number}`,
  });
  const epoch = await outbox.claimEpoch();
  await journal.applyPage(
    { kind: 'letter', records: [remote('letter', body, 1)], quarantined: [] },
    epoch,
  );
}

describe('printing letters of many', () => {
  it('prints batches of the chosen size, each with a list that is its letters in their order', async () => {
    const { practice, view } = await withCodes(12);
    const plan = await practice.plan(view, PRINT);
    expect(plan).to.deep.include({ batches: 2 });
    expect(plan.todo.count).to.equal(12);
    await view.start(plan.id ?? '');
    expect((await jobIn(view, 'done')).progress).to.equal('12 done, 0 left out');
    const { made } = practice.product.batches;
    expect(made.map(({ letters }) => letters.length)).to.deep.equal([10, 2]);
    expect(practice.host.piles).to.have.lengthOf(2);
    for (const { letters, cover } of made) {
      expect(cover.rows.map(([place]) => Number(place))).to.deep.equal(
        letters.map((_, index) => index + 1),
      );
      expect(cover.rows.map(([, name = '']) => name.split(',')[0])).to.deep.equal(
        letters.map(({ patient }) => patient.surname?.toUpperCase()),
      );
    }
    const names = made.flatMap(({ letters }) => letters.map(({ patient }) => patient.surname));
    expect(names).to.deep.equal(Array.from({ length: 12 }, (_, rank) => surname(rank)));
    const facts = made[1]?.cover.facts.map(({ label, text }) => `${label}: ${text}`).join('\n');
    expect(facts).to.include('Batch: 2 of 2 batches').and.include('Printed by: Dilys Probert');
    expect(JSON.stringify(made.map(({ cover }) => cover))).not.to.match(
      new RegExp(made.flatMap(({ letters }) => letters.map(({ token }) => token)).join('|')),
    );
  });

  it('goes by usual GP and then by name, where the practice hands post out so', async () => {
    const practice = new JobPractice();
    await practice.hold({}, {}, {});
    practice.host.gps = [
      { id: 'gp-1', name: 'Dr Zara Abel', role: 'GP' },
      { id: 'gp-2', name: 'Dr Adam Young', role: 'GP' },
    ];
    const of = (gp: string, display: string) => ({
      generalPractitioner: [{ reference: `Practitioner/${gp}`, display }],
    });
    practice.host.known = [
      person(1, of('gp-1', 'Dr Zara Abel')),
      person(2, of('gp-2', 'Dr Adam Young')),
      person(3, of('gp-1', 'Dr Zara Abel')),
    ];
    await practice.giveCodes(1, 2, 3);
    const view = await practice.open();
    await start(practice, view, { ...PRINT, order: 'gp' });
    await jobIn(view, 'done');
    const rows = practice.product.batches.made[0]?.cover.rows.map(([, name, gp]) => [name, gp]);
    expect(rows).to.deep.equal([
      ['PRICE2, Ann', 'Dr Adam Young'],
      ['PRICE1, Ann', 'Dr Zara Abel'],
      ['PRICE3, Ann', 'Dr Zara Abel'],
    ]);
  });

  it('leaves out, with the reason, whoever has died, is restricted, a child, disabled, or has no working codes or a letter already', async () => {
    const { practice, view } = await withCodes(4);
    const other = new JobPractice(practice.host, { besides: practice.product });
    await other.hold({}, {}, {}, {}, {}, {}, { enabled: false }, {});
    practice.host.known = [
      person(1),
      person(2, { deceasedBoolean: true }),
      person(3, RESTRICTED),
      person(4, { birthDate: '2014-01-01' }),
      person(5),
      person(6),
      person(7),
      person(8),
    ];
    await other.giveCodes(6, 7, 8);
    await printedBefore(practice, 6);
    const plan = await practice.plan(view, PRINT);
    expect(plan.todo.first).to.have.members(['patient-1', 'patient-8']);
    const why = plan.leftOut.map(({ label }) => label).join('\n');
    for (const said of [
      'deceased',
      'restricted',
      'under 16',
      'disabled',
      'printed or saved already',
    ]) {
      expect(why, said).to.match(new RegExp(said, 'i'));
    }
    expect(plan.leftOut.reduce((sum, { count }) => sum + count, 0)).to.equal(6);
  });

  it('records each letter for its patient once the printer has it, and not before', async () => {
    const { practice, view } = await withCodes(2);
    let recorded = -1;
    practice.host.documents = {
      ...practice.host.documents,
      printList: async (document) => {
        const records = await practice.records(1);
        recorded = records.letters.length;
        practice.host.piles.push(document);
        return true;
      },
    };
    await start(practice, view);
    await jobIn(view, 'done');
    expect(recorded).to.equal(0);
    const { letters, registrations } = await practice.records(1);
    expect(
      letters.map(({ copy, medium, registrationId }) => ({ copy, medium, registrationId })),
    ).to.deep.equal([{ copy: 0, medium: 'printed', registrationId: 'registration-1' }]);
    expect(registrations).to.have.lengthOf(1);
    const rows = await auditTrail(practice.product);
    expect(rows.filter((row) => row.startsWith('print-letter'))).to.deep.equal([
      'print-letter done: Registration letter goes to the printer; one of many at once',
      'print-letter done: Registration letter goes to the printer; one of many at once',
      'print-letter done: Registration letter printed; one of many at once',
      'print-letter done: Registration letter printed; one of many at once',
    ]);
  });

  it('waits where printing was cancelled or refused, records nothing, and prints the batch when resumed', async () => {
    const { practice, view } = await withCodes(2);
    practice.host.userPrints = false;
    await start(practice, view);
    const job = await jobIn(view, 'paused');
    expect(job.why).to.include('Batch 1 was not printed: printing was cancelled');
    expect((await practice.records(1)).letters).to.deep.equal([]);
    practice.host.userPrints = true;
    const { printList } = practice.host.documents;
    practice.host.documents = {
      ...practice.host.documents,
      printList: () => Promise.reject(new HostRefusal('Out of paper, as Ann Price said.')),
    };
    await view.resume(job.id);
    const refused = await jobIn(view, 'paused');
    expect(refused.why).to.include('refused').and.not.include('Ann');
    practice.host.documents = { ...practice.host.documents, printList: printList as never };
    await view.resume(job.id);
    expect((await jobIn(view, 'done')).progress).to.equal('2 done, 0 left out');
    expect(practice.host.piles).to.have.lengthOf(1);
  });

  it('says before it goes on that a batch may have been printed, where nobody heard what the printer made of it', async () => {
    const { practice, view } = await withCodes(2);
    const { host } = practice;
    let isAtPrinter = false;
    host.documents = {
      ...host.documents,
      printList: () => {
        isAtPrinter = true;
        return new Promise(() => undefined);
      },
    };
    await start(practice, view);
    await waitUntil(() => isAtPrinter, 'it is at the printer');
    host.session.set({ ...RECEPTIONIST, id: 'signed-in-again' });
    const again = await practice.open();
    const job = await jobIn(again, 'interrupted');
    expect(job.why).to.include('Batch 1 may have been printed');
    // They have been told, and have looked: once is enough.
    expect((await again.resume(job.id)).ok).to.equal(true);
    expect((await jobIn(again, 'done')).progress).to.match(/^0 done.*2 not known/);
    expect((await practice.records(1)).letters).to.deep.equal([]);
  });

  it('looks at each once more: whoever was reset, disabled or cannot be printed is in the report and counted on the list', async () => {
    const { practice, view } = await withCodes(4);
    const { id = '' } = await practice.plan(view, PRINT);
    const issued = await practice.product.issuer.issue({
      practiceId: practice.host.practice.id,
      accountKey: 'account-1',
      registrationId: 'newer',
    });
    if (!issued.ok) throw new Error('No codes.');
    const { journal, outbox } = practice.product.storage;
    const epoch = await outbox.claimEpoch();
    const newer = {
      ...(await practice.records(1)).registrations[0],
      id: 'newer',
      issuedAt: '2026-04-19T09:00:00.000Z',
      ...issued.value,
    };
    await journal.applyPage(
      {
        kind: 'registration',
        records: [remote('registration', newer as never, 1)],
        quarantined: [],
      },
      epoch,
    );
    practice.host.known = practice.host.known.map((each) =>
      each.id === 'patient-3' ? { ...each, name: [{ given: ['王'], family: '王' }] } : each,
    );
    await view.start(id);
    const job = await jobIn(view, 'done');
    expect(job.progress).to.equal('2 done, 1 left out, 1 failed');
    const [made] = practice.product.batches.made;
    expect(made?.letters).to.have.lengthOf(2);
    expect(made?.cover.rows).to.have.lengthOf(2);
    const warnings = made?.cover.warnings.join(' ') ?? '';
    expect(warnings).to.include('not in it: 2').and.include('have been replaced');
    expect(warnings).not.to.include(surname(3));
    const kept = await practice.product.storage.jobs.lines(id, 0, 4);
    expect(JSON.stringify(kept)).not.to.include('王');
  });

  it('prints nothing for codes that are replaced while their letter is being made', async () => {
    const { practice, view } = await withCodes(2);
    let made = 0;
    practice.product.batches.meanwhile = async () => {
      made += 1;
      if (made > 1) return;
      const { journal, outbox } = practice.product.storage;
      const { account } = await practice.records(2);
      if (account === undefined) throw new Error('No account.');
      const epoch = await outbox.claimEpoch();
      const body = { ...account, enabled: false };
      await journal.applyPage(
        { kind: 'account', records: [remote('account', body, 2)], quarantined: [] },
        epoch,
      );
    };
    await start(practice, view);
    expect((await jobIn(view, 'done')).progress).to.equal('1 done, 1 left out');
    expect(practice.host.piles).to.have.lengthOf(1);
    expect(practice.product.batches.made.at(-1)?.letters).to.have.lengthOf(1);
  });

  it('is not offered by a host that prints no letters of several patients', async () => {
    const practice = new JobPractice();
    const { printList: _none, ...documents } = practice.host.documents;
    practice.host.documents = documents;
    await practice.hold({});
    const { can } = await practice.open();
    expect(can.print).to.deep.equal({
      allowed: false,
      reason: 'Your clinical system prints no letters of several patients in one piece.',
    });
  });
});

describe('printing copies of letters of many', () => {
  it('says that each is a copy, with the same codes, of those alone who had a letter', async () => {
    const { practice, view } = await withCodes(2);
    await printedBefore(practice, 1);
    await start(practice, view, REPRINT);
    const job = await jobIn(view, 'done');
    expect(job).to.include({ title: 'Print copies of letters', progress: '1 done, 1 left out' });
    const [made] = practice.product.batches.made;
    expect(made?.letters.map(({ copy }) => copy)).to.deep.equal([1]);
    expect(made?.cover.title).to.equal('Copies of registration letters');
    const { registrations, letters } = await practice.records(1);
    expect(registrations.map(({ id }) => id)).to.deep.equal(['registration-1']);
    expect(letters.map(({ copy }) => copy).sort()).to.deep.equal([0, 1]);
  });

  it('prints a batch once more from the report, without who was disabled since, and without new codes', async () => {
    const { practice, view } = await withCodes(3);
    await start(practice, view);
    const first = await jobIn(view, 'done');
    const report = await reportOf(view, first);
    expect(report.batches.map(({ label }) => label)).to.deep.equal([
      'Batch 1 of 1: 3 letters printed',
    ]);
    const { account } = await practice.records(2);
    const { journal, outbox } = practice.product.storage;
    const epoch = await outbox.claimEpoch();
    const body = { ...account, enabled: false };
    await journal.applyPage(
      { kind: 'account', records: [remote('account', body as never, 2)], quarantined: [] },
      epoch,
    );
    practice.product.clock.time = '2026-04-20T10:00:00.000Z';
    const plan = await whole(view.planAgain$(first.id, 1));
    expect(plan.todo.count).to.equal(2);
    expect(plan.leftOut.map(({ count }) => count)).to.deep.equal([1]);
    await view.start(plan.id ?? '');
    const again = await jobIn(view, 'done');
    expect(again.title).to.equal('Print letters once more: batch 1');
    const [before, after] = practice.product.batches.made;
    expect(after?.cover.warnings.join(' ')).to.include('destroy it');
    expect(after?.letters.map(({ copy }) => copy)).to.deep.equal([1, 1]);
    const tokens = new Set(before?.letters.map(({ token }) => token));
    expect(after?.letters.every(({ token }) => tokens.has(token))).to.equal(true);
  });
});
