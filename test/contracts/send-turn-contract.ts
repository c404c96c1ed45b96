import { expect } from '@open-wc/testing';
import type { AccountRecord } from '../../services/domain/records.ts';
import type { OutboxEntry } from '../../services/ports/outbox.ts';
import type { RecordChange } from '../../services/ports/record-store.ts';
import { BUSY, REFUSED } from '../fakes/remote-failures.ts';
import {
  ALEX,
  SAM,
  account,
  accountCreation,
  accountWrite,
  audit,
  change,
  changesNow,
  decision,
  entriesNow,
  identityCheck,
  registration,
  remote,
  shareEverything,
  until,
  type OpenStorage,
  type StorageUnderTest,
} from './storage-samples.ts';

/** What every Outbox promises of the order in which work is sent. */
export function sendTurnContract(name: string, open: OpenStorage): void {
  describe(`whose turn it is to be sent: ${name}`, () => {
    let storage: StorageUnderTest;

    beforeEach(async () => {
      storage = await open();
    });
    afterEach(() => storage.dispose());

    const NOW = '2026-03-01T10:00:00.000Z';
    const LATER = '2026-03-01T10:00:01.000Z';
    const own = (n: number): AccountRecord =>
      account({ id: `account-${n}`, patientRef: `patient-${n}`, accountId: `00000000000${n}` });
    const create = (n: number, changes: Partial<RecordChange> = {}): RecordChange =>
      change([{ after: { kind: 'account', body: own(n) } }], {
        patientRef: `patient-${n}`,
        ...changes,
      });
    const nextRecord = async (
      staffId = SAM.id,
      now = NOW,
      except?: ReadonlySet<string>,
    ): Promise<string | undefined> =>
      (await storage.outbox.next({ staffId, now, count: 1, ...(except && { except }) }))[0]
        ?.recordId;
    const entryOf = async (recordId: string): Promise<OutboxEntry> => {
      const found = (await entriesNow(storage)).find((entry) => entry.recordId === recordId);
      if (found === undefined) throw new Error(`Nothing of ${recordId} is unsent.`);
      return found;
    };
    let epoch: number;

    beforeEach(async () => {
      epoch = await storage.outbox.claimEpoch();
    });

    it('is anything else before an audit row, whichever was made first', async () => {
      await storage.records.recordAudit(audit());
      await storage.records.commit(create(1));
      expect(await nextRecord()).to.equal('account-1');
      const made = await entryOf('account-1');
      await storage.outbox.confirm(made.id, remote('account', own(1), 1, made.id), epoch);
      expect(await nextRecord()).to.equal('audit-1');
    });

    it('is the first made, by the person signed in, that is due', async () => {
      await storage.records.commit(create(1, { author: ALEX }));
      await storage.records.commit(create(2));
      await storage.records.commit(create(3));
      await storage.outbox.postpone((await entryOf('account-2')).id, BUSY.reason, LATER, epoch);
      const told = until(storage.outbox.sendable$(SAM.id), ({ nextDue }) => nextDue === LATER);

      expect(await nextRecord()).to.equal('account-3');
      expect(await nextRecord(SAM.id, LATER)).to.equal('account-2');
      const third = await entryOf('account-3');
      expect(await nextRecord(SAM.id, NOW, new Set([third.id]))).to.equal(undefined);
      expect(await nextRecord(ALEX.id)).to.equal('account-1');
      expect(await told).to.deep.equal({ first: third.sequence, nextDue: LATER });
    });

    it('is, of audit rows, whoever is signed in; of all else its author alone', async () => {
      await storage.records.commit(create(1, { audit: [audit()] }));
      const rows = async (staffId: string, now = NOW): Promise<unknown> =>
        (await storage.outbox.next({ staffId, now, count: 9 })).map(({ recordId }) => recordId);
      const row = await entryOf('audit-1');
      expect(await rows(ALEX.id)).to.deep.equal(['audit-1']);
      expect(await until(storage.outbox.sendable$(ALEX.id), () => true)).to.deep.equal({
        first: row.sequence,
      });
      await storage.outbox.attempt(row.id, epoch);
      await storage.outbox.postpone(row.id, BUSY.reason, LATER, epoch);
      expect(await rows(ALEX.id)).to.deep.equal([]);
      await until(storage.outbox.sendable$(ALEX.id), ({ nextDue }) => nextDue === LATER);
      expect(await storage.outbox.isStuck(ALEX.id, 1)).to.equal(true);
      expect(await storage.outbox.isStuck(ALEX.id, 2)).to.equal(false);
      expect(await rows(ALEX.id, LATER)).to.deep.equal(['audit-1']);
      expect(await rows(SAM.id, LATER)).to.deep.equal(['account-1', 'audit-1']);
    });

    it('comes to several at a time that may go side by side, records before audit rows', async () => {
      await storage.records.recordAudit(audit());
      for (const number of [1, 2, 3, 4]) await storage.records.commit(create(number));
      await storage.records.commit(
        change([accountWrite(own(1), { ...own(1), enabledNotes: 'Later' })], {
          patientRef: 'patient-1',
        }),
      );
      const next = async (count: number, except: readonly string[] = []): Promise<unknown> => {
        const turn = { staffId: SAM.id, now: NOW, count, except: new Set(except) };
        return (await storage.outbox.next(turn)).map(({ recordId }) => recordId);
      };
      expect(await next(3)).to.deep.equal(['account-1', 'account-2', 'account-3']);
      expect(await next(9)).to.deep.equal([
        ...['account-1', 'account-2', 'account-3', 'account-4'],
        'audit-1',
      ]);
      const ids = await Promise.all([1, 2, 3].map((number) => entryOf(`account-${number}`)));
      expect(
        await next(
          1,
          ids.map(({ id }) => id),
        ),
      ).to.deep.equal(['account-4']);
    });

    it("never passes an earlier change of the same record, in whatever state, even another person's", async () => {
      await storage.records.commit(create(1));
      await shareEverything(storage);
      epoch = await storage.outbox.claimEpoch();
      const noted = { ...own(1), enabledNotes: 'First' };
      await storage.records.commit(
        change([accountWrite(own(1), noted)], { patientRef: 'patient-1', author: ALEX }),
      );
      await storage.records.commit(
        change([accountWrite(noted, { ...noted, enabled: false })], { patientRef: 'patient-1' }),
      );
      expect(await nextRecord()).to.equal(undefined);
      const [first] = await changesNow(storage);
      await storage.outbox.park(first?.id ?? '', REFUSED.reason, epoch);
      expect(await nextRecord()).to.equal(undefined);
      await storage.decisions.retry(first?.changeId ?? '', decision());
      await storage.outbox.confirm(first?.id ?? '', remote('account', noted, 2, first?.id), epoch);
      expect(await nextRecord()).to.equal('account-1');
    });

    it('comes to what belongs to an account only after the account is there', async () => {
      await storage.records.commit(accountCreation({ author: ALEX, audit: [] }));
      await storage.records.commit(
        change([{ after: { kind: 'identity-check', body: identityCheck() } }], { author: ALEX }),
      );
      const made = await entryOf('account-1');
      await storage.outbox.park(made.id, REFUSED.reason, epoch);
      expect(await nextRecord(ALEX.id)).to.equal('check-1');
      await storage.decisions.retry(made.changeId, decision(ALEX));
      await storage.outbox.confirm(made.id, remote('account', account(), 1, made.id), epoch);
      expect(await nextRecord(ALEX.id)).to.equal('registration-1');
    });

    it('comes to new codes only after the endings of older ones, whatever holds those up', async () => {
      await storage.records.commit(accountCreation({ audit: [] }));
      await shareEverything(storage);
      epoch = await storage.outbox.claimEpoch();
      const old = registration();
      const fresh = registration({ id: 'registration-2', issuedAt: LATER });
      await storage.records.commit(
        change([
          { before: old, after: { kind: 'registration', body: { ...old, state: 'withdrawn' } } },
          { after: { kind: 'registration', body: fresh } },
        ]),
      );
      expect(await nextRecord()).to.equal('registration-1');
      await storage.outbox.postpone(
        (await entryOf('registration-1')).id,
        BUSY.reason,
        LATER,
        epoch,
      );
      expect(await nextRecord()).to.equal(undefined);
      expect(await nextRecord(SAM.id, LATER)).to.equal('registration-1');
    });

    it('knows work that has been tried in vain again and again', async () => {
      await storage.records.commit(create(1));
      const { id } = await entryOf('account-1');
      await storage.outbox.attempt(id, epoch);
      await storage.outbox.attempt(id, epoch);
      expect(await storage.outbox.isStuck(SAM.id, 2)).to.equal(true);
      expect(await storage.outbox.isStuck(SAM.id, 3)).to.equal(false);
      expect(await storage.outbox.isStuck(ALEX.id, 2)).to.equal(false);
      await storage.outbox.park(id, REFUSED.reason, epoch);
      expect(await storage.outbox.isStuck(SAM.id, 2)).to.equal(false);
    });
  });
}
