import { expect } from '@open-wc/testing';
import {
  syncView,
  type UnsentFacts,
} from '../../../../services/application/unsent-work/sync-view.ts';
import { workViews } from '../../../../services/application/unsent-work/work-views.ts';
import type { UnsentWorkView } from '../../../../services/application/views.ts';
import { Permission } from '../../../../services/domain/practice/permission.ts';
import type { ExchangeReason } from '../../../../services/domain/unsent-work/reasons.ts';
import { OutboxState, type OutboxEntry } from '../../../../services/ports/outbox.ts';
import type { StaffSession } from '../../../../services/ports/practice-host.ts';
import { SyncPhase, type SyncState } from '../../../../services/ports/sync-control.ts';
import { NOTHING_UNSENT } from '../../../../services/storage/unsent-totals.ts';
import { auditEntry } from '../../../../services/storage/audit-entry.ts';
import { SAM, account, audit } from '../../../contracts/storage-samples.ts';
import { BUSY, REFUSED } from '../../../fakes/remote-failures.ts';
import '../../../words-at-hand.ts';

const LISTED = { part: workViews, hasFailed: false };

const AS_SAM: StaffSession = {
  id: 'session-1',
  staff: SAM,
  permissions: Object.values(Permission),
};

function unsent(entries: readonly OutboxEntry[]): UnsentFacts {
  return { entries, others: NOTHING_UNSENT };
}

const IDLE: SyncState = { phase: SyncPhase.idle };

const ENTRY: OutboxEntry = {
  id: 'entry-1',
  changeId: 'change-1',
  sequence: 1,
  kind: 'account',
  recordId: 'account-1',
  patientName: 'MORGAN, Siân (Mrs)',
  description: 'Create online account',
  author: SAM,
  at: '2026-03-01T09:30:00.000Z',
  state: OutboxState.waiting,
  after: { kind: 'account', body: account() },
  attempts: 1,
};

function explained(changes: Partial<OutboxEntry>): UnsentWorkView['explanation'] | undefined {
  return syncView(IDLE, unsent([{ ...ENTRY, ...changes }]), AS_SAM, LISTED).work[0]?.explanation;
}

function summaryOf(state: SyncState): string {
  return syncView(state, unsent([]), AS_SAM).summary;
}

/** As a version to come may have written it: no type of today knows it. */
const UNHEARD_OF = { code: 'not-thought-of-yet', depth: 3 } as unknown as ExchangeReason;

describe('why unsent work is not on the shared record', () => {
  const SAID: readonly (readonly [ExchangeReason, string])[] = [
    [REFUSED.reason, 'The shared record refused it (422, required Person.link[0].target).'],
    [
      {
        code: 'record-refused',
        status: 400,
        issues: [{ paths: [] }, { issue: 'value', paths: [] }],
      },
      'The shared record refused it (400, no reason given, value).',
    ],
    [
      { ...REFUSED.reason, code: 'refused-without-patient' },
      'The shared record refused it (422, required Person.link[0].target), and does not know this patient.',
    ],
    [
      { code: 'version-unreadable', fields: ['accountId', 'createdAt'] },
      'What the shared record holds makes no sense. This cannot be read: Account ID, creation time.',
    ],
    [{ code: 'as-written', text: 'Not acceptable.' }, 'Not acceptable.'],
  ];
  for (const [reason, said] of SAID) {
    it(`is told when it was refused: ${reason.code}: ${said}`, () => {
      expect(explained({ state: OutboxState.parked, reason })).to.equal(
        `The shared record refused it: ${said}`,
      );
    });
  }

  it('is told while it waits for the next try', () => {
    expect(explained({ reason: BUSY.reason })).to.equal(
      'The shared record is busy or has a fault (503).',
    );
    expect(explained({})).to.equal('Waits for its turn.');
  });

  it('is told in general where a newer version has a reason of its own', () => {
    expect(explained({ state: OutboxState.parked, reason: UNHEARD_OF })).to.equal(
      'The shared record refused it.',
    );
    expect(explained({ reason: UNHEARD_OF })).to.equal('Waits for its turn.');
  });

  it('is told with what it means for a printed letter when the account was made elsewhere', () => {
    expect(explained({ state: OutboxState.superseded }))
      .to.contain('already been created elsewhere')
      .and.to.contain('codes that will not work');
  });
});

describe('unsent work', () => {
  it('shows what cannot be seen in names, descriptions and what differs as what it is', () => {
    const theirs = account({ enabledNotes: 'Holi\u200Bday' });
    const entry: OutboxEntry = {
      ...ENTRY,
      ...{ state: OutboxState.conflict, theirs, author: { ...SAM, name: 'Sam\u202E' } },
      ...{ patientName: 'MORGAN\u2066', description: 'Create\u00AD account' },
    };
    const { work } = syncView(IDLE, unsent([entry]), AS_SAM, LISTED);
    expect(work[0]?.authorName).to.equal('Sam[U+202E]');
    expect(work[0]?.patientName).to.equal('MORGAN[U+2066]');
    expect(work[0]?.description).to.equal('Create[U+00AD] account');
    expect(work[0]?.differences?.[0]?.theirs).to.equal('Holi[U+200B]day');
  });
});

describe('audit rows that wait', () => {
  it('are counted for the whole workstation, and are no work of staff', () => {
    const row = audit({ by: SAM });
    const entry = auditEntry(row, '');
    const waiting: OutboxEntry = { ...entry, sequence: 2 };
    const parked: OutboxEntry = { ...waiting, id: 'audit-2', state: OutboxState.parked };
    const others = { ...NOTHING_UNSENT, auditRows: 2 };
    const view = syncView(IDLE, { entries: [ENTRY, waiting, parked], others }, AS_SAM, LISTED);
    expect(view.auditRowsWaiting).to.equal(3);
    expect(view.summary).to.equal('1 change needs your decision.');
  });
});

describe('what the shared record has', () => {
  it('is not called up to date while there is more to fetch, or something cannot be taken', () => {
    const lastPulledAt = '2026-03-01T09:30:00.000Z';
    const said = (state: Partial<SyncState>): string =>
      summaryOf({ phase: SyncPhase.idle, lastPulledAt, ...state });
    expect(said({})).to.equal('Up to date with the shared record.');
    expect(said({ isBehind: true })).to.equal('Checking the shared record.');
    expect(said({ unreadable: 2 })).to.contain('2 records of the shared record cannot be read.');
    expect(said({ moved: 2 })).to.contain(
      'has filed 2 records under another patient; they were left as they were here.',
    );
  });
});

describe('why the exchange with the shared record fails', () => {
  it('is told beside that it is tried again', () => {
    expect(summaryOf({ phase: SyncPhase.failing, reason: { code: 'tried-in-vain' } })).to.equal(
      'Some changes have been sent many times, and the shared record still does not take them. Trying again.',
    );
    expect(
      summaryOf({ phase: SyncPhase.failing, reason: { code: 'exchange-not-loaded' } }),
    ).to.equal('The part that sends and collects changes could not be loaded. Trying again.');
  });

  it('is told in general where it is not known', () => {
    expect(summaryOf({ phase: SyncPhase.failing, reason: UNHEARD_OF })).to.equal(
      'The shared record is not working properly. Trying again.',
    );
  });
});
