import { expect } from '@open-wc/testing';
import { inOrder, type HistoryRow } from '../../services/domain/history/history-row.ts';
import type { AuditRecord } from '../../services/domain/records.ts';
import type {
  AccountHistory,
  HistoryPage,
  HistoryQuery,
} from '../../services/ports/account-history.ts';
import type { RemoteResult } from '../../services/ports/remote-records.ts';
import {
  MANAGER,
  RECEPTIONIST,
  sampleAccount,
  sampleAudit,
} from '../fakes/sample-shared-records.ts';

/** A shared record with nothing of two practices, seen from one of them. */
export interface AccountHistoryUnderTest {
  readonly history: AccountHistory;
  readonly otherPractice: AccountHistory;
  readonly practiceId: string;
  /** An audit row that is sent, by whoever. */
  readonly write: (audit: AuditRecord) => Promise<void>;
}

/** What every history of accounts promises. `create` gives one with nothing in it each time. */
export function accountHistoryContract(
  name: string,
  create: () => Promise<AccountHistoryUnderTest>,
): void {
  describe(`${name} as the history of accounts`, () => {
    let all: AccountHistoryUnderTest;
    let row: (changes?: Partial<AuditRecord>) => AuditRecord;
    let patientRef: string;

    beforeEach(async () => {
      all = await create();
      const account = sampleAccount({ practiceId: all.practiceId });
      ({ patientRef } = account);
      row = (changes) => sampleAudit(account, changes);
    });

    it('gives what was done, by whom, where and why', async () => {
      const switchedOff = row({
        action: 'change-services',
        reason: 'Opened in error',
        sentBy: MANAGER,
      });
      await all.write(switchedOff);
      const { rows } = value(await all.history.page({ patientRef }));
      expect(rows).to.deep.equal([
        {
          id: switchedOff.id,
          at: switchedOff.at,
          by: { kind: 'staff', staff: RECEPTIONIST },
          sentBy: MANAGER,
          workstation: all.history.workstation,
          action: 'change-services',
          outcome: 'done',
          summary: switchedOff.summary,
          reason: 'Opened in error',
        },
      ]);
    });

    it('tells what was refused, what was only looked at, and what a rule did', async () => {
      await all.write(row({ outcome: 'refused', at: at(1) }));
      await all.write(row({ action: 'open-tab', at: at(2) }));
      await all.write(row({ action: 'expire-codes', byRule: true, at: at(3) }));
      const { rows } = value(await all.history.page({ patientRef }));
      expect(rows.map(({ action, outcome, by }) => [action, outcome, by.kind])).to.deep.equal([
        ['expire-codes', 'done', 'rule'],
        ['open-tab', 'done', 'staff'],
        ['create-account', 'refused', 'staff'],
      ]);
    });

    it('gives the newest first, of one moment in one order, page by page, each once', async () => {
      const written = Array.from({ length: 130 }, (_, index) =>
        row({
          // Every other one is a look, which is kept apart from what was done; two are of one moment.
          ...(index % 2 === 0 && { action: 'open-tab' as const }),
          at: at(Math.floor(index / 2)),
        }),
      );
      await Promise.all(written.map((each) => all.write(each)));
      const pages = await everyPage(all.history, { patientRef });
      const rows = inOrder(pages.flatMap((page) => page.rows));
      expect(rows.map(({ id }) => id)).to.deep.equal(
        inOrder(written.map((each) => asRow(each))).map(({ id }) => id),
      );
      for (const page of pages) expect(page.rows).to.deep.equal(inOrder(page.rows));
    });

    it('leaves no gap in a page where there is more of one kind than of the other', async () => {
      const done = [0, 1, 2].map((second) => row({ at: at(second) }));
      const looks = Array.from({ length: 150 }, (_, index) =>
        row({ action: 'open-tab', at: at(10 + index) }),
      );
      const written = [...done, ...looks];
      await Promise.all(written.map((each) => all.write(each)));
      const { rows, next } = value(await all.history.page({ patientRef }));
      const oldest = rows.at(-1)?.at ?? '';
      expect(rows.map(({ id }) => id)).to.deep.equal(
        inOrder(written.map((each) => asRow(each)))
          .filter((each) => each.at >= oldest)
          .map(({ id }) => id),
      );
      expect(next).to.be.a('string');
    });

    it('gives the stretch that is asked for, with both its ends', async () => {
      for (const second of [1, 2, 3, 4]) await all.write(row({ at: at(second) }));
      const { rows } = value(await all.history.page({ patientRef, from: at(2), upTo: at(3) }));
      expect(rows.map((each) => each.at)).to.deep.equal([at(3), at(2)]);
    });

    it('gives nothing of another patient, and nothing to another practice', async () => {
      await all.write(row());
      await all.write(sampleAudit(sampleAccount({ practiceId: all.practiceId })));
      expect(value(await all.history.page({ patientRef })).rows).to.have.length(1);
      expect(value(await all.otherPractice.page({ patientRef })).rows).to.deep.equal([]);
    });
  });
}

/** A row as the history has it, made at the given workstation. */
export function asRow(audit: AuditRecord, workstation = 'desk-1'): HistoryRow {
  const { id, at: when, by, byRule, sentBy, action, outcome, summary, reason } = audit;
  return {
    id,
    at: when,
    by: { kind: byRule === true ? 'rule' : 'staff', staff: by },
    ...(sentBy !== undefined && sentBy.id !== by.id && { sentBy }),
    workstation,
    action,
    outcome,
    summary,
    ...(reason !== undefined && { reason }),
  };
}

async function everyPage(
  history: AccountHistory,
  query: HistoryQuery,
): Promise<readonly HistoryPage[]> {
  const page = value(await history.page(query));
  if (page.next === undefined) return [page];
  return [page, ...(await everyPage(history, { ...query, upTo: page.next }))];
}

/** So many seconds past nine. */
function at(seconds: number): string {
  return new Date(Date.parse('2026-03-01T09:00:00.000Z') + seconds * 1000).toISOString();
}

function value<T>(result: RemoteResult<T>): T {
  if (!result.ok) throw new Error(result.failure.kind);
  return result.value;
}
