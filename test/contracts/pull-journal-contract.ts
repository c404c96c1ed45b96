import { expect } from '@open-wc/testing';
import type { AccountRecord } from '../../services/domain/records.ts';
import {
  LeaseLost,
  NEVER_RECONCILED,
  type PulledPage,
  type Reconciled,
} from '../../services/ports/outbox.ts';
import type { RemoteRecord, ServerVersion } from '../../services/ports/remote-records.ts';
import { sampleSettings } from '../fakes/sample-shared-records.ts';
import {
  PATIENT,
  account,
  accountCreation,
  accountWrite,
  change,
  changesNow,
  identityCheck,
  onlyChange,
  remote,
  shareEverything,
  until,
  type OpenStorage,
  type StorageUnderTest,
} from './storage-samples.ts';

/** What every PullJournal promises. */
export function pullJournalContract(name: string, open: OpenStorage): void {
  describe(`pull journal: ${name}`, () => {
    let storage: StorageUnderTest;
    let epoch: number;

    beforeEach(async () => {
      storage = await open();
      epoch = await storage.outbox.claimEpoch();
    });
    afterEach(() => storage.dispose());

    const pull = (...records: RemoteRecord<'account'>[]): Promise<readonly string[]> =>
      storage.journal.applyPage({ kind: 'account', records, quarantined: [] }, epoch);

    const accountNow = async (): Promise<AccountRecord | undefined> => {
      const result = await storage.records.read(PATIENT);
      return result.ok ? result.value.account : undefined;
    };

    it('starts from the beginning, then remembers where it stands for each kind', async () => {
      expect(await storage.journal.cursor('account')).to.equal(undefined);
      const page: PulledPage = {
        kind: 'account',
        records: [remote('account', account(), 1)],
        quarantined: [],
        cursor: '2026-03-01T10:00:01.000Z',
      };
      await storage.journal.applyPage(page, epoch);
      await pull(remote('account', account(), 2));
      expect(await storage.journal.cursor('account')).to.equal('2026-03-01T10:00:01.000Z');
      expect(await storage.journal.cursor('letter')).to.equal(undefined);
    });

    it('brings records made elsewhere, of many patients in one page', async () => {
      const checks = ['p-1', 'p-2', 'p-3'].map((patientRef) =>
        remote('identity-check', identityCheck({ id: `check-${patientRef}`, patientRef }), 1),
      );
      await storage.journal.applyPage(
        { kind: 'identity-check', records: checks, quarantined: [] },
        epoch,
      );
      const result = await storage.records.read('p-2');
      expect(result.ok && result.value.identityChecks.map(({ id }) => id)).to.deep.equal([
        'check-p-2',
      ]);
    });

    it('takes a later version and never an older one or the same again', async () => {
      await pull(remote('account', account({ status: 'registered' }), 2));
      await pull(remote('account', account({ status: 'created' }), 1));
      expect((await accountNow())?.status).to.equal('registered');
      await pull(remote('account', account({ status: 'locked' }), 2));
      expect((await accountNow())?.status).to.equal('registered');
      await pull(remote('account', account({ status: 'active' }), 3));
      expect((await accountNow())?.status).to.equal('active');
    });

    it('says which looked older, and takes them once they were read', async () => {
      const setBack = (versionId: string, status: AccountRecord['status']) => {
        const record = remote('account', account({ status }), 1);
        return { ...record, version: { ...record.version, versionId } };
      };
      const accountPage = { kind: 'account', quarantined: [] } as const;
      await pull({ ...remote('account', account(), 5), version: later('one') });
      const older = setBack('two', 'registered');
      expect(await pull(older)).to.deep.equal([older.version.id]);
      expect((await accountNow())?.status).to.equal('created');
      await storage.journal.applyPage({ ...accountPage, records: [older], isCurrent: true }, epoch);
      expect((await accountNow())?.status).to.equal('registered');
      expect(await pull(older), 'the same again').to.deep.equal([]);
    });

    it('goes by numbers, not by time, where versions have them', async () => {
      await pull({ ...remote('account', account(), 5), version: later('5') });
      const newer = remote('account', account({ status: 'registered' }), 6);
      expect(await pull(newer)).to.deep.equal([]);
      expect((await accountNow())?.status).to.equal('registered');
      const tagged = { ...newer.version, versionId: 'W/"7"' };
      await pull({ ...remote('account', account({ status: 'active' }), 6), version: tagged });
      expect((await accountNow())?.status).to.equal('active');
    });

    it('remembers how far reconciling has come, and that everything was fetched once', async () => {
      const { journal } = storage;
      expect(await journal.reconciled()).to.deep.equal(NEVER_RECONCILED);
      const stored$ = storage.records.watch(PATIENT);
      await until(stored$, (stored) => stored.available && !stored.isComplete);
      const findings = { missing: 1 };
      const half: Reconciled = { findings, inHand: { account: { missing: 2 } } };
      await journal.noteReconciled(half, epoch);
      expect(await journal.reconciled()).to.deep.equal(half);
      const complete = until(stored$, (stored) => stored.available && stored.isComplete);
      await journal.noteReconciled({ findings, finishedOn: '2026-03-01' }, epoch);
      await complete;

      const stale = epoch;
      epoch = await storage.outbox.claimEpoch();
      const late = await journal.noteReconciled(half, stale).catch((error: unknown) => error);
      expect(late).to.be.instanceOf(LeaseLost);
      expect((await journal.reconciled()).finishedOn).to.equal('2026-03-01');
    });

    it('orders versions of one moment by number, not as text', async () => {
      const at = (versionId: string, status: AccountRecord['status']): RemoteRecord<'account'> => {
        const record = remote('account', account({ status }), 1);
        return { ...record, version: { ...record.version, versionId } };
      };
      await pull(at('10', 'active'));
      await pull(at('9', 'registered'));
      expect((await accountNow())?.status).to.equal('active');
      await pull(at('11', 'locked'));
      expect((await accountNow())?.status).to.equal('locked');
    });

    it('puts unsent work on top of what it brings', async () => {
      await storage.records.commit(accountCreation());
      epoch = await shareEverything(storage);
      await storage.records.commit(
        change([accountWrite(account(), account({ enabledNotes: 'Ours' }))]),
      );
      const theirs = account({ status: 'registered' });
      await pull(remote('account', theirs, 2));
      expect(await accountNow()).to.deep.equal({ ...theirs, enabledNotes: 'Ours' });
      expect((await onlyChange(storage)).before).to.deep.equal(theirs);
    });

    it('turns unsent work that collides into a conflict, which follows the newest version', async () => {
      await storage.records.commit(accountCreation());
      epoch = await shareEverything(storage);
      await storage.records.commit(
        change([accountWrite(account(), account({ enabledNotes: 'Ours' }))]),
      );
      await pull(remote('account', account({ enabledNotes: 'Theirs' }), 2));
      await pull(remote('account', account({ enabledNotes: 'Theirs 2' }), 3));
      const conflict = await onlyChange(storage);
      expect(conflict.state).to.equal('conflict');
      expect(conflict.theirs).to.include({ enabledNotes: 'Theirs 2' });
      await pull(remote('account', account({ status: 'registered' }), 4));
      const settled = await onlyChange(storage);
      expect(settled.state).to.equal('waiting');
      expect(settled).not.to.have.any.keys('theirs', 'reason');
    });

    it('settles work whose answer was lost when the server has it', async () => {
      await storage.records.commit(accountCreation());
      const [create] = await changesNow(storage);
      await pull(remote('account', account(), 1, create?.id));
      const kinds = (await changesNow(storage)).map(({ kind }) => kind);
      expect(kinds).to.deep.equal(['registration', 'services']);
      const version = await storage.outbox.serverVersion({
        kind: 'account',
        recordId: 'account-1',
        patientRef: PATIENT,
      });
      expect(version?.versionId).to.equal('1');
    });

    it('knows its own create again after somebody has changed the record', async () => {
      await storage.records.commit(accountCreation());
      await pull(remote('account', account({ status: 'registered' }), 2));
      expect((await changesNow(storage)).map(({ kind }) => kind)).to.deep.equal([
        'registration',
        'services',
      ]);
      expect((await accountNow())?.status).to.equal('registered');
    });

    it('lets an account made elsewhere first stand in place of ours never sent', async () => {
      await storage.records.commit(accountCreation());
      const standing = account({ id: 'account-2', accountId: '222222222222' });
      await pull(remote('account', standing, 1));
      expect(await accountNow()).to.deep.equal(standing);
      expect(await onlyChange(storage)).to.include({
        state: 'superseded',
        recordId: 'account-1',
      });
    });

    it('keeps apart what makes no sense, until a version that does', async () => {
      const bad = { serverId: 'server-account-1', versionId: '1', fields: ['status'] } as const;
      await storage.journal.applyPage(
        {
          kind: 'account',
          records: [remote('account', account({ id: 'other', patientRef: 'p-2' }), 1)],
          quarantined: [bad],
        },
        epoch,
      );
      expect(await knownAccounts()).to.deep.equal({
        'server-other': '1',
        'server-account-1': '1',
      });
      await pull(remote('account', account(), 2));
      expect(await knownAccounts()).to.deep.equal({
        'server-other': '1',
        'server-account-1': '2',
      });
    });

    it('leaves a record that the server files under another patient as it was, and counts it', async () => {
      await pull(remote('account', account(), 1));
      await pull(remote('account', account({ patientRef: 'p-2', enabled: false }), 2));
      expect(await accountNow()).to.deep.equal(account());
      const other = await storage.records.read('p-2');
      expect(other.ok && other.value.account).to.equal(undefined);
      expect(await storage.journal.keptApart()).to.deep.equal({ unreadable: 0, moved: 1 });
      await pull(remote('account', account({ enabled: false }), 3));
      expect((await accountNow())?.enabled).to.equal(false);
      expect(await storage.journal.keptApart()).to.deep.equal({ unreadable: 0, moved: 0 });
    });

    it('keeps unsent work with its patient when the server files the record under another', async () => {
      await pull(remote('account', account(), 1));
      await storage.records.commit(
        change([accountWrite(account(), account({ enabledNotes: 'Ours' }))]),
      );
      await pull(remote('account', account({ patientRef: 'p-2' }), 2));
      expect(await accountNow()).to.deep.equal(account({ enabledNotes: 'Ours' }));
      expect((await onlyChange(storage)).patientRef).to.equal(PATIENT);
    });

    it('keeps apart what is not the practice’s only where it was, and forgets what is gone', async () => {
      await pull(remote('account', account(), 1));
      const page = { kind: 'account', records: [] } as const;
      const foreign = { versionId: '2', fields: ['practice'], onlyIfHeld: true } as const;
      const quarantined = ['server-account-1', 'server-of-others'].map((serverId) => ({
        ...foreign,
        serverId,
      }));
      await storage.journal.applyPage({ ...page, quarantined }, epoch);
      expect(await knownAccounts()).to.deep.equal({ 'server-account-1': '2' });
      expect(await storage.journal.keptApart()).to.deep.equal({ unreadable: 1, moved: 0 });
      await storage.journal.applyPage(
        { ...page, quarantined: [], gone: ['server-account-1'] },
        epoch,
      );
      expect(await storage.journal.keptApart()).to.deep.equal({ unreadable: 0, moved: 0 });
    });

    describe('keeps the practice’s settings that come with identity checks', () => {
      const settings = (
        version: number,
        letterExpiryDays: number,
        serverId = 'server-settings',
      ) => ({
        kind: 'practice-settings' as const,
        body: sampleSettings({
          values: { letterExpiryDays },
          savedAt: `2026-03-01T09:00:0${version}.000Z`,
        }),
        version: {
          id: serverId,
          versionId: String(version),
          lastUpdated: `2026-03-01T10:00:0${version}.000Z`,
        },
        operationId: `operation-${version}`,
      });
      const pullChecks = (records: PulledPage['records'], isCurrent?: true) =>
        storage.journal.applyPage(
          { kind: 'identity-check', records, quarantined: [], ...(isCurrent && { isCurrent }) },
          epoch,
        );
      const held = async (): Promise<number | undefined> => {
        const settingsNow = await storage.settings.held();
        return settingsNow.ok ? settingsNow.value?.record.values.letterExpiryDays : undefined;
      };

      it('and tells who follows, beside the checks of patients', async () => {
        const told: (number | undefined)[] = [];
        const following = storage.settings.held$.subscribe((now) => {
          told.push(now?.record.values.letterExpiryDays);
        });
        await until(storage.settings.held$, (now) => now === undefined);
        const check = remote('identity-check', identityCheck(), 1);
        expect(await pullChecks([check, settings(1, 21)])).to.deep.equal([]);
        await until(storage.settings.held$, (now) => now?.record.values.letterExpiryDays === 21);
        const result = await storage.records.read(PATIENT);
        expect(result.ok && result.value.identityChecks).to.have.length(1);
        expect(told.at(0)).to.equal(undefined);
        following.unsubscribe();
      });

      it('never an older version in place of a newer one, unless it was read', async () => {
        await pullChecks([settings(2, 21)]);
        expect(await pullChecks([settings(1, 14)])).to.deep.equal(['server-settings']);
        expect(await held()).to.equal(21);
        expect(await pullChecks([settings(1, 14)], true)).to.deep.equal([]);
        expect(await held()).to.equal(14);
      });

      it('and of two resources the one that was saved last', async () => {
        await pullChecks([settings(2, 21), settings(1, 14, 'server-other')]);
        expect(await held()).to.equal(21);
        await pullChecks([settings(3, 28, 'server-other')]);
        expect(await held()).to.equal(28);
      });

      it('and counts them among what is known of identity checks', async () => {
        await pullChecks([remote('identity-check', identityCheck(), 1), settings(4, 21)]);
        const known = await storage.journal.known('identity-check');
        expect(known.map(({ serverId, versionId }) => `${serverId} ${versionId}`)).to.have.members([
          'server-check-1 1',
          'server-settings 4',
        ]);
      });

      it('and what was answered to a save at once, unless something newer is kept', async () => {
        await storage.settings.keep(settings(2, 21));
        await storage.settings.keep(settings(1, 14));
        expect(await held()).to.equal(21);
        expect(await pullChecks([settings(2, 21)]), 'the same again').to.deep.equal([]);
      });
    });

    const knownAccounts = async (): Promise<Record<string, string>> =>
      Object.fromEntries(
        (await storage.journal.known('account')).map(({ serverId, versionId }) => [
          serverId,
          versionId,
        ]),
      );
  });
}

/** A version of the account, stamped an hour later than its number says. */
function later(versionId: string): ServerVersion {
  const { version } = remote('account', account(), 1);
  return { ...version, versionId, lastUpdated: '2026-03-01T11:00:00.000Z' };
}
