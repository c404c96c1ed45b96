import { expect } from '@open-wc/testing';
import { Permission } from '../../services/domain/practice/permission.ts';
import type {
  AuditRecord,
  ServiceEntitlement,
  ServicesRecord,
  StaffMember,
} from '../../services/domain/records.ts';
import { disablingsIn } from '../../services/domain/unsent-work/disable-wins.ts';
import type { StaffDecision } from '../../services/ports/outbox.ts';
import type { RecordChange, RecordWrite } from '../../services/ports/record-store.ts';
import type { StaffNotice } from '../../services/ports/staff-notice.ts';
import {
  ALEX,
  PATIENT,
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
  onlyChange,
  registration,
  remote,
  services,
  shareEverything,
  until,
  type OpenStorage,
  type StorageUnderTest,
} from './storage-samples.ts';

/** The ways to take access away. */
const SWITCH_OFFS = {
  'disabling the account': accountWrite(account(), account({ enabled: false })),
  'withdrawing codes': {
    before: registration(),
    after: { kind: 'registration', body: registration({ state: 'withdrawn' }) },
  },
  'unticking a service': {
    before: services(),
    after: { kind: 'services', body: services({ services: { repeats: { enabled: false } } }) },
  },
  'marking a check as entered in error': {
    before: identityCheck(),
    after: {
      kind: 'identity-check',
      body: identityCheck({
        enteredInError: { at: '2026-03-01T09:31:00.000Z', by: ALEX, reason: 'Wrong patient' },
      }),
    },
  },
} satisfies Readonly<Record<string, RecordWrite>>;

/** What all storage promises of who decides about unsent work, and whom it tells. */
export function decidingContract(name: string, open: OpenStorage): void {
  describe(`who decides about unsent work: ${name}`, () => {
    let storage: StorageUnderTest;

    beforeEach(async () => {
      storage = await open();
      await storage.records.commit(accountCreation({ audit: [] }));
      await storage.records.commit(
        change([{ after: { kind: 'identity-check', body: identityCheck() } }]),
      );
      await shareEverything(storage);
    });
    afterEach(() => storage.dispose());

    const without = (...permissions: readonly Permission[]): Partial<StaffDecision> => ({
      permissions: Object.values(Permission).filter((each) => !permissions.includes(each)),
    });
    const done = async (
      write: RecordWrite,
      changes: Partial<RecordChange> = {},
    ): Promise<string> => {
      await storage.records.commit(change([write], { author: ALEX, ...changes }));
      return (await onlyChange(storage)).changeId;
    };
    const noticesOf = (staff: StaffMember): Promise<readonly StaffNotice[]> =>
      until(storage.records.notices$(staff.id), () => true);
    const auditNow = async (): Promise<readonly AuditRecord[]> => {
      const rows = await storage.records.audit({ limit: 50 });
      return rows.ok ? rows.value : [];
    };

    it('is who may do what the change did, for every decision, and nothing happens otherwise', async () => {
      const { changeServices, manageAccounts } = Permission;
      const changeId = await done(accountWrite(account(), account({ enabledNotes: 'Ours' })), {
        permission: changeServices,
      });
      const before = await entriesNow(storage);
      const { decisions } = storage;
      const refused = await Promise.all([
        decisions.retry(changeId, decision(SAM, without(changeServices))),
        decisions.discard(changeId, decision(SAM, without(changeServices))),
      ]);
      for (const outcome of refused) {
        expect(!outcome.ok && outcome.failure).to.deep.equal({
          kind: 'not-permitted',
          reason: { code: 'work-takes-permission', permissions: [changeServices] },
        });
      }
      expect(await entriesNow(storage)).to.deep.equal(before);
      expect((await auditNow()).length).to.equal(0);
      const allowed = await decisions.discard(changeId, decision(SAM, without(manageAccounts)));
      expect(allowed.ok).to.equal(true);
    });

    it('is who may do what the change did, in a conflict too', async () => {
      const changeId = await done(accountWrite(account(), account({ enabledNotes: 'Ours' })));
      const epoch = await storage.outbox.claimEpoch();
      const theirs = remote('account', account({ enabledNotes: 'Theirs' }), 2);
      await storage.journal.applyPage(
        { kind: 'account', records: [theirs], quarantined: [] },
        epoch,
      );
      for (const choice of ['ours', 'theirs'] as const) {
        const by = decision(SAM, without(Permission.manageAccounts));
        const refused = await storage.decisions.resolve(changeId, choice, by);
        expect(!refused.ok && refused.failure.kind, choice).to.equal('not-permitted');
        expect((await onlyChange(storage)).state, choice).to.equal('conflict');
      }
    });

    it('is who has seen what was switched off elsewhere, where ours would switch it on', async () => {
      const noted = (notes: string, acutes: ServiceEntitlement): ServicesRecord =>
        services({ services: { repeats: { enabled: true, notes }, acutes } });
      const off = (id: string): ServiceEntitlement => ({
        enabled: false,
        disabling: { id, reason: 'misuse', at: '2026-03-01T09:00:00.000Z' },
      });
      const before = noted('Before', off('act-1'));
      const epoch = await storage.outbox.claimEpoch();
      const arrives = (theirs: ServicesRecord, version: number): Promise<unknown> =>
        storage.journal.applyPage(
          { kind: 'services', records: [remote('services', theirs, version)], quarantined: [] },
          epoch,
        );
      await arrives(before, 2);
      const body = noted('Ours', { enabled: true });
      const changeId = await done({ before, after: { kind: 'services', body } });
      await arrives(noted('Theirs', off('act-1')), 3);
      const [shown] = await changesNow(storage);
      const seen = disablingsIn(shown?.theirs === undefined ? [] : [shown.theirs]);
      const standing = noted('Theirs', off('act-2'));
      await arrives(standing, 4);

      const refused = await storage.decisions.resolve(changeId, 'ours', decision(SAM, { seen }));
      expect(!refused.ok && refused.failure.reason.code).to.equal('switched-off-since-seen');
      const looked = decision(SAM, { seen: disablingsIn([standing]) });
      expect((await storage.decisions.resolve(changeId, 'ours', looked)).ok).to.equal(true);
    });

    it('is, where an older version kept no permission, who may do all that could have been asked for', async () => {
      const unknown = { permission: undefined as unknown as Permission };
      const changeId = await done(
        accountWrite(account(), account({ enabledNotes: 'Ours' })),
        unknown,
      );
      for (const missing of [Permission.manageAccounts, Permission.changeServices]) {
        const refused = await storage.decisions.discard(changeId, decision(SAM, without(missing)));
        expect(!refused.ok && refused.failure.kind, missing).to.equal('not-permitted');
      }
      const enough = without(Permission.printLetters, Permission.recordIdentity);
      expect((await storage.decisions.discard(changeId, decision(SAM, enough))).ok).to.equal(true);
    });

    it('is who may do all of it, where an account goes with what others did to it', async () => {
      const other = { patientRef: 'patient-2' };
      const own = account({ id: 'account-2', ...other, accountId: '098765432105' });
      const set = services({ id: 'services-2', accountKey: 'account-2', ...other });
      await storage.records.commit(change([{ after: { kind: 'account', body: own } }], other));
      const made = await onlyChange(storage);
      await storage.records.commit(
        change([{ after: { kind: 'services', body: set } }], {
          ...other,
          author: ALEX,
          permission: Permission.changeServices,
        }),
      );
      const by = decision(SAM, without(Permission.changeServices));
      const refused = await storage.decisions.discard(made.changeId, by);
      expect(!refused.ok && refused.failure.kind).to.equal('not-permitted');
      expect(await changesNow(storage)).to.have.length(2);
    });

    for (const [what, write] of Object.entries(SWITCH_OFFS)) {
      it(`must say why, and its author is told until they take note: ${what}`, async () => {
        const changeId = await done(write, { description: what });
        const refused = await storage.decisions.discard(changeId, decision(SAM));
        expect(!refused.ok && refused.failure).to.deep.include({
          kind: 'invalid',
          field: 'reason',
        });
        expect(await changesNow(storage)).to.have.length(1);
        expect(await noticesOf(ALEX)).to.deep.equal([]);

        const why = decision(SAM, { reason: 'Wrong patient' });
        expect((await storage.decisions.discard(changeId, why)).ok).to.equal(true);
        const [notice, ...others] = await noticesOf(ALEX);
        expect(others).to.deep.equal([]);
        expect(notice).to.deep.include({
          ...{ staffId: ALEX.id, by: SAM, reason: 'Wrong patient', description: what },
          patientName: 'Morgan, Siân (Mrs)',
        });
        expect(await noticesOf(SAM)).to.deep.equal([]);

        const id = notice?.id ?? '';
        const told = await storage.decisions.notice(id, ALEX.id);
        expect(told.ok && told.value).to.deep.equal(notice);
        const hidden = await storage.decisions.notice(id, SAM.id);
        expect(!hidden.ok && hidden.failure.kind).to.equal('changed-meanwhile');
        const notTheirs = await storage.decisions.acknowledge(id, decision(SAM));
        expect(!notTheirs.ok && notTheirs.failure.kind).to.equal('changed-meanwhile');
        const seen = decision(ALEX);
        expect((await storage.decisions.acknowledge(id, seen)).ok).to.equal(true);
        expect(await noticesOf(ALEX)).to.deep.equal([]);
        expect((await auditNow()).map((row) => row.id)).to.include(seen.audit.id);
        expect((await entriesNow(storage)).map((entry) => entry.id)).to.include(seen.audit.id);
        const again = await storage.decisions.acknowledge(id, decision(ALEX));
        expect(!again.ok && again.failure.kind).to.equal('changed-meanwhile');
      });
    }

    it('need not say why of their own switch-off, nor of what gives access', async () => {
      const own = await done(accountWrite(account(), account({ enabled: false })));
      expect((await storage.decisions.discard(own, decision(ALEX))).ok).to.equal(true);
      const on = accountWrite(account(), account({ enabledNotes: 'Asked for it' }));
      const changeId = await done(on);
      expect((await storage.decisions.discard(changeId, decision(SAM))).ok).to.equal(true);
      expect(await noticesOf(ALEX)).to.deep.equal([]);
    });

    it('must say why when they take theirs over somebody else’s switch-off', async () => {
      // A switch-off by itself is never asked about; here it is part of a change that is.
      const note = accountWrite(account(), account({ enabledNotes: 'Asked to stop' }));
      const writes = [note, SWITCH_OFFS['unticking a service']];
      await storage.records.commit(change(writes, { author: ALEX }));
      const [{ changeId } = { changeId: '' }] = await changesNow(storage);
      const epoch = await storage.outbox.claimEpoch();
      const theirs = remote('account', account({ enabledNotes: 'Theirs' }), 2);
      await storage.journal.applyPage(
        { kind: 'account', records: [theirs], quarantined: [] },
        epoch,
      );
      const refused = await storage.decisions.resolve(changeId, 'theirs', decision(SAM));
      expect(!refused.ok && refused.failure.kind).to.equal('invalid');
      const why = decision(SAM, { reason: 'They came back' });
      expect((await storage.decisions.resolve(changeId, 'theirs', why)).ok).to.equal(true);
      expect((await noticesOf(ALEX)).map(({ reason }) => reason)).to.deep.equal(['They came back']);
    });

    it('does not lose somebody else’s later work by taking theirs: it is asked about', async () => {
      const first = account({ enabledNotes: 'Sam' });
      await storage.records.commit(change([accountWrite(account(), first)]));
      const { changeId } = await onlyChange(storage);
      const later = account({ enabledNotes: 'Alex' });
      await storage.records.commit(change([accountWrite(first, later)], { author: ALEX }));
      const epoch = await storage.outbox.claimEpoch();
      const theirs = remote('account', account({ enabledNotes: 'Theirs' }), 2);
      await storage.journal.applyPage(
        { kind: 'account', records: [theirs], quarantined: [] },
        epoch,
      );

      expect((await storage.decisions.resolve(changeId, 'theirs', decision(SAM))).ok).to.equal(
        true,
      );
      expect(await onlyChange(storage)).to.deep.include({ author: ALEX, state: 'conflict' });
    });

    it('never discards an audit row, in whatever state', async () => {
      await storage.records.recordAudit(audit({ id: 'audit-9', by: ALEX }));
      const epoch = await storage.outbox.claimEpoch();
      const left = async (): Promise<unknown> =>
        (await entriesNow(storage)).filter(({ recordId }) => recordId === 'audit-9').length;
      const refused = async (): Promise<unknown> => {
        const outcome = await storage.decisions.discard('audit-9', decision(SAM, { reason: 'So' }));
        return !outcome.ok && outcome.failure.reason.code;
      };
      expect(await refused()).to.equal('work-stays-on-record');
      await storage.outbox.park('audit-9', { code: 'only-sent' }, epoch);
      expect(await refused()).to.equal('work-stays-on-record');
      expect(await left()).to.equal(1);
      // Who may only look may send it again.
      const looking = decision(SAM, { permissions: [Permission.view] });
      expect((await storage.decisions.retry('audit-9', looking)).ok).to.equal(true);
    });

    it('leaves what was done on record when it is given up', async () => {
      const row = audit({ id: 'audit-done', by: ALEX, patientRef: PATIENT });
      const off = accountWrite(account(), account({ enabled: false }));
      const changeId = await done(off, { audit: [row] });
      const why = decision(SAM, { reason: 'Wrong patient' });
      await storage.decisions.discard(changeId, why);
      const unsent = (await entriesNow(storage)).map(({ recordId }) => recordId);
      expect(unsent).to.deep.equal(['audit-done', why.audit.id]);
    });
  });
}
