import { expect } from '@open-wc/testing';
import type { Patient } from 'fhir/r4';
import { of } from 'rxjs';
import type { Uptake, UptakeCount, UptakeFigures } from '../../../../services/application/views.ts';
import type { AccountRecord, SharedRecords } from '../../../../services/domain/records.ts';
import {
  account,
  identityCheck,
  letter,
  registration,
  remote,
  services,
  until,
} from '../../../contracts/storage-samples.ts';
import { FakeHost, HostRefusal, RECEPTIONIST, SIAN } from '../../../fakes/fake-host.ts';
import { auditTrail, makeProduct, type Product } from '../../../fakes/product.ts';
import { sampleUptake } from '../../../fakes/sample-uptake.ts';

const GP: NonNullable<Patient['generalPractitioner']> = [
  { type: 'Practitioner', reference: 'Practitioner/nair', display: 'Dr Priya Nair' },
];

/** A practice whose accounts have been fetched from the shared record. */
class Practice {
  readonly product: Product;
  private epoch = 0;

  constructor(readonly host = new FakeHost()) {
    this.product = makeProduct(host);
  }

  /** Accounts of patients 1, 2, …, whose identity is checked. */
  async hold(...accounts: readonly Partial<AccountRecord>[]): Promise<void> {
    const refs = accounts.map((_, index) => `patient-${index + 1}`);
    await this.take(
      'account',
      accounts.map((changes, index) => {
        const patientRef = refs[index] ?? '';
        const accountId = String(index + 1).padStart(12, '0');
        return account({ patientRef, id: `account-${patientRef}`, accountId, ...changes });
      }),
    );
    const checks = refs.map((patientRef) =>
      identityCheck({ id: `check-${patientRef}`, patientRef }),
    );
    await this.take('identity-check', checks);
  }

  async take<K extends 'account' | 'registration' | 'letter' | 'services' | 'identity-check'>(
    kind: K,
    bodies: readonly SharedRecords[K][],
  ): Promise<void> {
    const { journal, outbox } = this.product.storage;
    this.epoch ||= await outbox.claimEpoch();
    const records = bodies.map((body) => remote(kind, body, 1));
    await journal.applyPage({ kind, records, quarantined: [] } as never, this.epoch);
  }

  async open(): Promise<Uptake> {
    const opened = await this.product.services.openUptake({});
    if (!opened.ok) throw new Error(opened.failure.message);
    return opened.value;
  }

  async count(): Promise<UptakeFigures> {
    const count = await until((await this.open()).count$, ({ phase }) => phase !== 'counting');
    if (count.phase !== 'counted') throw new Error(JSON.stringify(count));
    return count.figures;
  }

  /** These people are known to the host. */
  know(...people: readonly Partial<Patient>[]): void {
    this.host.known = people.map((changes, index) => {
      const { generalPractitioner: _none, ...somebody } = SIAN;
      return { ...somebody, id: `patient-${index + 1}`, identifier: [], ...changes };
    });
  }
}

const numbers = (part: UptakeFigures['statuses'] | undefined): readonly string[] =>
  [...(part?.rows ?? []), ...(part?.more ?? [])].map(({ label, values, percent }) =>
    [label, ...values, ...(percent === undefined ? [] : [`${percent} %`])].join(' '),
  );

describe('how far the practice is', () => {
  it('is counted over all its accounts, slice by slice, with the progress told', async () => {
    const practice = new Practice();
    await practice.hold(...Array.from({ length: 250 }, () => ({ status: 'active' }) as const));
    const told: UptakeCount[] = [];
    const { count$ } = await practice.open();
    const following = count$.subscribe((count) => void told.push(count));
    await until(count$, ({ phase }) => phase === 'counted');
    following.unsubscribe();
    const progress = told.flatMap((count) => (count.phase === 'counting' ? count.looked : []));
    expect(progress).to.deep.equal([0, 0, 100, 200]);
    const [last] = told.slice(-1);
    expect(last?.phase === 'counted' && last.figures.accounts).to.equal(250);
  });

  it('counts a patient once who has two accounts on the shared record, wherever the second one stands', async () => {
    const practice = new Practice();
    await practice.hold(...Array.from({ length: 150 }, () => ({ status: 'active' }) as const));
    const second = { status: 'active', createdAt: '2026-04-01T09:00:00.000Z' } as const;
    await practice.take('account', [
      account({ patientRef: 'patient-1', id: 'again-1', accountId: '900000000001', ...second }),
      account({ patientRef: 'patient-2', id: 'again-2', accountId: '900000000002', ...second }),
    ]);
    const figures = await practice.count();
    expect(figures.accounts).to.equal(150);
    expect(figures.record.inUse).to.equal(150);
  });

  it('is said by status, by use of letters and by month, as of a time', async () => {
    const practice = new Practice();
    const used = '2026-04-02T09:00:00.000Z';
    await practice.hold(
      { status: 'registered', registeredAt: used },
      { status: 'active', registeredAt: used, activatedAt: used },
      { enabled: false },
    );
    await practice.take('registration', [
      registration({
        id: 'codes-1',
        accountKey: 'account-patient-1',
        patientRef: 'patient-1',
        state: 'used',
      }),
      registration({ id: 'codes-3', accountKey: 'account-patient-3', patientRef: 'patient-3' }),
    ]);
    await practice.take('letter', [
      letter({
        registrationId: 'codes-1',
        accountKey: 'account-patient-1',
        patientRef: 'patient-1',
      }),
    ]);
    const figures = await practice.count();
    expect(figures.at).to.equal('2026-04-20T09:30:00.000Z');
    expect(figures.warnings).to.deep.equal([]);
    expect(numbers(figures.statuses)).to.deep.equal([
      'Created 1',
      'Registered 1',
      'Active 1',
      'Locked 0',
      'All accounts 3',
      'Of these disabled by the practice 1',
      'Of these Online Services Users 0',
    ]);
    expect(numbers(figures.codes).slice(0, 3)).to.deep.equal([
      'Codes issued 2',
      'Letter printed or saved 1',
      'Used, of those with a letter 1',
    ]);
    expect(numbers(figures.months.all)).to.deep.equal(['March 2026 3 0 0', 'April 2026 0 2 1']);
  });

  it('says whose record can be seen, against the goal of practices in England', async () => {
    const practice = new Practice();
    const active = { status: 'active' } as const;
    await practice.hold(active, active, active, {});
    await practice.take('services', [
      services({
        id: 'services-1',
        accountKey: 'account-patient-1',
        patientRef: 'patient-1',
        services: { 'summary-data': { enabled: true } },
      }),
    ]);
    expect((await practice.count()).record).to.deep.equal({
      inUse: 3,
      seesRecord: 1,
      percent: 33,
      goal: 90,
    });
  });

  it('is counted by usual GP, with those who have none and those whom the host does not know', async () => {
    const practice = new Practice();
    practice.know({ generalPractitioner: GP }, { generalPractitioner: GP }, {});
    await practice.hold({ status: 'active' }, {}, {}, {});
    const { gps } = await practice.count();
    expect(numbers(gps)).to.deep.equal([
      'Dr Priya Nair 2 1 0 0 %',
      'No usual GP 1 0 0 null %',
      'Not known to your clinical system 1 0 0 null %',
    ]);
  });

  it('leaves usual GPs out where the host does not tell them, and says why', async () => {
    const silent = new Practice(new FakeHost(undefined, undefined, 1));
    await silent.hold({});
    const without = await silent.count();
    expect(without).not.to.have.property('gps');
    expect(without.gpsMissing).to.include('does not tell the usual GP');

    const failing = new Practice();
    let asked = 0;
    failing.host.patients = {
      ...failing.host.patients,
      describe: () => {
        asked += 1;
        return Promise.reject(new HostRefusal('The record is closed.'));
      },
    };
    await failing.hold(...Array.from({ length: 150 }, () => ({})));
    const figures = await failing.count();
    expect(figures.accounts).to.equal(150);
    expect(figures.gpsMissing).to.include('could not be read');
    expect(asked, 'a host that has failed is left alone').to.equal(1);
  });

  it('warns while not everything has come yet', async () => {
    const practice = new Practice();
    Object.assign(practice.product.storage.register, {
      isComplete$: of({ available: true, value: false }),
    });
    await practice.hold({});
    expect((await practice.count()).warnings.join()).to.include('Not everything has come yet');
  });

  it('warns where the time is not certain', async () => {
    const practice = new Practice();
    practice.product.clock.trusted = false;
    await practice.hold({});
    expect((await practice.count()).warnings.join()).to.include('The time is not certain');
  });

  it('is noted when somebody opens it or takes it out, and refused to whoever may not', async () => {
    const practice = new Practice();
    await practice.hold({});
    await practice.count();
    const input = { format: 'csv', figures: sampleUptake(), period: 'year' } as const;
    expect((await practice.product.services.exportUptake(input)).ok).to.equal(true);
    expect(await auditTrail(practice.product)).to.deep.equal([
      'open-uptake done: Figures of how far the practice is opened',
      'export-uptake done: Figures of how far the practice is exported as CSV',
    ]);
    practice.host.session.set({ ...RECEPTIONIST, id: 'session-9', permissions: [] });
    const refused = await practice.product.services.openUptake({});
    expect(!refused.ok && refused.failure.kind).to.equal('not-permitted');
  });

  it('goes out as a table with what is counted, of nobody by name, whoever is open', async () => {
    const practice = new Practice();
    const figures = sampleUptake({ warnings: ['Not everything has come yet.'] });
    const saved = await practice.product.services.exportUptake({
      ...{ format: 'csv', figures, period: 'two-years' },
    });
    expect(saved).to.deep.equal({ ok: true, value: true });
    const [file] = practice.host.lists;
    expect(file?.fileName).to.equal('online-services-uptake.csv');
    const text = (await file?.file.text()) ?? '';
    for (const line of [
      'Uptake of online services',
      'As of,"20 Apr 2026, 14:05"',
      'Not everything has come yet.',
      'Created,900',
      '"By month, last 24 months"',
      'April 2026,34,0,20',
      'Earlier,3,2,1',
      '"In use, and can see the record",899,89',
      'Dr Priya Nair,1990,1000,899,89',
    ]) {
      expect(text.split('\r\n'), line).to.include(line);
    }
  });

  it('goes out as a PDF, also where the host keeps no other files', async () => {
    const practice = new Practice();
    practice.host.documents = {
      print: practice.host.documents.print,
      save: practice.host.documents.save,
    };
    const figures = sampleUptake();
    expect((await practice.open()).savesTables).to.equal(false);
    const input = { figures, period: 'year' } as const;
    const csv = await practice.product.services.exportUptake({ ...input, format: 'csv' });
    expect(!csv.ok && csv.failure.message).to.include('keeps PDFs only');
    const pdf = await practice.product.services.exportUptake({ ...input, format: 'pdf' });
    expect(pdf.ok).to.equal(true);
    expect(practice.host.saved[0]).to.include({ fileName: 'online-services-uptake.pdf' });
  });

  it('stops where storage is away, rather than telling a part for the whole', async () => {
    const practice = new Practice();
    await practice.hold({});
    const { count$ } = await practice.open();
    practice.product.storage.fail({ code: 'storage-unreadable' });
    const stopped = await until(count$, ({ phase }) => phase !== 'counting');
    expect(stopped.phase === 'stopped' && stopped.message).to.include('could not read');
    practice.product.storage.fail({ code: 'storage-failing' });
    const failing = await until(count$, ({ phase }) => phase !== 'counting');
    expect(failing, 'nothing was to be saved').to.deep.equal(stopped);
    practice.product.storage.fail(undefined);
    const counted = await until(count$, ({ phase }) => phase !== 'counting');
    expect(counted.phase).to.equal('counted');
  });

  it('says nothing to whoever signs in next', async () => {
    const practice = new Practice();
    await practice.hold({});
    const { count$ } = await practice.open();
    let hasEnded = false;
    count$.subscribe({ complete: () => void (hasEnded = true) });
    await until(count$, ({ phase }) => phase === 'counted');
    expect(hasEnded).to.equal(false);
    practice.host.session.set({ ...RECEPTIONIST, id: 'session-of-another' });
    expect(hasEnded).to.equal(true);
    let told = 0;
    count$.subscribe(() => void (told += 1));
    expect(told).to.equal(0);
  });
});
