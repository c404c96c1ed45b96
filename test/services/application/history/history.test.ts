import { expect } from '@open-wc/testing';
import papaparse from 'papaparse';
import type {
  HistoryExport,
  HistoryReading,
  HistoryView,
} from '../../../../services/application/views.ts';
import { Permission } from '../../../../services/domain/practice/permission.ts';
import type { HistoryRow } from '../../../../services/domain/history/history-row.ts';
import { FakeHost, TOMASZ } from '../../../fakes/fake-host.ts';
import {
  auditTrail,
  checkIdentity,
  createAccount,
  makeProduct,
  TODAY,
  type Product,
} from '../../../fakes/product.ts';
import { UNREACHABLE } from '../../../fakes/remote-failures.ts';

const SIAN = 'patient-sian';
const GWEN = { id: 'staff-gwen', name: 'Gwen Rees' };

/** Something done at another workstation, so many minutes past eight. */
function elsewhere(minutes: number, changes: Partial<HistoryRow> = {}): HistoryRow {
  return {
    id: `row-${minutes}`,
    at: new Date(Date.parse(`${TODAY}T08:00:00.000Z`) + minutes * 60_000).toISOString(),
    by: { kind: 'staff', staff: GWEN },
    workstation: 'desk-9',
    action: 'unlock-account',
    outcome: 'done',
    summary: 'Account unlocked',
    ...changes,
  };
}

function grantEverything({ host }: Product): void {
  const session = host.session.value;
  host.session.set(session && { ...session, permissions: Object.values(Permission) });
}

function product(host?: FakeHost): Product {
  const made = makeProduct(host);
  grantEverything(made);
  return made;
}

/** A second after what was done before: of one moment, entries are in the order of their ids. */
async function open({ clock, services }: Product): Promise<HistoryReading> {
  clock.time = new Date(Date.parse(clock.time) + 1000).toISOString();
  const opened = await services.openHistory({ patientRef: SIAN });
  if (!opened.ok) throw new Error(opened.failure.message);
  return opened.value;
}

async function read(reading: HistoryReading, days = {}): Promise<HistoryView> {
  const view = await reading.more(days);
  if (!view.ok) throw new Error(view.failure.message);
  return view.value;
}

/** What is told, in a line an entry. */
function told({ entries }: HistoryView): readonly string[] {
  return entries.map(({ who, where, what, isUnsent }) =>
    [who, where ?? '', what, isUnsent ? 'not sent' : ''].join(' | '),
  );
}

function exportOf(all: Product, changes: Partial<HistoryExport> = {}) {
  const operationId = all.services.newOperationId();
  return all.services.exportHistory({
    ...{ operationId, patientRef: SIAN, format: 'csv', filter: {} },
    ...changes,
  });
}

async function csvRows({ host }: Product): Promise<readonly string[][]> {
  const text = (await host.files.at(-1)?.file.text()) ?? '';
  return papaparse.parse<string[]>(text).data;
}

describe('the history of an account', () => {
  it('has what is on the shared record and what is here, newest first, and says what is not sent', async () => {
    const all = product();
    all.history.add(SIAN, elsewhere(1));
    await checkIdentity(all);
    const view = await read(await open(all));
    expect(told(view)).to.deep.equal([
      'Dilys Probert | at workstation desk-1 | History of the account opened | not sent',
      'Dilys Probert | at workstation desk-1 | Identity check recorded | not sent',
      'Gwen Rees | at workstation desk-9 | Account unlocked | ',
    ]);
    expect([view.hasMore, view.notRead]).to.deep.equal([false, undefined]);
  });

  it('has nothing twice: what is here and there is told as it is on the record', async () => {
    const all = product();
    await checkIdentity(all);
    const rows = await all.storage.records.audit({ patientRef: SIAN, limit: 1 });
    const row = rows.ok ? rows.value[0] : undefined;
    all.history.add(SIAN, elsewhere(1, { id: row?.id ?? '', at: row?.at ?? '', summary: 'Once' }));
    const view = await read(await open(all));
    expect(
      view.entries.filter(({ id }) => id === row?.id).map(({ what, isUnsent }) => [what, isUnsent]),
    ).to.deep.equal([['Once', false]]);
  });

  it('tells the website’s deeds by their codes, in sentences of the practice’s own', async () => {
    const all = product();
    const website = {
      by: { kind: 'website' },
      outcome: 'refused',
      action: 'refuse-password',
    } as const;
    const { workstation: _none, summary: _text, ...row } = elsewhere(0);
    all.history.add(
      SIAN,
      {
        ...row,
        id: '1',
        at: `${TODAY}T07:00:01.000Z`,
        by: { kind: 'patient' },
        action: 'register-with-codes',
      },
      { ...row, id: '2', at: `${TODAY}T07:00:02.000Z`, ...website, facts: { tries: 3 } },
      {
        ...row,
        id: '3',
        at: `${TODAY}T07:00:03.000Z`,
        ...website,
        action: 'invent-something',
        summary: '<b>Call us</b>',
      },
    );
    const view = await read(await open(all));
    expect(told(view).slice(1)).to.deep.equal([
      'The patient website |  | Something was recorded that this version of Online Services does not know (invent-something) | ',
      'The patient website |  | Wrong password (3 of 5) | ',
      'The patient | on the patient website | Registered on the website with the codes of the letter | ',
    ]);
  });

  it('says that a rule did it, at whose desk, and why somebody did something', async () => {
    const all = product();
    const reason = 'Opened for the wrong\u202e patient';
    all.history.add(
      SIAN,
      elsewhere(1, {
        by: { kind: 'rule', staff: GWEN },
        reason,
        sentBy: { id: 'x', name: 'Aled' },
      }),
    );
    const [, entry] = (await read(await open(all))).entries;
    expect(entry?.who).to.equal('A rule, while Gwen Rees was signed in');
    expect(entry?.reason).to.equal('Opened for the wrong[U+202E] patient');
    expect(entry?.sentBy).to.equal('sent by Aled');
  });

  it('is read further back on demand, and never looks whole before it is', async () => {
    const all = product();
    all.history.pageSize = 2;
    all.history.add(SIAN, ...[1, 2, 3, 4, 5].map((minutes) => elsewhere(minutes)));
    await checkIdentity(all);
    const reading = await open(all);
    const counts: (readonly [number, boolean])[] = [];
    for (let page = 0; page < 4; page += 1) {
      const { entries, hasMore } = await read(reading);
      counts.push([entries.length, hasMore]);
    }
    expect(counts).to.deep.equal([
      [4, true],
      [5, true],
      [6, true],
      [7, false],
    ]);
  });

  it('leaves what is here and older out as long as the record has not been read so far back', async () => {
    const all = product();
    all.history.pageSize = 2;
    // Later than the check is recorded here.
    all.history.add(SIAN, ...[601, 602, 603].map((minutes) => elsewhere(minutes)));
    await checkIdentity(all);
    const reading = await open(all);
    expect((await read(reading)).entries.map(({ who }) => who)).to.deep.equal([
      'Gwen Rees',
      'Gwen Rees',
    ]);
    await read(reading);
    expect(told(await read(reading))).to.have.length(5);
  });

  it('shows what is here while the record cannot be read, says so, and goes on when it can', async () => {
    const all = product();
    all.history.add(SIAN, elsewhere(1));
    all.history.failure = UNREACHABLE;
    await checkIdentity(all);
    const reading = await open(all);
    const offline = await read(reading);
    expect(told(offline)).to.have.length(2);
    expect([offline.hasMore, typeof offline.notRead]).to.deep.equal([true, 'string']);
    all.history.failure = undefined;
    const again = await read(reading);
    expect(told(again)).to.have.length(3);
    expect([again.hasMore, again.notRead]).to.deep.equal([false, undefined]);
  });

  it('says how many entries are there and cannot be read', async () => {
    const all = product();
    all.history.unreadable = ['Provenance/1'];
    expect((await read(await open(all))).unreadable).to.equal(1);
  });

  it('is read by days, from the beginning where they are others', async () => {
    const all = product();
    all.history.add(
      SIAN,
      elsewhere(1),
      elsewhere(2, { id: 'old', at: '2026-01-05T10:00:00.000Z' }),
    );
    const reading = await open(all);
    expect(told(await read(reading))).to.have.length(3);
    const january = await read(reading, { from: '2026-01-01', to: '2026-01-31' });
    expect(january.entries.map(({ id }) => id)).to.deep.equal(['old']);
  });

  it('is audited once an opening, before anything is read', async () => {
    const all = product();
    const reading = await open(all);
    await read(reading);
    await read(reading);
    expect(await auditTrail(all)).to.deep.equal([
      'open-history done: History of the account opened',
    ]);
  });

  it('is not read on for another person or in front of another patient', async () => {
    const all = product();
    const reading = await open(all);
    const { session } = all.host;
    const before = session.value;
    session.set(before && { ...before, id: 'another session' });
    expect(await reading.more({})).to.have.property('ok', false);
    session.set(before);
    all.host.currentPatient.set(TOMASZ);
    expect(await reading.more({})).to.have.property('ok', false);
    expect(all.history.asked).to.deep.equal([]);
  });
});

describe('exporting the history of an account', () => {
  it('hands over exactly what is looked for, as CSV, with whose it is at its head', async () => {
    const all = product();
    all.history.add(
      SIAN,
      elsewhere(1),
      elsewhere(2, { action: 'change-services', summary: 'Services changed' }),
    );
    await createAccount(all);
    const done = await exportOf(all, { filter: { kind: 'services' } });
    expect(done).to.deep.equal({ ok: true, value: true });
    const [file] = all.host.files;
    expect([file?.fileName, file?.patientId]).to.deep.equal(['online-services-history.csv', SIAN]);
    const rows = await csvRows(all);
    const head = Object.fromEntries(
      rows.slice(0, 12).map(([label = '', text = '']) => [label, text]),
    );
    expect(head).to.include({ Patient: 'MORGAN, Siân (Mrs)', 'Exported by': 'Dilys Probert' });
    expect(head).to.include({ Shows: 'only Services', Entries: '1' });
    expect(rows.at(-1)?.slice(0, 5)).to.deep.equal([
      ...[TODAY, '09:02', 'Services changed', 'Gwen Rees', 'at workstation desk-9'],
    ]);
  });

  it('reads all of it, however many pages', async () => {
    const all = product();
    all.history.pageSize = 2;
    all.history.add(SIAN, ...[1, 2, 3, 4, 5, 6, 7].map((minutes) => elsewhere(minutes)));
    await exportOf(all, { filter: { person: 'staff staff-gwen' } });
    const rows = await csvRows(all);
    expect(rows.find(([label]) => label === 'Entries')).to.deep.equal(['Entries', '7']);
    expect(rows.flat().join()).not.to.contain('NOT COMPLETE');
  });

  it('says at its head that not everything could be read', async () => {
    const all = product();
    await checkIdentity(all);
    all.history.failure = UNREACHABLE;
    await exportOf(all);
    expect((await csvRows(all)).flat().join()).to.contain('NOT COMPLETE');
  });

  it('makes a PDF to be kept or printed, named after nobody', async () => {
    const all = product();
    all.history.add(SIAN, elsewhere(1));
    await exportOf(all, { format: 'pdf' });
    await exportOf(all, { format: 'print' });
    expect(all.host.saved.map(({ fileName }) => fileName)).to.deep.equal([
      'online-services-history.pdf',
    ]);
    expect(all.host.printed.map(({ title }) => title)).to.deep.equal([
      'History of an online account',
    ]);
    const [report] = all.renderer.reports;
    expect(report?.groups[0]?.entries.at(-1)).to.deep.equal({
      lead: '09:01, Gwen Rees, at workstation desk-9',
      lines: ['Account unlocked'],
    });
  });

  it('is audited before it goes out, and that it was called off', async () => {
    const all = product();
    all.history.add(SIAN, elsewhere(1));
    await exportOf(all);
    all.host.userPrints = false;
    expect(await exportOf(all, { format: 'print' })).to.deep.equal({ ok: true, value: false });
    expect(await auditTrail(all)).to.deep.equal([
      'export-history done: History of the account (1 entry) goes to a CSV file',
      'export-history done: History of the account (2 entries) goes to the printer',
      'export-history done: History of the account not exported: cancelled',
    ]);
  });

  it('is refused where nothing is looked for that is there', async () => {
    const all = product();
    const refused = await exportOf(all, { filter: { kind: 'contacts' } });
    expect(!refused.ok && refused.failure.message).to.match(/nothing to export/);
    expect(all.host.files).to.deep.equal([]);
  });

  it('offers no CSV with a host that keeps PDFs only', async () => {
    const all = product(new FakeHost(undefined, undefined, 1));
    all.history.add(SIAN, elsewhere(1));
    expect((await open(all)).keepsFiles).to.equal(false);
    expect(all.host.logLines.join()).to.contain('no history is offered as CSV');
    const refused = await exportOf(all);
    expect(!refused.ok && refused.failure.message).to.match(/keeps PDFs only/);
    expect(await exportOf(all, { format: 'pdf' })).to.have.property('ok', true);
  });
});
