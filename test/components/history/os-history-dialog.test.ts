import { expect } from '@open-wc/testing';
import type { HistoryEntry, HistoryView } from '../../../services/application/views.ts';
import { readingOf } from '../../fakes/fake-online-services.ts';
import { ready, withAccount } from '../../fakes/tab-views.ts';
import { openTab, type Screen } from '../open.ts';

const PATIENT = withAccount('active');
const ALLOWED = { allowed: true } as const;
const MAY = { openHistory: ALLOWED, exportHistory: ALLOWED };

function entry(id: string, changes: Partial<HistoryEntry> = {}): HistoryEntry {
  return {
    id,
    at: '2026-04-20T08:05:00.000Z',
    day: '2026-04-20',
    kind: 'account',
    person: 'staff gwen',
    who: 'Gwen Rees',
    where: 'at workstation desk-9',
    what: 'Account unlocked',
    isRefused: false,
    isUnsent: false,
    ...changes,
  };
}

const PRINTED = entry('2', {
  ...{ day: '2026-04-19', at: '2026-04-19T08:05:00.000Z' },
  ...{
    kind: 'codes',
    what: 'Registration letter printed',
    who: 'Aled Morgan',
    person: 'staff aled',
  },
});
const VIEW: HistoryView = {
  entries: [entry('1'), PRINTED],
  people: [
    { key: 'staff aled', label: 'Aled Morgan' },
    { key: 'staff gwen', label: 'Gwen Rees' },
  ],
  hasMore: false,
  unreadable: 0,
};

/** The dialog, opened by its button, with these views one after the other. */
async function opened(may: object, ...views: readonly HistoryView[]): Promise<Screen> {
  const screen = await openTab(ready({ ...PATIENT, can: { ...PATIENT.can, ...may } }));
  screen.services.answer('openHistory', { ok: true, value: readingOf(...views) });
  await screen.click('#history');
  await screen.appears('os-history-dialog');
  return screen;
}

function choose(screen: Screen, id: string, value: string): void {
  const select = screen.get(`#${id}`, HTMLSelectElement);
  select.value = value;
  select.dispatchEvent(new Event('change'));
}

function type(screen: Screen, id: string, text: string): void {
  const input = screen.get(`#${id}`, HTMLInputElement);
  input.value = text;
  input.dispatchEvent(new Event('input'));
}

describe('the history of an account', () => {
  it('lists what happened by days, and says how much it is', async () => {
    const screen = await opened(MAY, VIEW);
    await screen.sees('2 entries');
    await screen.sees('20 April 2026');
    await screen.sees('Gwen Rees, at workstation desk-9');
    expect(screen.all('ol.entries > li')).to.have.length(2);
    expect(screen.services.inputs('openHistory')).to.deep.equal([
      { patientRef: PATIENT.patient.ref },
    ]);
    await screen.isAccessible();
  });

  it('tells what was refused, what is not sent yet, and why something was done', async () => {
    const told = entry('1', {
      isRefused: true,
      isUnsent: true,
      reason: 'Asked us to',
      sentBy: 'sent by Aled',
    });
    const screen = await opened(MAY, { ...VIEW, entries: [told] });
    await screen.sees('Not sent yet');
    await screen.sees('Reason: Asked us to');
    await screen.sees('sent by Aled');
    expect(screen.text).to.contain('Refused');
    await screen.isAccessible();
  });

  it('is looked through by kind and person, and counts what is left', async () => {
    const screen = await opened(MAY, VIEW);
    await screen.sees('2 entries');
    choose(screen, 'kind', 'codes');
    await screen.sees('1 of 2 entries');
    expect(screen.text).not.to.contain('Account unlocked');
    choose(screen, 'person', 'staff gwen');
    await screen.sees('No entry is what you look for.');
    await screen.isAccessible();
  });

  it('says beside the field which date it does not understand, and keeps what was typed', async () => {
    const screen = await opened(MAY, VIEW, VIEW);
    await screen.sees('2 entries');
    type(screen, 'from', '31/02/2026');
    await screen.click('#show');
    await screen.sees('Type a date such as');
    await screen.focusReaches('#from');
    expect(screen.get('#from', HTMLInputElement).value).to.equal('31/02/2026');
    type(screen, 'from', '20/04/2026');
    type(screen, 'to', '19/04/2026');
    await screen.click('#show');
    await screen.sees('before the first day');
    await screen.isAccessible();
  });

  it('never says that it is all while there is more, and reads on', async () => {
    const screen = await opened(MAY, { ...VIEW, hasMore: true }, VIEW);
    await screen.sees('2 entries read so far');
    await screen.isAccessible();
    await screen.click('#more');
    await screen.vanishes('#more');
    await screen.focusReaches('#count');
    expect(screen.textOf('#count')).to.equal('2 entries');
  });

  it('shows what is here while the record cannot be read, why, and tries again', async () => {
    const offline = { ...VIEW, hasMore: true, notRead: 'The record cannot be reached.' };
    const screen = await opened(MAY, offline, VIEW);
    await screen.sees('what is shown may not be all. The record cannot be reached.');
    expect(screen.textOf('#more')).to.equal('Try again');
    await screen.isAccessible();
    await screen.click('#more');
    await screen.vanishes('#more');
    expect(screen.text).not.to.contain('may not be all');
  });

  it('says that entries are there which cannot be read', async () => {
    const screen = await opened(MAY, { ...VIEW, unreadable: 2 });
    await screen.sees('2 more entries are on the shared record and cannot be read.');
    expect(screen.textOf('#count')).to.contain('read so far');
  });

  it('says that nothing has happened yet, and why it could not be opened', async () => {
    const screen = await opened(MAY, { ...VIEW, entries: [], people: [] });
    await screen.sees('Nothing has happened yet.');
    await screen.isAccessible();

    const refused = await openTab(ready({ ...PATIENT, can: { ...PATIENT.can, ...MAY } }));
    refused.services.refuse('openHistory', { kind: 'storage-unavailable', message: 'Not now.' });
    await refused.click('#history');
    await refused.sees('Not now.');
    await refused.isAccessible();
  });

  it('goes out exactly as it is looked through', async () => {
    const screen = await opened(MAY, VIEW);
    await screen.sees('2 entries');
    choose(screen, 'kind', 'codes');
    await screen.click('#csv');
    await screen.sees('CSV saved.');
    const [input] = screen.services.inputs('exportHistory');
    expect(input).to.deep.include({ format: 'csv', filter: { kind: 'codes' } });
    screen.services.answer('exportHistory', { ok: true, value: false });
    await screen.click('#print');
    await screen.sees('Nothing went out.');
    await screen.isAccessible();
  });

  it('says why it may not be taken out, and offers nothing that is not there', async () => {
    const exportHistory = { allowed: false, reason: 'Your role may not do this.' };
    const screen = await opened({ ...MAY, exportHistory }, VIEW);
    await screen.sees('Your role may not do this.');
    await screen.click('#pdf');
    expect(screen.services.inputs('exportHistory')).to.deep.equal([]);
    await screen.isAccessible();
  });
});

describe('when an account was last used', () => {
  it('stands beside its status', async () => {
    const { account } = PATIENT;
    if (account === undefined) throw new Error('There is no account.');
    const screen = await openTab(
      ready({ ...PATIENT, account: { ...account, lastUsed: { on: '2026-04-01' } } }),
    );
    await screen.sees('Last used 1 April 2026');
    screen.services.tab$.next(ready({ ...PATIENT, account: { ...account, lastUsed: {} } }));
    await screen.sees('Never used');
    screen.services.tab$.next(ready(PATIENT));
    await screen.settled();
    expect(screen.text).not.to.match(/[Nn]ever used|Last used/);
  });
});
