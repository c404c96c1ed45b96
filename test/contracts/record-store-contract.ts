import { expect } from '@open-wc/testing';
import type { PatientRecords } from '../../services/domain/records.ts';
import type { RecordStore, StoredPatient } from '../../services/ports/record-store.ts';
import {
  PATIENT,
  account,
  accountCreation,
  accountWrite,
  audit,
  change,
  changesNow,
  entriesNow,
  identityCheck,
  letter,
  registration,
  remote,
  services,
  until,
  type OpenStorage,
  type StorageUnderTest,
} from './storage-samples.ts';
import { sentenceOf } from '../words-at-hand.ts';

/** What every {@link RecordStore} promises. */
export function recordStoreContract(name: string, open: OpenStorage): void {
  describe(`record store: ${name}`, () => {
    let storage: StorageUnderTest;

    beforeEach(async () => {
      storage = await open();
    });
    afterEach(() => storage.dispose());

    it('has nothing for a patient nobody has registered', async () => {
      expect(await recordsNow(storage.records)).to.deep.equal({
        registrations: [],
        identityChecks: [],
        letters: [],
      });
    });

    it('shows a committed change at once, unsent as it is', async () => {
      expect((await storage.records.commit(accountCreation())).ok).to.equal(true);

      const records = await recordsNow(storage.records);
      expect(records.account).to.deep.equal(account());
      expect(records.registrations).to.deep.equal([registration()]);
      expect(records.services).to.deep.equal(services());
    });

    it('gives the newest letter first; of one moment, the later copy', async () => {
      const [first, reprint] = [letter({ id: 'letter-b' }), letter({ id: 'letter-a', copy: 1 })];
      await storage.records.commit(accountCreation());
      await storage.records.commit(
        change([
          { after: { kind: 'letter', body: first } },
          { after: { kind: 'letter', body: reprint } },
        ]),
      );
      expect((await recordsNow(storage.records)).letters).to.deep.equal([reprint, first]);
    });

    it('queues each record in the order written, then the audit', async () => {
      await storage.records.commit(accountCreation());

      const entries = await entriesNow(storage);
      expect(entries.map(({ kind }) => kind)).to.deep.equal([
        'account',
        'registration',
        'services',
        'audit',
      ]);
      expect(new Set(entries.map(({ id }) => id)).size).to.equal(4);
      expect(entries[0]).to.include({
        recordId: 'account-1',
        patientRef: PATIENT,
        patientName: 'Morgan, Siân (Mrs)',
        description: 'Create online account',
        state: 'waiting',
        attempts: 0,
      });
    });

    it('commits one operation once, however often it is asked', async () => {
      const creation = accountCreation();
      const results = await Promise.all(
        Array.from({ length: 10 }, () => storage.records.commit(creation)),
      );

      expect(results.every(({ ok }) => ok)).to.equal(true);
      expect((await entriesNow(storage)).length).to.equal(4);
      const audits = await storage.records.audit({ limit: 50 });
      expect(audits.ok && audits.value.length).to.equal(1);
    });

    it('refuses a change of a record that is no longer as its author saw it', async () => {
      await storage.records.commit(accountCreation());
      const seen = account();
      await storage.records.commit(change([accountWrite(seen, account({ enabled: false }))]));

      const late = await storage.records.commit(
        change(
          [
            { after: { kind: 'identity-check', body: identityCheck() } },
            accountWrite(seen, account({ enabledNotes: 'Late' })),
          ],
          { audit: [audit({ id: 'audit-late' })] },
        ),
      );

      expect(!late.ok && late.failure.kind).to.equal('changed-meanwhile');
      const records = await recordsNow(storage.records);
      expect(records.account?.enabled).to.equal(false);
      expect(records.identityChecks).to.deep.equal([]);
      const audits = await storage.records.audit({ limit: 50 });
      expect(audits.ok && audits.value.length).to.equal(1);
      expect((await changesNow(storage)).length).to.equal(4);
    });

    it('does of changes that come together each by itself, and refuses none for another', async () => {
      await storage.records.commit(accountCreation());
      const seen = account();
      const [off, late] = ['off', 'late'].map((enabledNotes) =>
        change([accountWrite(seen, account({ enabled: false, enabledNotes }))], {
          audit: [audit({ id: `audit-${enabledNotes}` })],
        }),
      );
      const checked = change([{ after: { kind: 'identity-check', body: identityCheck() } }], {
        audit: [audit({ id: 'audit-checked' })],
      });
      const results = await Promise.all(
        [off, late, checked]
          .flatMap((each) => each ?? [])
          .map((each) => storage.records.commit(each)),
      );

      expect(results.map(({ ok }) => ok)).to.deep.equal([true, false, true]);
      const records = await recordsNow(storage.records);
      expect(records.account?.enabledNotes).to.equal('off');
      expect(records.identityChecks).to.deep.equal([identityCheck()]);
      const audits = await storage.records.audit({ limit: 50 });
      const ids = audits.ok ? audits.value.map(({ id }) => id) : [];
      expect(ids).to.include.members(['audit-off', 'audit-checked']);
      expect(ids).not.to.include('audit-late');
    });

    it('refuses a new record whose id is taken', async () => {
      await storage.records.commit(accountCreation());
      const again = await storage.records.commit(
        change([{ after: { kind: 'services', body: services({ services: {} }) } }]),
      );
      expect(!again.ok && again.failure.kind).to.equal('changed-meanwhile');
    });

    it('refuses a second account for the same patient', async () => {
      await storage.records.commit(accountCreation());
      const second = account({ id: 'account-2', accountId: '999999999990' });

      const refused = await storage.records.commit(
        change([{ after: { kind: 'account', body: second } }]),
      );

      expect(!refused.ok && refused.failure.kind).to.equal('changed-meanwhile');
      expect(!refused.ok && sentenceOf(refused.failure.reason)).to.contain(
        'has an online account already',
      );
      const other = account({ id: 'account-3', patientRef: 'patient-2' });
      const accepted = await storage.records.commit(
        change([{ after: { kind: 'account', body: other } }], { patientRef: 'patient-2' }),
      );
      expect(accepted.ok).to.equal(true);
    });

    it('tells a watcher what is there, then every change', async () => {
      const watched = storage.records.watch(PATIENT);
      const empty = await until(watched, ({ available }) => available);
      expect(empty.available && empty.records.account).to.equal(undefined);

      const created = until(
        watched,
        (stored) => stored.available && stored.records.account !== undefined,
      );
      await storage.records.commit(accountCreation());
      expect((await created).available).to.equal(true);
    });

    it('gives a watcher the patient’s unsent work of the same moment, and how much others have', async () => {
      const seen: StoredPatient[] = [];
      const watching = storage.records.watch(PATIENT).subscribe((stored) => seen.push(stored));
      const other = account({ id: 'account-9', patientRef: 'patient-9' });
      await storage.records.commit(accountCreation());
      await storage.records.commit(
        change([{ after: { kind: 'account', body: other } }], { patientRef: 'patient-9' }),
      );
      await until(
        storage.records.watch(PATIENT),
        (stored) => stored.available && stored.others.entries === 1,
      );
      const everything = await entriesNow(storage);
      const last = await until(storage.records.watch(PATIENT), ({ available }) => available);
      watching.unsubscribe();

      expect(last.available && last.entries).to.deep.equal(everything.slice(0, 4));
      expect(last.available && last.others).to.deep.equal({
        entries: 1,
        toSend: 1,
        waiting: 1,
        needingAttention: 0,
        auditRows: 0,
      });
      for (const stored of seen) {
        if (!stored.available) throw new Error(stored.reason.code);
        expect(stored.entries.length > 0).to.equal(stored.records.account !== undefined);
      }
    });

    it('keeps records of other accounts and other patients apart', async () => {
      const epoch = await storage.outbox.claimEpoch();
      const other = registration({ id: 'registration-9', accountKey: 'account-9' });
      await storage.journal.applyPage(
        { kind: 'registration', records: [remote('registration', other, 1)], quarantined: [] },
        epoch,
      );
      await storage.records.commit(accountCreation());

      const records = await recordsNow(storage.records);
      expect(records.registrations.map(({ id }) => id)).to.deep.equal(['registration-1']);
      const known = await storage.journal.known('registration');
      expect(known.map(({ serverId }) => serverId)).to.deep.equal(['server-registration-9']);
      expect((await recordsNow(storage.records, 'patient-2')).registrations).to.deep.equal([]);
    });

    it('gives registrations and identity checks newest first', async () => {
      await storage.records.commit(accountCreation());
      const newer = registration({ id: 'registration-2', issuedAt: '2026-04-01T09:00:00.000Z' });
      const ended = registration({ state: 'withdrawn' });
      const checks = [
        identityCheck({ id: 'a', date: '2026-01-05', recordedAt: '2026-03-03T09:00:00.000Z' }),
        identityCheck({ id: 'b', date: '2026-02-05', recordedAt: '2026-03-01T09:00:00.000Z' }),
        identityCheck({ id: 'c', date: '2026-02-05', recordedAt: '2026-03-02T09:00:00.000Z' }),
      ];
      await storage.records.commit(
        change([
          { before: registration(), after: { kind: 'registration', body: ended } },
          { after: { kind: 'registration', body: newer } },
          ...checks.map((body) => ({ after: { kind: 'identity-check' as const, body } })),
        ]),
      );

      const records = await recordsNow(storage.records);
      expect(records.registrations.map(({ id }) => id)).to.deep.equal([
        'registration-2',
        'registration-1',
      ]);
      expect(records.identityChecks.map(({ id }) => id)).to.deep.equal(['c', 'b', 'a']);
    });

    it('gives audit rows newest first, of one patient or of all', async () => {
      const rows = [
        audit({ id: 'one', at: '2026-03-01T09:00:00.000Z' }),
        audit({ id: 'two', at: '2026-03-01T11:00:00.000Z', patientRef: 'patient-2' }),
        audit({ id: 'three', at: '2026-03-01T10:00:00.000Z' }),
        audit({ id: 'four', at: '2026-03-01T10:00:00.000Z' }),
      ];
      for (const row of [...rows, rows[0] ?? audit()]) await storage.records.recordAudit(row);

      const all = await storage.records.audit({ limit: 3 });
      const ofOne = await storage.records.audit({ patientRef: PATIENT, limit: 10 });
      expect(all.ok && all.value.map(({ id }) => id)).to.deep.equal(['two', 'four', 'three']);
      expect(ofOne.ok && ofOne.value.map(({ id }) => id)).to.deep.equal(['four', 'three', 'one']);
      expect((await entriesNow(storage)).length).to.equal(4);
    });

    it('knows which Account IDs are taken', async () => {
      await storage.records.commit(accountCreation());
      expect(await storage.records.isAccountIdTaken('012345678905')).to.deep.equal({
        ok: true,
        value: true,
      });
      expect(await storage.records.isAccountIdTaken('111111111111')).to.deep.equal({
        ok: true,
        value: false,
      });
    });
  });
}

async function recordsNow(store: RecordStore, patientRef = PATIENT): Promise<PatientRecords> {
  const result = await store.read(patientRef);
  if (!result.ok) throw new Error(result.failure.reason.code);
  return result.value;
}
