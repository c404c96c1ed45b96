import { expect } from '@open-wc/testing';
import { firstValueFrom } from 'rxjs';
import type { AccountRecord } from '../../services/domain/records.ts';
import { LeaseLost, type OutboxEntry } from '../../services/ports/outbox.ts';
import { BUSY, REFUSED } from '../fakes/remote-failures.ts';
import {
  account,
  audit,
  change,
  remote,
  type OpenStorage,
  type StorageUnderTest,
} from './storage-samples.ts';

const LATER = '2026-03-01T11:00:00.000Z';
const PATIENTS = [1, 2, 3, 4, 5];

/** What every Outbox promises of answers that come at the same time: each is kept as if it had come alone. */
export function settledTogetherContract(name: string, open: OpenStorage): void {
  describe(`answers that come at the same time: ${name}`, () => {
    let storage: StorageUnderTest;
    let epoch: number;

    beforeEach(async () => {
      storage = await open();
      epoch = await storage.outbox.claimEpoch();
    });
    afterEach(() => storage.dispose());

    const own = (n: number): AccountRecord =>
      account({ id: `account-${n}`, patientRef: `patient-${n}`, accountId: `00000000000${n}` });
    const entryOf = async (recordId: string): Promise<OutboxEntry> => {
      const found = (await storage.entries()).find((entry) => entry.recordId === recordId);
      if (found === undefined) throw new Error(`Nothing of ${recordId} is unsent.`);
      return found;
    };
    const confirm = async (n: number, by = epoch): Promise<void> => {
      const { id } = await entryOf(`account-${n}`);
      return storage.outbox.confirm(id, remote('account', own(n), 1, id), by);
    };
    const left = async (): Promise<unknown> =>
      (await storage.entries()).map(({ recordId, state, reason, nextAttemptAt }) => ({
        recordId,
        state,
        ...(reason && { reason }),
        ...(nextAttemptAt !== undefined && { nextAttemptAt }),
      }));

    it('are all kept: what arrived, what was refused, what has to wait', async () => {
      for (const n of PATIENTS) {
        const write = { after: { kind: 'account', body: own(n) } } as const;
        await storage.records.commit(change([write], { patientRef: `patient-${n}` }));
      }
      const [refused, busy] = [await entryOf('account-4'), await entryOf('account-5')];
      await Promise.all([
        ...[1, 2, 3].map((n) => confirm(n)),
        storage.outbox.park(refused.id, REFUSED.reason, epoch),
        storage.outbox.postpone(busy.id, BUSY.reason, LATER, epoch),
      ]);
      expect(await left()).to.deep.equal([
        { recordId: 'account-4', state: 'parked', reason: REFUSED.reason },
        { recordId: 'account-5', state: 'waiting', reason: BUSY.reason, nextAttemptAt: LATER },
      ]);
      expect(await firstValueFrom(storage.outbox.totals$)).to.deep.equal({
        ...{ entries: 2, toSend: 1 },
        ...{ waiting: 1, needingAttention: 1, auditRows: 0 },
      });
      for (const n of [1, 2, 3]) {
        const place = {
          kind: 'account',
          recordId: `account-${n}`,
          patientRef: `patient-${n}`,
        } as const;
        expect((await storage.outbox.serverVersion(place))?.versionId).to.equal('1');
      }
    });

    it('are all kept of audit rows too, and none is counted twice', async () => {
      const rows = [1, 2, 3].map((n) => audit({ id: `audit-${n}` }));
      for (const row of rows) await storage.records.recordAudit(row);
      await storage.records.recordAudit(audit({ id: 'audit-4' }));
      const answers = rows.map((row) => [row.id, remote('audit', row, 1, row.id)] as const);
      const last = answers.slice(-1);
      await Promise.all(
        [...answers, ...last].map(async ([id, answer]) =>
          storage.outbox.confirm((await entryOf(id)).id, answer, epoch),
        ),
      );
      expect(await left()).to.deep.equal([{ recordId: 'audit-4', state: 'waiting' }]);
      const totals = await firstValueFrom(storage.outbox.totals$);
      expect(totals).to.include({ entries: 1, toSend: 1 });
    });

    it('are kept where one beside them comes from a sender that another has replaced', async () => {
      for (const n of [1, 2, 3]) {
        const write = { after: { kind: 'account', body: own(n) } } as const;
        await storage.records.commit(change([write], { patientRef: `patient-${n}` }));
      }
      const stale = epoch;
      epoch = await storage.outbox.claimEpoch();
      const outcomes = await Promise.allSettled([confirm(1), confirm(2, stale), confirm(3)]);
      expect(outcomes.map(({ status }) => status)).to.deep.equal([
        'fulfilled',
        'rejected',
        'fulfilled',
      ]);
      const [, lost] = outcomes;
      expect(lost.status === 'rejected' && lost.reason).to.be.instanceOf(LeaseLost);
      expect(await left()).to.deep.equal([{ recordId: 'account-2', state: 'waiting' }]);
    });
  });
}
