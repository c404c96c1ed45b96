import { expect } from '@open-wc/testing';
import type { RegistrationRecord } from '../../services/domain/records.ts';
import type { OutboxEntry } from '../../services/ports/outbox.ts';
import type { RecordChange } from '../../services/ports/record-store.ts';
import { REFUSED } from '../fakes/remote-failures.ts';
import { sentenceOf } from '../words-at-hand.ts';
import {
  PATIENT,
  account,
  accountCreation,
  accountWrite,
  change,
  changesNow,
  decision,
  entriesNow,
  registration,
  remote,
  services,
  shareEverything,
  until,
  type OpenStorage,
  type StorageUnderTest,
} from './storage-samples.ts';

/** What every Outbox promises of a change: it is decided about as one. */
export function changeContract(name: string, open: OpenStorage): void {
  describe(`a change is one thing: ${name}`, () => {
    let storage: StorageUnderTest;

    beforeEach(async () => {
      storage = await open();
    });
    afterEach(() => storage.dispose());

    const old = registration();
    const fresh = registration({ id: 'registration-2', issuedAt: '2026-03-02T09:00:00.000Z' });
    const withdrawn: RegistrationRecord = { ...old, state: 'withdrawn' };
    const issuing = (): RecordChange =>
      change(
        [
          { before: old, after: { kind: 'registration', body: withdrawn } },
          { after: { kind: 'registration', body: fresh } },
        ],
        { description: 'Issue new registration codes' },
      );
    const pendingIds = async (): Promise<readonly string[]> => {
      const result = await storage.records.read(PATIENT);
      if (!result.ok) throw new Error(result.failure.reason.code);
      const pending = result.value.registrations.filter(({ state }) => state === 'pending');
      return pending.map(({ id }) => id);
    };
    const partOf = async (recordId: string): Promise<OutboxEntry> => {
      const part = (await changesNow(storage)).find((entry) => entry.recordId === recordId);
      if (part === undefined) throw new Error(`Nothing of ${recordId} is unsent.`);
      return part;
    };
    let epoch: number;

    beforeEach(async () => {
      await storage.records.commit(accountCreation());
      epoch = await shareEverything(storage);
    });

    it('gives up all of it: one set of codes waits as before, whichever part was refused', async () => {
      for (const refused of ['registration-1', 'registration-2']) {
        const issue = issuing();
        expect((await storage.records.commit(issue)).ok).to.equal(true);
        await storage.outbox.park((await partOf(refused)).id, REFUSED.reason, epoch);

        const discarded = await storage.decisions.discard(issue.operationId, decision());

        expect(discarded.ok, refused).to.equal(true);
        expect(await changesNow(storage)).to.deep.equal([]);
        expect(await pendingIds()).to.deep.equal(['registration-1']);
      }
    });

    it('sends all of it again', async () => {
      const issue = issuing();
      await storage.records.commit(issue);
      for (const part of ['registration-1', 'registration-2']) {
        await storage.outbox.park((await partOf(part)).id, REFUSED.reason, epoch);
      }
      expect((await storage.decisions.retry(issue.operationId, decision())).ok).to.equal(true);
      const states = (await changesNow(storage)).map(({ state }) => state);
      expect(states).to.deep.equal(['waiting', 'waiting']);
    });

    it('can be done anew once it is given up: a sweep of expired codes is not lost', async () => {
      const sweep = change(
        [{ before: old, after: { kind: 'registration', body: { ...old, state: 'expired' } } }],
        { operationId: 'expire-registration-1' },
      );
      await storage.records.commit(sweep);
      expect((await storage.decisions.discard(sweep.operationId, decision())).ok).to.equal(true);
      expect(await pendingIds()).to.deep.equal(['registration-1']);

      expect((await storage.records.commit(sweep)).ok).to.equal(true);
      expect(await pendingIds()).to.deep.equal([]);
      expect((await changesNow(storage)).length).to.equal(1);
    });

    it('cannot be given up once a part of it is on the shared record; it can be finished', async () => {
      const issue = issuing();
      await storage.records.commit(issue);
      const ending = await partOf('registration-1');
      await storage.outbox.confirm(
        ending.id,
        remote('registration', withdrawn, 2, ending.id),
        epoch,
      );
      await storage.outbox.park((await partOf('registration-2')).id, REFUSED.reason, epoch);
      const before = await entriesNow(storage);

      const refused = await storage.decisions.discard(issue.operationId, decision());

      expect(!refused.ok && refused.failure.kind).to.equal('not-allowed');
      expect(!refused.ok && sentenceOf(refused.failure.reason)).to.contain(
        'on the shared record already',
      );
      expect(await entriesNow(storage)).to.deep.equal(before);
      expect((await storage.decisions.retry(issue.operationId, decision())).ok).to.equal(true);
    });

    it('is partly shared too when a pull brings the part whose answer was lost', async () => {
      const issue = issuing();
      await storage.records.commit(issue);
      const ending = await partOf('registration-1');
      await storage.journal.applyPage(
        {
          kind: 'registration',
          records: [remote('registration', withdrawn, 2, ending.id)],
          quarantined: [],
        },
        epoch,
      );
      const refused = await storage.decisions.discard(issue.operationId, decision());
      expect(!refused.ok && sentenceOf(refused.failure.reason)).to.contain(
        'on the shared record already',
      );
    });

    it('cannot be given up under later work that builds on it', async () => {
      const issue = issuing();
      await storage.records.commit(issue);
      const newest = registration({
        id: 'registration-3',
        issuedAt: '2026-03-03T09:00:00.000Z',
      });
      await storage.records.commit(
        change([
          {
            before: fresh,
            after: { kind: 'registration', body: { ...fresh, state: 'withdrawn' } },
          },
          { after: { kind: 'registration', body: newest } },
        ]),
      );
      const before = await entriesNow(storage);

      const refused = await storage.decisions.discard(issue.operationId, decision());

      expect(!refused.ok && sentenceOf(refused.failure.reason)).to.contain('rest on this one');
      expect(await entriesNow(storage)).to.deep.equal(before);
      expect(await pendingIds()).to.deep.equal(['registration-3']);
    });

    it('takes theirs for all of it', async () => {
      const both = change([
        accountWrite(account(), account({ enabledNotes: 'Ours' })),
        { before: services(), after: { kind: 'services', body: services({ services: {} }) } },
      ]);
      await storage.records.commit(both);
      const ours = await partOf('account-1');
      const theirs = account({ enabledNotes: 'Theirs' });
      await storage.outbox.rebase(ours.id, remote('account', theirs, 2), epoch);

      expect((await storage.decisions.resolve(both.operationId, 'theirs', decision())).ok).to.equal(
        true,
      );

      expect(await changesNow(storage)).to.deep.equal([]);
      const result = await storage.records.read(PATIENT);
      expect(result.ok && result.value.account).to.deep.equal(theirs);
      expect(result.ok && result.value.services).to.deep.equal(services());
    });

    it('counts once, and by the part that needs a person', async () => {
      await storage.records.commit(issuing());
      const told = (waiting: number, needingAttention: number) =>
        until(
          storage.outbox.totals$,
          (totals) => totals.waiting === waiting && totals.needingAttention === needingAttention,
        );
      expect((await told(1, 0)).entries).to.equal(2);
      await storage.outbox.park((await partOf('registration-1')).id, REFUSED.reason, epoch);
      expect((await told(0, 1)).toSend).to.equal(1);
      await shareEverything(storage);
      expect((await told(0, 0)).entries).to.equal(0);
    });
  });
}
