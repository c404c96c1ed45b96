import { expect } from '@open-wc/testing';
import type { RegistrationRecord } from '../../services/domain/records.ts';
import {
  ALEX,
  SAM,
  PATIENT,
  accountCreation,
  change,
  changesNow,
  registration,
  remote,
  shareEverything,
  type OpenStorage,
  type StorageUnderTest,
} from './storage-samples.ts';

/** What every storage promises of registration codes: one set works. */
export function oneSetOfCodesContract(name: string, open: OpenStorage): void {
  describe(`one set of codes works: ${name}`, () => {
    let storage: StorageUnderTest;

    beforeEach(async () => {
      storage = await open();
    });
    afterEach(() => storage.dispose());

    const older = registration();
    const newer = registration({ id: 'registration-2', issuedAt: '2026-03-02T09:00:00.000Z' });
    const newest = registration({ id: 'registration-3', issuedAt: '2026-03-02T09:00:00.000Z' });
    let epoch: number;

    const pull = (version: number, ...bodies: RegistrationRecord[]): Promise<unknown> =>
      storage.journal.applyPage(
        {
          kind: 'registration',
          records: bodies.map((body) => remote('registration', body, version)),
          quarantined: [],
        },
        epoch,
      );
    const statesNow = async (): Promise<Record<string, string>> => {
      const result = await storage.records.read(PATIENT);
      if (!result.ok) throw new Error(result.failure.reason.code);
      return Object.fromEntries(result.value.registrations.map(({ id, state }) => [id, state]));
    };

    beforeEach(async () => {
      await storage.records.commit(accountCreation());
      epoch = await shareEverything(storage);
    });

    it('refuses codes issued beside others that still wait', async () => {
      const refused = await storage.records.commit(
        change([{ after: { kind: 'registration', body: newer } }]),
      );
      expect(!refused.ok && refused.failure.kind).to.equal('changed-meanwhile');
      expect(await statesNow()).to.deep.equal({ 'registration-1': 'pending' });
      expect(await changesNow(storage)).to.deep.equal([]);
    });

    it('ends older sets that another workstation’s newer one comes beside, in whose name is signed in', async () => {
      await pull(1, newer, newest);

      expect(await storage.outbox.withdrawSurplusCodes(ALEX, epoch)).to.equal(2);

      expect(await statesNow()).to.deep.equal({
        'registration-1': 'withdrawn',
        'registration-2': 'withdrawn',
        'registration-3': 'pending',
      });
      const entries = await changesNow(storage);
      expect(
        entries.map(({ recordId, author, description }) => [recordId, author.id, description]),
      ).to.deep.equal([
        ['registration-1', ALEX.id, 'Withdraw superseded codes'],
        ['registration-2', ALEX.id, 'Withdraw superseded codes'],
      ]);
      expect(new Set(entries.map(({ changeId }) => changeId)).size).to.equal(1);
      const audits = await storage.records.audit({ limit: 1 });
      expect(audits.ok && audits.value[0]).to.include({
        action: 'withdraw-surplus-codes',
        summary:
          'Earlier registration codes withdrawn: newer ones had been issued on another computer',
      });
      expect(await storage.outbox.withdrawSurplusCodes(ALEX, epoch)).to.equal(0);
    });

    it('ends the set that comes late when a newer one is here', async () => {
      await pull(2, { ...older, state: 'withdrawn' });
      await pull(3, newest);
      await pull(4, newer);
      expect(await storage.outbox.withdrawSurplusCodes(SAM, epoch)).to.equal(1);
      expect(await statesNow()).to.include({
        'registration-2': 'withdrawn',
        'registration-3': 'pending',
      });
    });

    it('has nothing to end when another workstation, or the patient, was quicker', async () => {
      await pull(1, newer);
      await pull(2, { ...older, state: 'withdrawn' });
      expect(await storage.outbox.withdrawSurplusCodes(SAM, epoch)).to.equal(0);
      expect(await changesNow(storage)).to.deep.equal([]);

      await pull(3, newest);
      await pull(4, { ...newest, state: 'used' });
      expect(await storage.outbox.withdrawSurplusCodes(SAM, epoch)).to.equal(0);
      expect(await statesNow()).to.include({ 'registration-2': 'pending' });
    });
  });
}
