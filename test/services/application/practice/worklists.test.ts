import { expect } from '@open-wc/testing';
import { filter, firstValueFrom, type Observable } from 'rxjs';
import type { Patient } from 'fhir/r4';
import { useFakeTimers } from 'sinon';
import type {
  AccountsView,
  Worklist,
  WorklistCounts,
  WorklistLine,
  WorklistRows,
} from '../../../../services/application/views.ts';
import type { AccountRecord, RegistrationRecord } from '../../../../services/domain/records.ts';
import {
  account,
  accountWrite,
  audit,
  change,
  letter,
  registration,
  remote,
  until,
} from '../../../contracts/storage-samples.ts';
import { FakeHost, RECEPTIONIST, SIAN, TOMASZ } from '../../../fakes/fake-host.ts';
import { REFUSED } from '../../../fakes/remote-failures.ts';
import { auditTrail, makeProduct, type Product } from '../../../fakes/product.ts';
import { sampleApplication } from '../../../fakes/sample-applications.ts';

type Input = Parameters<Product['services']['openWorklist']>[0];

/** Somebody of the practice, in the host's record. */
function person(number: number, changes: Partial<Patient> = {}): Patient {
  return {
    ...SIAN,
    id: `patient-${number}`,
    identifier: [],
    name: [{ use: 'official', given: ['Ann'], family: `Price${String(number).padStart(4, '0')}` }],
    ...changes,
  };
}

/** A practice whose accounts have been fetched from the shared record. */
class Practice {
  readonly product: Product;
  private epoch = 0;
  private version = 0;

  constructor(readonly host = new FakeHost()) {
    this.product = makeProduct(host);
  }

  async hold(...accounts: readonly Partial<AccountRecord>[]): Promise<void> {
    await this.take(
      'account',
      accounts.map((changes, index) => {
        const number = index + 1;
        const accountId = String(number).padStart(12, '0');
        const id = `account-${changes.patientRef ?? `patient-${number}`}`;
        return account({ patientRef: `patient-${number}`, id, accountId, ...changes });
      }),
    );
  }

  async holdCodes(...codes: readonly Partial<RegistrationRecord>[]): Promise<void> {
    const all = codes.map((changes) =>
      registration({
        id: `registration-${changes.patientRef}`,
        accountKey: `account-${changes.patientRef}`,
        ...changes,
      }),
    );
    await this.take('registration', all);
  }

  async holdLetter(patientRef: string): Promise<void> {
    const of = {
      accountKey: `account-${patientRef}`,
      registrationId: `registration-${patientRef}`,
    };
    await this.take('letter', [letter({ patientRef, ...of })]);
  }

  async accounts(): Promise<AccountsView> {
    const opened = await this.product.services.openAccounts({});
    if (!opened.ok) throw new Error(opened.failure.message);
    return opened.value;
  }

  async open(input: Input): Promise<Worklist> {
    const opened = await this.product.services.openWorklist(input);
    if (!opened.ok) throw new Error(opened.failure.message);
    return opened.value;
  }

  private async take<K extends 'account' | 'registration' | 'letter'>(
    kind: K,
    bodies: readonly Parameters<typeof remote<K>>[1][],
  ): Promise<void> {
    const { journal, outbox } = this.product.storage;
    this.epoch ||= await outbox.claimEpoch();
    this.version += 1;
    const records = bodies.map((body) => remote(kind, body, this.version));
    await journal.applyPage({ kind, records, quarantined: [] } as never, this.epoch);
  }
}

type Listed = Extract<WorklistRows, { available: true }>;

/** The rows when all are there. */
async function whole(rows$: Observable<WorklistRows>): Promise<Listed> {
  const rows = await firstValueFrom(rows$.pipe(filter((told) => !told.available || told.isWhole)));
  if (!rows.available) throw new Error(rows.message);
  return rows;
}

/** Who is on the list, as lines with their names. */
async function linesOf(
  worklist: Worklist,
  order = worklist.order,
): Promise<readonly WorklistLine[]> {
  const { keys } = await whole(worklist.rows$(order));
  const { lines } = await firstValueFrom(
    worklist
      .lines$([...keys])
      .pipe(
        filter((told) => [...told.lines.values()].every(({ patient }) => patient !== undefined)),
      ),
  );
  return [...keys].flatMap((key) => lines.get(key) ?? []);
}

const refsOf = async (worklist: Worklist, order = worklist.order): Promise<readonly string[]> =>
  (await linesOf(worklist, order)).map(({ patientRef }) => patientRef);

type Patients = FakeHost['patients'];

/** The host's patients, telling when some are looked for. */
function asking(patients: Patients, tell: () => void): Patients {
  return {
    ...patients,
    find: (...query: Parameters<NonNullable<Patients['find']>>) => {
      tell();
      return patients.find?.(...query);
    },
  } as Patients;
}

describe('the lists of the practice’s accounts', () => {
  it('are counted, and go on counting', async () => {
    const practice = new Practice();
    await practice.hold({ status: 'registered' }, { status: 'locked' }, { enabled: false });
    await practice.holdCodes(
      { patientRef: 'patient-1', expiresOn: '2026-04-22' },
      { patientRef: 'patient-3', expiresOn: '2026-05-30' },
    );
    const { counts$ } = await practice.accounts();
    const counted = (list: string, count: number) => (told: WorklistCounts) =>
      told.available && told.counts.get(list as never) === count;
    for (const [list, count] of [
      ['codes-unused', 2],
      ['codes-expiring', 1],
      ['not-activated', 1],
      ['locked', 1],
      ['disabled', 1],
      ['all', 3],
      ['unsent-attention', 0],
    ] as const) {
      await until(counts$, counted(list, count));
    }
    const later = until(counts$, counted('not-activated', 2));
    await practice.hold({ status: 'registered' }, { status: 'registered' });
    await later;
  });

  it('of unsent work are of what somebody did or has to decide, not of audit rows that go by themselves', async () => {
    const practice = new Practice();
    await practice.hold({}, {}, {});
    const { records, outbox, entries } = practice.product.storage;
    for (const number of [1, 2]) {
      const patientRef = `patient-${number}`;
      await records.recordAudit(audit({ id: `looked-${number}`, patientRef }));
    }
    const before = account({ patientRef: 'patient-3', id: 'account-patient-3' });
    const held = { ...before, accountId: '000000000003' };
    const noted = accountWrite(held, { ...held, enabledNotes: 'Note' });
    await records.commit(change([noted], { patientRef: 'patient-3' }));
    const epoch = await outbox.claimEpoch();
    const refused = (await entries()).find(({ recordId }) => recordId === 'looked-2');
    await outbox.park(refused?.id ?? '', REFUSED.reason, epoch);

    const { counts$ } = await practice.accounts();
    for (const [list, patientRef, unsent] of [
      ['unsent-waiting', 'patient-3', 'waiting'],
      ['unsent-attention', 'patient-2', 'attention'],
    ] as const) {
      await until(counts$, (told) => told.available && told.counts.get(list) === 1);
      const lines = await linesOf(await practice.open({ list }));
      expect(lines.map((line) => [line.patientRef, line.unsent])).to.deep.equal([
        [patientRef, unsent],
      ]);
    }
    const [one] = await linesOf(await practice.open({ list: 'all' }));
    expect(one?.patientRef).to.equal('patient-1');
    expect(one).not.to.have.property('unsent');
  });

  it('say who is on them, with account, codes, letter and name', async () => {
    const practice = new Practice();
    await practice.hold({ patientRef: SIAN.id ?? '' }, { patientRef: TOMASZ.id ?? '' });
    await practice.holdCodes(
      { patientRef: 'patient-sian', expiresOn: '2026-05-02' },
      { patientRef: 'patient-tomasz', expiresOn: '2026-04-19' },
    );
    await practice.holdLetter('patient-sian');
    const lines = await linesOf(await practice.open({ list: 'codes-unused' }));
    expect(lines.map(({ codes }) => codes?.isOver)).to.deep.equal([true, false]);
    const [over, waiting] = lines;
    expect(over?.codes).not.to.have.property('letterAt');
    expect(waiting?.codes?.letterAt).to.equal('2026-03-01T09:40:00.000Z');
    expect(waiting?.account).to.include({ status: 'created', statusLabel: 'Created' });
    expect(waiting?.patient).to.deep.include({ birthDate: '1984-02-29', restricted: false });
    expect(waiting?.patient).to.have.property('name').that.includes('Siân');
  });

  it('are noted when somebody opens them, and refused to whoever may not', async () => {
    const practice = new Practice();
    await practice.hold({ status: 'locked' });
    await practice.accounts();
    await linesOf(await practice.open({ list: 'locked' }));
    const rows = await auditTrail(practice.product);
    expect(rows).to.deep.equal([
      'open-accounts done: Accounts of the practice opened: how many are on each list',
      'open-worklist done: List of accounts opened: Locked',
    ]);
    practice.host.session.set({
      ...RECEPTIONIST,
      id: 'session-9',
      permissions: ['onlineServices.view'],
    });
    const refused = await practice.product.services.openWorklist({ list: 'locked' });
    expect(!refused.ok && refused.failure.kind).to.equal('not-permitted');
  });

  it('say nothing to whoever signs in next', async () => {
    const practice = new Practice();
    await practice.hold({ status: 'locked', patientRef: 'patient-sian' });
    const worklist = await practice.open({ list: 'locked' });
    const { counts$ } = await practice.accounts();
    const { keys } = await whole(worklist.rows$('created'));
    let ended = 0;
    const complete = (): void => void (ended += 1);
    worklist.rows$('created').subscribe({ complete });
    worklist.lines$([...keys]).subscribe({ complete });
    counts$.subscribe({ complete });
    practice.host.session.set({ ...RECEPTIONIST, id: 'session-of-another' });
    expect(ended).to.equal(3);
    let told = 0;
    worklist.lines$([...keys]).subscribe(() => void (told += 1));
    expect(told).to.equal(0);
    const opened = await worklist.openPatient?.('patient-sian');
    expect(opened?.ok).to.equal(false);
    expect(practice.host.currentPatient.value?.id).to.equal('patient-sian');
  });

  it('come in the order asked for, or say why not', async () => {
    const practice = new Practice();
    practice.host.known = [
      person(1, { name: [{ family: 'Young', given: ['Zoë'] }] }),
      person(2, { name: [{ family: 'Adams', given: ['Ann'] }] }),
      person(3, { name: [{ family: 'Évans', given: ['Bo'] }] }),
    ];
    const at = (day: number): string => `2026-03-0${day}T09:00:00.000Z`;
    await practice.hold(
      { createdAt: at(2), status: 'locked' },
      { createdAt: at(3), status: 'active' },
      { createdAt: at(1), status: 'created' },
    );
    const worklist = await practice.open({ list: 'all' });
    expect(await refsOf(worklist)).to.deep.equal(['patient-3', 'patient-1', 'patient-2']);
    expect(await refsOf(worklist, 'status')).to.deep.equal(['patient-3', 'patient-2', 'patient-1']);
    expect(await refsOf(worklist, 'name')).to.deep.equal(['patient-2', 'patient-3', 'patient-1']);
    await practice.holdCodes({ patientRef: 'patient-2' });
    expect((await refsOf(worklist, 'expiry'))[0]).to.equal('patient-2');

    await practice.hold(...Array.from({ length: 1001 }, () => ({})));
    const long = await whole(worklist.rows$('name'));
    expect(long.unordered).to.include('up to 1,000 accounts');
    expect(long.keys).to.have.length(1001);
  });

  it('of the host’s are found page by page among those who have an account, with the time', async () => {
    const practice = new Practice();
    const births = ['2010-05-01', '2010-06-30', '2010-04-20', '1990-01-01'];
    practice.host.known = births.map((birthDate, index) => person(index + 1, { birthDate }));
    await practice.hold({}, {});
    const worklist = await practice.open({ list: 'turning-16' });
    const rows = await whole(worklist.rows$('name'));
    expect(rows.search).to.deep.equal({ looked: 2, at: '2026-04-20T09:30:00.000Z' });
    expect(await refsOf(worklist)).to.deep.equal(['patient-1']);
  });

  it('of the host’s are looked for once, in whatever order they are looked at, and anew when asked', async () => {
    const practice = new Practice();
    practice.host.known = [1, 2].map((number) => person(number, { birthDate: '2010-05-01' }));
    let asked = 0;
    practice.host.patients = asking(practice.host.patients, () => void (asked += 1));
    await practice.hold({ status: 'locked' }, { status: 'created' });
    const worklist = await practice.open({ list: 'turning-16' });
    const first = worklist.rows$('name').subscribe();
    await whole(worklist.rows$('name'));
    const { keys } = await whole(worklist.rows$('status'));
    expect(keys).to.have.length(2);
    expect(asked).to.equal(1);
    first.unsubscribe();
    await whole(worklist.rows$('name'));
    expect(asked).to.equal(2);
  });

  it('leave out whose account is shut already, of those who died or left', async () => {
    const practice = new Practice();
    practice.host.known = [1, 2].map((number) => person(number, { deceasedBoolean: true }));
    await practice.hold({}, { enabled: false });
    expect(await refsOf(await practice.open({ list: 'left' }))).to.deep.equal(['patient-1']);
  });

  it('find somebody by name, number or the beginning of an Account ID', async () => {
    const practice = new Practice();
    await practice.hold(
      { patientRef: 'patient-sian', accountId: '123456789015' },
      { patientRef: 'patient-tomasz', accountId: '999000001812' },
    );
    const found = async (search: string): Promise<readonly string[]> =>
      refsOf(await practice.open({ list: 'found', search }));
    expect(await found('morgan')).to.deep.equal(['patient-sian']);
    expect(await found('1234 56')).to.deep.equal(['patient-sian']);
    // Ten digits may be either.
    expect(await found('999 000 0018')).to.deep.equal(['patient-sian', 'patient-tomasz']);
    const both = await practice.open({ list: 'found', search: '9990000018' });
    // Morgan before Żak.
    expect(await refsOf(both, 'name')).to.deep.equal(['patient-sian', 'patient-tomasz']);
    expect(await found('5555')).to.deep.equal([]);
    const nothing = await practice.product.services.openWorklist({ list: 'found', search: ' ' });
    expect(!nothing.ok && nothing.failure.field).to.equal('search');
    const rows = await auditTrail(practice.product);
    expect(rows.join()).not.to.match(/morgan|999/i);
  });

  it('do without names where the host names nobody, and say so', async () => {
    const practice = new Practice(new FakeHost(undefined, undefined, 1));
    await practice.hold({ patientRef: 'patient-sian', status: 'locked' });
    const view = await practice.accounts();
    expect(view).to.deep.include({ hostLists: [], findsPatients: false });
    const worklist = await practice.open({ list: 'locked' });
    expect(worklist).not.to.have.property('openPatient');
    const { keys } = await whole(worklist.rows$('created'));
    const told = await firstValueFrom(
      worklist.lines$([...keys]).pipe(filter(({ nameless }) => nameless !== undefined)),
    );
    expect(told.nameless).to.include('does not name patients');
    expect([...told.lines.values()][0]?.account?.accountId).to.equal('0000 0000 0001');
    const byName = await practice.product.services.openWorklist({
      list: 'found',
      search: 'morgan',
    });
    expect(!byName.ok && byName.failure.message).to.include('beginning of an Account ID');
  });

  it('are counted by why accounts are disabled, and by whether a letter was printed', async () => {
    const practice = new Practice();
    const disabling = { id: 'act', at: '2026-03-01T09:00:00.000Z' };
    await practice.hold(
      { enabled: false, disabling: { ...disabling, reason: 'misuse' } },
      { enabled: false, disabling: { ...disabling, reason: 'misuse' } },
      { enabled: false },
    );
    await practice.holdCodes({ patientRef: 'patient-1' }, { patientRef: 'patient-2' });
    await practice.holdLetter('patient-1');
    const parts = async (list: 'disabled' | 'codes-unused') => {
      const division$ = (await practice.open({ list })).division$();
      const division = await until(division$, ({ isWhole }) => isWhole);
      return division.parts.map(({ label, keys }) => `${label} ${keys.length}`);
    };
    expect(await parts('disabled')).to.deep.equal(['Misuse 2', 'No reason recorded 1']);
    expect(await parts('codes-unused')).to.deep.equal([
      'Letter printed or saved 1',
      'No letter printed yet 1',
    ]);
  });

  it('ask for names of those in sight alone, and forget who is out of it', async () => {
    const practice = new Practice();
    const asked: string[][] = [];
    practice.host.known = [1, 2, 3].map((number) => person(number));
    const { patients } = practice.host;
    practice.host.patients = {
      ...patients,
      describe: (ids: readonly string[]) => {
        asked.push([...ids]);
        return patients.describe?.(ids) ?? Promise.resolve([]);
      },
    };
    await practice.hold({}, {}, {});
    const worklist = await practice.open({ list: 'all' });
    const { keys } = await whole(worklist.rows$('created'));
    const named = (...window: readonly number[]) =>
      new Promise<{ unsubscribe(): void }>((resolve) => {
        const following = worklist.lines$(window).subscribe(({ lines }) => {
          const isNamed = [...lines.values()].every(({ patient }) => patient !== undefined);
          if (!isNamed || lines.size < window.length) return;
          queueMicrotask(() => {
            resolve(following);
          });
        });
      });
    const [a = 0, b = 0, c = 0] = keys;
    const first = await named(a, b);
    const second = await named(b, c);
    first.unsubscribe();
    second.unsubscribe();
    (await named(b)).unsubscribe();
    expect(asked).to.deep.equal([['patient-1', 'patient-2'], ['patient-3'], ['patient-2']]);
  });

  it('say how many applications wait to be matched, and match none on the way', async () => {
    const practice = new Practice();
    practice.product.applications.add(sampleApplication());
    const { unmatched$ } = await practice.accounts();
    expect(await firstValueFrom(unmatched$)).to.deep.equal({ count: 1, hasMore: false });
    expect(practice.product.server.all('account')).to.deep.equal([]);
  });

  it('say it of an application that comes while they are open, within five minutes', async () => {
    const practice = new Practice();
    const { unmatched$ } = await practice.accounts();
    const clock = useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const told: unknown[] = [];
    const following = unmatched$.subscribe((unmatched) => told.push(unmatched));
    try {
      await clock.tickAsync(0);
      practice.product.applications.add(sampleApplication());
      await clock.tickAsync(5 * 60_000);
      expect(told).to.deep.equal([
        { count: 0, hasMore: false },
        { count: 1, hasMore: false },
      ]);
    } finally {
      following.unsubscribe();
      clock.restore();
    }
  });

  it('say that storage is away, and go on when it is back', async () => {
    const practice = new Practice();
    await practice.hold({ status: 'locked' });
    const worklist = await practice.open({ list: 'locked' });
    const away = until(worklist.rows$('created'), ({ available }) => !available);
    practice.product.storage.fail({ code: 'storage-unreadable' });
    const told = await away;
    expect(!told.available && told.message).to.include('could not read');
    practice.product.storage.fail(undefined);
    expect((await whole(worklist.rows$('created'))).keys).to.have.length(1);
  });
});
