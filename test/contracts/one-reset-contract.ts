import { expect } from '@open-wc/testing';
import type { AccountRecord } from '../../services/domain/records.ts';
import { OutboxState } from '../../services/ports/outbox.ts';
import {
  ALEX,
  PATIENT,
  SAM,
  account,
  accountCreation,
  accountWrite,
  change,
  changesNow,
  decision,
  registration,
  remote,
  shareEverything,
  type OpenStorage,
  type StorageUnderTest,
} from './storage-samples.ts';

const AT = '2026-03-02T09:00:00.000Z';
const ACTIVE = account({ status: 'active', activatedAt: '2026-03-01T12:00:00.000Z' });

function resetOf(before: AccountRecord, resetId: string, resetBy = SAM): AccountRecord {
  const { activatedAt: _activated, registeredAt: _registered, ...kept } = before;
  return { ...kept, status: 'created', resetAt: AT, resetId, resetBy };
}

/** What every storage promises of resets: two at once are one, and no reset is half done. */
export function oneResetContract(name: string, open: OpenStorage): void {
  describe(`one reset: ${name}`, () => {
    let storage: StorageUnderTest;
    let epoch: number;
    const used = registration({ state: 'used' });
    const fresh = registration({ id: 'registration-2', issuedAt: AT });

    const stored = async () => {
      const result = await storage.records.read(PATIENT);
      if (!result.ok) throw new Error(result.failure.reason.code);
      return result.value;
    };
    const pull = (body: AccountRecord, version: number): Promise<unknown> =>
      storage.journal.applyPage(
        { kind: 'account', records: [remote('account', body, version)], quarantined: [] },
        epoch,
      );
    const next = async (): Promise<readonly string[]> => {
      const turn = { staffId: SAM.id, now: AT, count: 10 };
      const entries = await storage.outbox.next(turn);
      return entries.filter(({ kind }) => kind !== 'audit').map(({ recordId }) => recordId);
    };
    const reset = (extra: Parameters<typeof change>[0] = []): Promise<unknown> =>
      storage.records.commit(
        change(
          [
            accountWrite(ACTIVE, resetOf(ACTIVE, 'ours')),
            ...extra,
            { after: { kind: 'registration', body: fresh } },
          ],
          { description: 'Reset online account' },
        ),
      );

    beforeEach(async () => {
      storage = await open();
      await storage.records.commit(accountCreation({ audit: [] }));
      epoch = await shareEverything(storage);
      await storage.journal.applyPage(
        { kind: 'registration', records: [remote('registration', used, 2)], quarantined: [] },
        epoch,
      );
      await pull(ACTIVE, 2);
    });
    afterEach(() => storage.dispose());

    it('sends the new codes only once the reset itself is there', async () => {
      await reset();
      expect(await next()).to.deep.equal(['account-1']);
      const [entry] = await changesNow(storage);
      await storage.outbox.confirm(
        entry?.id ?? '',
        remote('account', resetOf(ACTIVE, 'ours'), 3, entry?.id),
        epoch,
      );
      expect(await next()).to.deep.equal(['registration-2']);
    });

    it('ends codes of before first, and does not wait for those that the server will not end', async () => {
      const waiting = registration({ id: 'registration-0' });
      await storage.journal.applyPage(
        { kind: 'registration', records: [remote('registration', waiting, 3)], quarantined: [] },
        epoch,
      );
      const ended = registration({ id: 'registration-0', state: 'withdrawn' });
      await reset([{ before: waiting, after: { kind: 'registration', body: ended } }]);
      expect(await next()).to.deep.equal(['registration-0']);
      const ending = (await changesNow(storage)).find(({ recordId }) => recordId === ended.id);
      await storage.outbox.park(ending?.id ?? '', { code: 'record-unreachable' }, epoch);
      expect(await next()).to.deep.equal(['account-1']);
    });

    it('that another workstation’s came before is dropped with its codes, and stays as a message', async () => {
      await reset();
      const theirs = resetOf(ACTIVE, 'theirs', ALEX);
      await pull(theirs, 3);
      const { account: standing, registrations } = await stored();
      expect(standing).to.deep.equal(theirs);
      expect(registrations.map(({ id }) => id)).to.deep.equal(['registration-1']);
      expect(await next()).to.deep.equal([]);
      const [message, ...others] = await changesNow(storage);
      expect(others).to.deep.equal([]);
      expect(message).to.include({ state: OutboxState.superseded, recordId: 'account-1' });
      expect(message?.theirs).to.deep.equal(theirs);
      const read = await storage.decisions.discard(message?.changeId ?? '', decision(ALEX));
      expect(read.ok, 'whoever reads it need not say why').to.equal(true);
      expect(await changesNow(storage)).to.deep.equal([]);
      expect((await stored()).account).to.deep.equal(theirs);
    });

    it('takes with it the codes that were issued here after it', async () => {
      await reset();
      const later = registration({ id: 'registration-3', issuedAt: '2026-03-02T10:00:00.000Z' });
      await storage.records.commit(
        change([
          {
            before: fresh,
            after: { kind: 'registration', body: registration({ ...fresh, state: 'withdrawn' }) },
          },
          { after: { kind: 'registration', body: later } },
        ]),
      );
      await pull(resetOf(ACTIVE, 'theirs', ALEX), 3);
      expect((await stored()).registrations.map(({ id }) => id)).to.deep.equal(['registration-1']);
      expect(await next()).to.deep.equal([]);
    });

    it('still ends codes of before it that may have arrived unheard', async () => {
      const unheard = registration({ id: 'registration-0', issuedAt: '2026-03-01T13:00:00.000Z' });
      await storage.records.commit(change([{ after: { kind: 'registration', body: unheard } }]));
      const [create] = await changesNow(storage);
      await storage.outbox.attempt(create?.id ?? '', epoch);
      const ended = registration({ ...unheard, state: 'withdrawn' });
      await reset([{ before: unheard, after: { kind: 'registration', body: ended } }]);
      await pull(resetOf(ACTIVE, 'theirs', ALEX), 3);
      const left = (await changesNow(storage)).map(({ recordId }) => recordId);
      expect(left.filter((id) => id === 'registration-0')).to.have.length(2);
      expect(left).not.to.include('registration-2');
      expect(await next()).to.deep.equal(['registration-0']);
    });

    it('keeps what was disabled here after it', async () => {
      await reset();
      const ours = resetOf(ACTIVE, 'ours');
      await storage.records.commit(
        change([accountWrite(ours, { ...ours, enabled: false })], { description: 'Disable' }),
      );
      await pull(resetOf(ACTIVE, 'theirs', ALEX), 3);
      expect((await stored()).account).to.include({ resetId: 'theirs', enabled: false });
      expect(await next()).to.deep.equal(['account-1']);
    });

    it('stands where the patient registered or activated meanwhile, and nobody is asked', async () => {
      await reset();
      await pull({ ...ACTIVE, status: 'locked', lockedAt: AT, lockedUntil: AT }, 3);
      expect((await stored()).account).to.deep.equal(resetOf(ACTIVE, 'ours'));
      const states = (await changesNow(storage)).map(({ state }) => state);
      expect(new Set(states)).to.deep.equal(new Set([OutboxState.waiting]));
    });

    it('is known again where its answer was lost and others have gone on', async () => {
      await reset();
      const theirs = { ...resetOf(ACTIVE, 'ours'), enabled: false };
      await pull(theirs, 4);
      expect((await stored()).account).to.deep.equal(theirs);
      expect(await next()).to.deep.equal(['registration-2']);
    });
  });
}
