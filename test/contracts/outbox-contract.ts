import { expect } from '@open-wc/testing';
import type { AccountRecord, RegistrationRecord } from '../../services/domain/records.ts';
import { LeaseLost, type RecordPlace } from '../../services/ports/outbox.ts';
import { BUSY, REFUSED, UNREACHABLE } from '../fakes/remote-failures.ts';
import {
  ALEX,
  PATIENT,
  account,
  accountCreation,
  accountWrite,
  audit,
  change,
  changesNow,
  decision,
  entriesNow,
  onlyChange,
  registration,
  remote,
  services,
  shareEverything,
  until,
  type OpenStorage,
  type StorageUnderTest,
} from './storage-samples.ts';

const ACCOUNT: RecordPlace = { kind: 'account', recordId: 'account-1', patientRef: PATIENT };

/** What every Outbox promises. */
export function outboxContract(name: string, open: OpenStorage): void {
  describe(`outbox: ${name}`, () => {
    let storage: StorageUnderTest;

    beforeEach(async () => {
      storage = await open();
    });
    afterEach(() => storage.dispose());

    const accountNow = async (): Promise<AccountRecord | undefined> => {
      const result = await storage.records.read(PATIENT);
      return result.ok ? result.value.account : undefined;
    };

    /** A shared account with one unsent change of its notes on top. */
    const sharedAccountWithNotes = async (): Promise<number> => {
      await storage.records.commit(accountCreation());
      const epoch = await shareEverything(storage);
      await storage.records.commit(
        change([accountWrite(account(), account({ enabledNotes: 'Ours' }))]),
      );
      return epoch;
    };

    it('tells about new work as it comes', async () => {
      const told = until(storage.outbox.totals$, ({ entries }) => entries === 4);
      await storage.records.commit(accountCreation());
      expect(await told).to.deep.equal({
        ...{ entries: 4, toSend: 4, waiting: 1, needingAttention: 0, auditRows: 1 },
      });
    });

    it('forgets confirmed work and remembers what the server said', async () => {
      await storage.records.commit(accountCreation());
      expect(await storage.outbox.serverVersion(ACCOUNT)).to.equal(undefined);

      await shareEverything(storage);

      expect(await entriesNow(storage)).to.deep.equal([]);
      const version = remote('account', account(), 1).version;
      expect(await storage.outbox.serverVersion(ACCOUNT)).to.deep.equal(version);
    });

    it('confirms an entry that is gone without harm', async () => {
      const epoch = await sharedAccountWithNotes();
      const { id } = await onlyChange(storage);
      const sent = remote('account', account({ enabledNotes: 'Ours' }), 2, id);
      await storage.outbox.confirm(id, sent, epoch);
      await storage.outbox.confirm(id, sent, epoch);
      expect(await entriesNow(storage)).to.deep.equal([]);
      expect((await accountNow())?.enabledNotes).to.equal('Ours');
    });

    it('keeps a later pulled version when an older answer confirms', async () => {
      const epoch = await sharedAccountWithNotes();
      const { id } = await onlyChange(storage);
      const ours = account({ enabledNotes: 'Ours' });
      const later = remote('account', { ...ours, status: 'registered' }, 3);
      await storage.journal.applyPage(
        { kind: 'account', records: [later], quarantined: [] },
        epoch,
      );
      await storage.outbox.confirm(id, remote('account', ours, 2, id), epoch);
      expect((await accountNow())?.status).to.equal('registered');
      const version = await storage.outbox.serverVersion(ACCOUNT);
      expect(version?.versionId).to.equal('3');
      expect(await entriesNow(storage)).to.deep.equal([]);
    });

    it("gives a patient's unsent work, and that of one change, when asked", async () => {
      const creation = accountCreation();
      await storage.records.commit(creation);
      await storage.records.recordAudit(audit({ id: 'audit-9', patientRef: 'patient-9' }));
      const all = await entriesNow(storage);

      const ofPatient = await storage.outbox.entriesOf(PATIENT);
      expect(ofPatient).to.deep.equal({ ok: true, value: all.slice(0, 4) });
      const ofChange = await storage.outbox.change(creation.operationId);
      // What was done stays on record, whatever becomes of the change.
      expect(ofChange).to.deep.equal({ ok: true, value: all.slice(0, 3) });
    });

    it('counts an attempt before it is made, and keeps what the first was sent on', async () => {
      const epoch = await sharedAccountWithNotes();
      const { id } = await onlyChange(storage);
      expect(await storage.outbox.attempt(id, epoch, '1')).to.equal(true);
      expect(await storage.outbox.attempt(id, epoch, '2')).to.equal(true);
      expect(await storage.outbox.attempt('gone', epoch, '1')).to.equal(false);
      expect(await onlyChange(storage)).to.include({ state: 'waiting', attempts: 2, sentOn: '1' });
    });

    it('keeps what an entry was sent on through a pull, and not when the exchange puts it on another', async () => {
      const epoch = await sharedAccountWithNotes();
      const { id } = await onlyChange(storage);
      await storage.outbox.attempt(id, epoch, '1');
      const theirs = (version: number) =>
        remote('account', account({ status: 'registered' }), version);
      const pulled = { kind: 'account', records: [theirs(2)], quarantined: [] } as const;
      await storage.journal.applyPage(pulled, epoch);
      expect(await onlyChange(storage)).to.include({ sentOn: '1' });
      await storage.outbox.rebase(id, theirs(3), epoch);
      expect(await onlyChange(storage)).to.include({ sentOn: '3' });
    });

    it('keeps postponed work waiting', async () => {
      const epoch = await sharedAccountWithNotes();
      const { id } = await onlyChange(storage);
      await storage.outbox.attempt(id, epoch);
      await storage.outbox.postpone(id, UNREACHABLE.reason, '2026-03-01T11:00:00.000Z', epoch);
      expect(await onlyChange(storage)).to.deep.include({
        state: 'waiting',
        attempts: 1,
        reason: UNREACHABLE.reason,
        nextAttemptAt: '2026-03-01T11:00:00.000Z',
      });
    });

    it('refuses every settle of a sender that another one has replaced', async () => {
      const stale = await sharedAccountWithNotes();
      const { id } = await onlyChange(storage);
      const current = await storage.outbox.claimEpoch();
      expect(current).to.be.greaterThan(stale);
      const theirs = remote('account', account({ status: 'registered' }), 2);
      const settles = [
        storage.outbox.confirm(id, theirs, stale),
        storage.outbox.confirm('audit-1', remote('audit', audit(), 1), stale),
        storage.outbox.withdrawSurplusCodes(ALEX, stale),
        storage.outbox.attempt(id, stale),
        storage.outbox.postpone(id, BUSY.reason, '2026-03-01T11:00:00.000Z', stale),
        storage.outbox.park(id, REFUSED.reason, stale),
        storage.outbox.rebase(id, theirs, stale),
        storage.outbox.supersede(id, theirs, stale),
        storage.journal.applyPage({ kind: 'account', records: [theirs], quarantined: [] }, stale),
      ];
      for (const failure of await Promise.all(settles.map(failureOf))) {
        expect(failure).to.be.instanceOf(LeaseLost);
      }
      expect(await onlyChange(storage)).to.include({ state: 'waiting', attempts: 0 });
      expect((await accountNow())?.status).to.equal('created');
    });

    describe('work the server refused', () => {
      let epoch: number;

      beforeEach(async () => {
        epoch = await sharedAccountWithNotes();
        const { id } = await onlyChange(storage);
        await storage.outbox.attempt(id, epoch, '1');
        await storage.outbox.park(id, REFUSED.reason, epoch);
        expect(await storage.outbox.attempt(id, epoch)).to.equal(false);
      });

      it('stays with its reason, and is still shown', async () => {
        expect(await onlyChange(storage)).to.deep.include({
          state: 'parked',
          reason: REFUSED.reason,
        });
        expect((await accountNow())?.enabledNotes).to.equal('Ours');
      });

      it('is sent again when staff say so', async () => {
        const { id, changeId } = await onlyChange(storage);
        expect((await storage.decisions.retry(changeId, decision())).ok).to.equal(true);
        const entry = await onlyChange(storage);
        // The attempt is not forgotten: an answer before the refusal may have been lost.
        expect(entry).to.include({ id, state: 'waiting', attempts: 1 });
        expect(entry.reason).to.equal(undefined);
        // Who decides has seen what the server holds now.
        expect(entry.sentOn).to.equal(undefined);
      });

      it('is undone when staff give it up', async () => {
        const { changeId } = await onlyChange(storage);
        expect((await storage.decisions.discard(changeId, decision())).ok).to.equal(true);
        expect(await changesNow(storage)).to.deep.equal([]);
        expect(await accountNow()).to.deep.equal(account());
      });

      it('leaves later changes of other details when it is given up', async () => {
        const seen = account({ enabledNotes: 'Ours' });
        await storage.records.commit(change([accountWrite(seen, { ...seen, enabled: false })]));
        const [parked] = await changesNow(storage);
        await storage.decisions.discard(parked?.changeId ?? '', decision());
        const left = await onlyChange(storage);
        expect(left.before).to.deep.equal(account());
        expect(left.after.body).to.deep.equal(account({ enabled: false }));
        expect(await accountNow()).to.deep.equal(account({ enabled: false }));
      });
    });

    it('removes an account never shared, with all that hangs on it, when its create is given up', async () => {
      await storage.records.commit(accountCreation());
      const epoch = await storage.outbox.claimEpoch();
      const [create] = await changesNow(storage);
      await storage.outbox.park(create?.id ?? '', REFUSED.reason, epoch);
      await storage.decisions.discard(create?.changeId ?? '', decision());
      expect(await changesNow(storage)).to.deep.equal([]);
      const result = await storage.records.read(PATIENT);
      expect(result.ok && result.value).to.deep.equal({
        registrations: [],
        identityChecks: [],
        letters: [],
      });
    });

    it('gives up work that waits, whoever made it: the record goes back to what the server has', async () => {
      await sharedAccountWithNotes();
      const { changeId } = await onlyChange(storage);
      expect((await storage.decisions.discard(changeId, decision(ALEX))).ok).to.equal(true);
      expect(await changesNow(storage)).to.deep.equal([]);
      expect(await accountNow()).to.deep.equal(account());
    });

    it('gives up all that belongs to an account whose creation waits and is given up', async () => {
      await storage.records.commit(accountCreation());
      const [create] = await changesNow(storage);
      await storage.decisions.discard(create?.changeId ?? '', decision());
      expect(await changesNow(storage)).to.deep.equal([]);
      expect(await accountNow()).to.equal(undefined);
    });

    it('does not let the audit of what was done be given up while it waits', async () => {
      await storage.records.commit(accountCreation());
      const refused = await storage.decisions.discard('audit-1', decision());
      expect(!refused.ok && refused.failure.kind).to.equal('not-allowed');
    });

    it('sends work that waits for its next try at once when staff say so', async () => {
      const epoch = await sharedAccountWithNotes();
      const { id, changeId } = await onlyChange(storage);
      await storage.outbox.postpone(id, BUSY.reason, '2026-03-01T11:00:00.000Z', epoch);
      expect((await storage.decisions.retry(changeId, decision())).ok).to.equal(true);
      expect(await onlyChange(storage)).not.to.have.any.keys('nextAttemptAt', 'reason');
    });

    it('keeps and queues the audit of each decision together with it', async () => {
      await sharedAccountWithNotes();
      const { changeId } = await onlyChange(storage);
      const made = decision(ALEX);
      await storage.decisions.discard(changeId, made);

      const audits = await storage.records.audit({ limit: 10 });
      expect(audits.ok && audits.value).to.deep.include(made.audit);
      const [queued] = await entriesNow(storage);
      expect(queued).to.deep.include({
        id: made.audit.id,
        kind: 'audit',
        author: ALEX,
        patientName: 'Morgan, Siân (Mrs)',
        after: { kind: 'audit', body: made.audit },
      });
    });

    it('refuses to decide what there is no choice about, or what is gone; no audit is left of it', async () => {
      await sharedAccountWithNotes();
      const { changeId } = await onlyChange(storage);
      const results = [
        await storage.decisions.resolve(changeId, 'ours', decision()),
        await storage.decisions.resolve(changeId, 'theirs', decision()),
        await storage.decisions.retry('gone', decision()),
        await storage.decisions.discard('gone', decision()),
      ];
      expect(results.map((result) => !result.ok && result.failure.kind)).to.deep.equal(
        results.map(() => 'changed-meanwhile'),
      );
      expect(await entriesNow(storage)).to.have.length(1);
      const audits = await storage.records.audit({ limit: 10 });
      expect(audits.ok && audits.value).to.have.length(1);
    });

    it('puts ours on top of what changed elsewhere', async () => {
      const epoch = await sharedAccountWithNotes();
      const { id } = await onlyChange(storage);
      const theirs = account({ status: 'registered', registeredAt: '2026-03-01T10:00:00.000Z' });
      await storage.outbox.rebase(id, remote('account', theirs, 2), epoch);
      const entry = await onlyChange(storage);
      expect(entry).to.include({ id, state: 'waiting' });
      expect(entry.before).to.deep.equal(theirs);
      expect(entry.after.body).to.deep.equal({ ...theirs, enabledNotes: 'Ours' });
      expect(await accountNow()).to.deep.equal({ ...theirs, enabledNotes: 'Ours' });
    });

    describe('a conflict', () => {
      const theirs = account({ status: 'registered', enabledNotes: 'Theirs' });

      beforeEach(async () => {
        const epoch = await sharedAccountWithNotes();
        const ours = account({ enabledNotes: 'Ours' });
        await storage.records.commit(
          change([accountWrite(ours, { ...ours, enabled: false })], { description: 'Disable' }),
        );
        await storage.records.commit(
          change([accountWrite({ ...ours, enabled: false }, { ...ours, enabledNotes: 'Ours 2' })], {
            description: 'More notes',
          }),
        );
        const [first] = await changesNow(storage);
        await storage.outbox.rebase(first?.id ?? '', remote('account', theirs, 2), epoch);
      });

      it('keeps both versions for a person to compare; later changes of the record wait', async () => {
        const entries = await changesNow(storage);
        expect(entries.map(({ state }) => state)).to.deep.equal(['conflict', 'waiting', 'waiting']);
        expect(entries[0]?.theirs).to.deep.equal(theirs);
        expect(entries[0]?.after.body).to.include({ enabledNotes: 'Ours' });
        expect(entries[0]).not.to.have.any.keys('reason', 'nextAttemptAt');
      });

      it('sends ours on top of theirs when staff choose ours', async () => {
        const [first] = await changesNow(storage);
        expect(
          (await storage.decisions.resolve(first?.changeId ?? '', 'ours', decision(ALEX))).ok,
        ).to.equal(true);
        const entries = await changesNow(storage);
        expect(entries.map(({ state }) => state)).to.deep.equal(['waiting', 'waiting', 'waiting']);
        expect(entries[0]?.before).to.deep.equal(theirs);
        expect(entries[0]?.after.body).to.deep.equal({ ...theirs, enabledNotes: 'Ours' });
        expect(entries[0]).not.to.have.any.keys('theirs', 'reason');
        expect(entries[0]).to.deep.include({ author: ALEX, attempts: 0 });
        expect(entries[0]?.id, 'a change of its own to the server').not.to.equal(first?.id);
        expect(await accountNow()).to.deep.equal({ ...theirs, enabledNotes: 'Ours 2' });
      });

      it('can be given up: the next change of the record is put before staff if it does not fit', async () => {
        const [first] = await changesNow(storage);
        expect((await storage.decisions.discard(first?.changeId ?? '', decision())).ok).to.equal(
          true,
        );
        const left = await changesNow(storage);
        expect(left.map(({ description, state }) => [description, state])).to.deep.equal([
          ['Disable', 'waiting'],
          ['More notes', 'conflict'],
        ]);
      });

      it('takes theirs when staff choose so, and keeps later changes that still fit', async () => {
        const [first] = await changesNow(storage);
        expect(
          (await storage.decisions.resolve(first?.changeId ?? '', 'theirs', decision())).ok,
        ).to.equal(true);
        const entry = await onlyChange(storage);
        expect(entry.description).to.equal('Disable');
        expect(entry.before).to.deep.equal(theirs);
        expect(await accountNow()).to.deep.equal({ ...theirs, enabled: false });
      });
    });

    describe('ending codes', () => {
      const pending = registration({
        sealedCodes: 'sealed',
        verifiers: {
          token: { salt: 'a', hash: 'b' },
          linkageKey: { salt: 'c', hash: 'd' },
        },
      });
      const { sealedCodes: _sealed, verifiers: _verifiers, ...codeless } = pending;
      const withdrawn: RegistrationRecord = { ...codeless, state: 'withdrawn' };
      let epoch: number;

      beforeEach(async () => {
        epoch = await storage.outbox.claimEpoch();
        await storage.journal.applyPage(
          {
            kind: 'registration',
            records: [remote('registration', pending, 1)],
            quarantined: [],
          },
          epoch,
        );
        await storage.records.commit(
          change([{ before: pending, after: { kind: 'registration', body: withdrawn } }]),
        );
      });

      it('keeps the codes nowhere in the unsent work', async () => {
        const entry = await onlyChange(storage);
        expect(JSON.stringify(entry)).not.to.contain('sealed').and.not.to.contain('verifiers');
        expect(entry.before).to.deep.equal(codeless);

        const moved = { ...pending, expiresOn: '2026-06-30' };
        await storage.outbox.rebase(entry.id, remote('registration', moved, 2), epoch);
        const rebased = await onlyChange(storage);
        expect(JSON.stringify(rebased)).not.to.contain('sealed').and.not.to.contain('verifiers');
        expect(rebased.after.body).to.deep.equal({ ...withdrawn, expiresOn: '2026-06-30' });
      });

      it('gives way, without asking, to the patient who has used them', async () => {
        const { id } = await onlyChange(storage);
        const used: RegistrationRecord = { ...codeless, state: 'used' };
        await storage.outbox.rebase(id, remote('registration', used, 2), epoch);
        expect(await changesNow(storage)).to.deep.equal([]);
        const version = await storage.outbox.serverVersion({
          kind: 'registration',
          recordId: pending.id,
          patientRef: PATIENT,
        });
        expect(version?.versionId).to.equal('2');
      });
    });

    describe('an account that was created elsewhere first', () => {
      const standing = account({ id: 'account-2', accountId: '222222222222' });

      beforeEach(async () => {
        await storage.records.commit(accountCreation());
        const epoch = await storage.outbox.claimEpoch();
        const [create] = await changesNow(storage);
        await storage.outbox.supersede(create?.id ?? '', remote('account', standing, 1), epoch);
      });

      it('stands; ours is gone with all that hung on it', async () => {
        const result = await storage.records.read(PATIENT);
        expect(result.ok && result.value).to.deep.equal({
          account: standing,
          registrations: [],
          identityChecks: [],
          letters: [],
        });
      });

      it('is told to staff until acknowledged', async () => {
        const message = await onlyChange(storage);
        expect(message).to.include({ state: 'superseded', recordId: 'account-1' });
        expect(message.theirs).to.deep.equal(standing);
        expect(message).not.to.have.any.keys('reason', 'nextAttemptAt');
        expect((await storage.decisions.discard(message.changeId, decision())).ok).to.equal(true);
        expect(await changesNow(storage)).to.deep.equal([]);
        expect(await accountNow()).to.deep.equal(standing);
      });

      it('leaves the audit of what was done here to be sent', async () => {
        const audits = (await entriesNow(storage)).filter(({ kind }) => kind === 'audit');
        expect(audits.length).to.equal(1);
      });
    });

    describe('an account that a job made, and that was created elsewhere first', () => {
      const standing = account({ id: 'account-2', accountId: '222222222222' });
      const operationId = `job-1.${PATIENT}`;

      async function supersededNow(): Promise<readonly string[]> {
        const epoch = await storage.outbox.claimEpoch();
        const create = (await changesNow(storage)).find(({ kind }) => kind === 'account');
        await storage.outbox.supersede(create?.id ?? '', remote('account', standing, 1), epoch);
        expect(await accountNow()).to.deep.equal(standing);
        return (await changesNow(storage)).map(({ state }) => state);
      }

      it('needs nobody: nothing of it was printed, and nothing is off on it', async () => {
        await storage.records.commit(accountCreation({ operationId }));
        expect(await supersededNow()).to.deep.equal([]);
      });

      it('is told to staff where its letter was looked at or is being printed', async () => {
        await storage.records.commit(accountCreation({ operationId }));
        await storage.records.recordAudit(audit({ id: 'looked', action: 'preview-letter' }));
        expect(await supersededNow()).to.deep.equal(['superseded']);
      });

      it('is told to staff where anything was done with it', async () => {
        await storage.records.commit(accountCreation({ operationId }));
        const off = { ...account(), enabled: false };
        await storage.records.commit(change([accountWrite(account(), off)]));
        expect(await supersededNow()).to.deep.equal(['superseded']);
      });

      it('is told to staff where something is off on it', async () => {
        const disabling = { id: 'act', reason: 'misuse', at: '2026-03-01T09:30:00.000Z' };
        const set = services({ services: { appointments: { enabled: false, disabling } } });
        const made = [
          { after: { kind: 'account', body: account() } },
          { after: { kind: 'services', body: set } },
        ] as const;
        await storage.records.commit(change(made, { operationId }));
        expect(await supersededNow()).to.deep.equal(['superseded']);
      });

      it('is told to staff where it was tried to be sent before', async () => {
        await storage.records.commit(accountCreation({ operationId }));
        const [create] = await changesNow(storage);
        await storage.outbox.attempt(create?.id ?? '', await storage.outbox.claimEpoch());
        expect(await supersededNow()).to.deep.equal(['superseded']);
      });
    });

    it('sends a new record after the one before it is settled, each on its own', async () => {
      await storage.records.commit(accountCreation());
      const epoch = await storage.outbox.claimEpoch();
      const [create] = await changesNow(storage);
      await storage.outbox.confirm(create?.id ?? '', remote('account', account(), 1), epoch);
      const kinds = (await changesNow(storage)).map(({ kind }) => kind);
      expect(kinds).to.deep.equal(['registration', 'services']);
      const result = await storage.records.read(PATIENT);
      expect(result.ok && result.value.registrations).to.deep.equal([registration()]);
    });
  });
}

/** Why a promise was rejected. */
function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}
