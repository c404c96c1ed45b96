import { expect } from '@open-wc/testing';
import { firstValueFrom, filter, skipWhile } from 'rxjs';
import type { AccountRecord } from '../../services/domain/records.ts';
import type {
  AccountList,
  PracticeRegister,
  PagedList,
  RegisterList,
  RegisterOrder,
  RegisterPatient,
  RegisterPlace,
} from '../../services/ports/practice-register.ts';
import { REFUSED } from '../fakes/remote-failures.ts';
import {
  account,
  accountWrite,
  audit,
  change,
  registration,
  remote,
  until,
  type OpenStorage,
  type StorageUnderTest,
} from './storage-samples.ts';

/** What every {@link PracticeRegister} promises. */
export function practiceRegisterContract(name: string, open: OpenStorage): void {
  describe(`practice register: ${name}`, () => {
    let storage: StorageUnderTest;
    let register: PracticeRegister;
    let epoch: number;

    beforeEach(async () => {
      storage = await open();
      ({ register } = storage);
      epoch = await storage.outbox.claimEpoch();
    });
    afterEach(() => storage.dispose());

    /** The account of a patient, created on that day of March. */
    const of = (day: number, changes: Partial<AccountRecord> = {}): AccountRecord => {
      const two = String(day).padStart(2, '0');
      return account({
        id: `account-${two}`,
        patientRef: `patient-${two}`,
        accountId: `0000000000${two}`,
        createdAt: `2026-03-${two}T09:00:00.000Z`,
        ...changes,
      });
    };
    const pull = (version: number, ...accounts: AccountRecord[]): Promise<unknown> =>
      storage.journal.applyPage(
        {
          kind: 'account',
          records: accounts.map((each) => remote('account', each, version)),
          quarantined: [],
        },
        epoch,
      );
    const countOf = async (list: AccountList): Promise<number> => {
      const answer = await firstValueFrom(register.count$(list));
      if (!answer.available) throw new Error(answer.reason.code);
      return answer.value;
    };
    const patientsOf = async (list: PagedList, size = 10): Promise<readonly string[]> => {
      const found: string[] = [];
      let after: RegisterPlace | undefined;
      do {
        const request = { size, ...(after && { after }) };
        const answer = await firstValueFrom(register.page$(list, request));
        if (!answer.available) throw new Error(answer.reason.code);
        expect(answer.value.lines.length).to.be.at.most(size);
        found.push(...answer.value.lines.map(({ patientRef }) => patientRef));
        after = answer.value.next;
      } while (after !== undefined);
      expect(await countOf(list)).to.equal(found.length);
      return found;
    };

    const linesOf = async (
      keys: readonly number[],
    ): Promise<ReadonlyMap<number, RegisterPatient>> => {
      const answer = await firstValueFrom(register.lines$(keys));
      if (!answer.available) throw new Error(answer.reason.code);
      return answer.value;
    };
    const found = async (patientRef: string): Promise<readonly number[]> => {
      const keys = await register.keysOf([patientRef]);
      return keys.available ? [...keys.value.values()] : [];
    };
    /** Who is on the list by its keys, as days of March. */
    const daysOf = async (
      list: RegisterList,
      order?: RegisterOrder,
    ): Promise<readonly number[]> => {
      const answer = await firstValueFrom(
        register.keys$(list, order).pipe(filter((told) => !told.available || told.value.isWhole)),
      );
      if (!answer.available) throw new Error(answer.reason.code);
      const keys = [...answer.value.keys];
      const lines = await linesOf(keys);
      return keys.map((key) => Number(lines.get(key)?.patientRef.slice(-2)));
    };

    it('lists all accounts, page by page, in the order they were created', async () => {
      await pull(1, of(3), of(1), of(2), of(5), of(4));
      const all = ['patient-01', 'patient-02', 'patient-03', 'patient-04', 'patient-05'];
      for (const size of [1, 2, 5, 9]) {
        expect(await patientsOf({ by: 'all' }, size)).to.deep.equal(all);
      }
    });

    it('lists by status, by the practice’s tick and by dates', async () => {
      await pull(1, of(1), of(2, { status: 'registered' }), of(3, { status: 'locked' }));
      await pull(4, of(4, { status: 'registered', enabled: false }));
      const lists: readonly (readonly [PagedList, readonly number[]])[] = [
        [{ by: 'status', status: 'registered' }, [2, 4]],
        [{ by: 'status', status: 'locked' }, [3]],
        [{ by: 'status', status: 'active' }, []],
        [{ by: 'disabled' }, [4]],
        [{ by: 'created', until: '2026-03-02T09:00:00.000Z' }, [1, 2]],
        [
          { by: 'created', from: '2026-03-02T09:00:00.000Z', until: '2026-03-03T23:00:00Z' },
          [2, 3],
        ],
        [{ by: 'changed', from: '2026-03-01T10:00:02.000Z' }, [4]],
      ];
      for (const [list, patients] of lists) {
        const refs = patients.map((number) => `patient-0${number}`);
        expect(await patientsOf(list), JSON.stringify(list)).to.deep.equal(refs);
      }
    });

    it('lists whose codes wait to be used, soonest first, with their last day', async () => {
      await pull(1, of(1), of(2), of(3));
      const codes = (day: number, expiresOn: string, state: 'pending' | 'used' = 'pending') =>
        remote(
          'registration',
          registration({
            id: `registration-${day}`,
            accountKey: `account-0${day}`,
            patientRef: `patient-0${day}`,
            expiresOn,
            state,
          }),
          1,
        );
      const records = [
        codes(1, '2026-05-02'),
        codes(2, '2026-05-01'),
        codes(3, '2026-05-01', 'used'),
      ];
      await storage.journal.applyPage({ kind: 'registration', records, quarantined: [] }, epoch);

      expect(await patientsOf({ by: 'codes-waiting' })).to.deep.equal(['patient-02', 'patient-01']);
      const soon = { by: 'codes-waiting', expiringUntil: '2026-05-01' } as const;
      expect(await patientsOf(soon)).to.deep.equal(['patient-02']);
      const page = await firstValueFrom(register.page$(soon, { size: 5 }));
      expect(page.available && page.value.lines).to.deep.equal([
        { patientRef: 'patient-02', account: of(2), codesUntil: '2026-05-01' },
      ]);
    });

    it('lists whose unsent work waits or needs a person, each patient once', async () => {
      await pull(1, of(1), of(2));
      for (const day of [1, 2]) {
        const noted = of(day, { enabledNotes: 'Note' });
        const patientRef = `patient-0${day}`;
        await storage.records.commit(change([accountWrite(of(day), noted)], { patientRef }));
        await storage.records.commit(
          change([accountWrite(noted, { ...noted, enabled: false })], { patientRef }),
        );
      }
      const [first] = await storage.entries();
      await storage.outbox.park(first?.id ?? '', REFUSED.reason, epoch);
      expect(await daysOf({ by: 'unsent', state: 'parked' })).to.deep.equal([1]);
      expect(await daysOf({ by: 'unsent', state: 'waiting' })).to.deep.equal([1, 2]);
      expect(await patientsOf({ by: 'disabled' })).to.deep.equal(['patient-01', 'patient-02']);
    });

    it('lists nobody of whom only an audit row waits, and whoever has one that was refused', async () => {
      await pull(1, of(1), of(2), of(3));
      const looked = (day: number) => audit({ id: `looked-${day}`, patientRef: `patient-0${day}` });
      for (const day of [1, 2, 3]) await storage.records.recordAudit(looked(day));
      const noted = of(2, { enabledNotes: 'Note' });
      const patientRef = 'patient-02';
      await storage.records.commit(change([accountWrite(of(2), noted)], { patientRef }));
      expect(await daysOf({ by: 'unsent', state: 'waiting' })).to.deep.equal([2]);
      const entries = await storage.entries();
      const refused = entries.find(({ recordId }) => recordId === 'looked-3');
      await storage.outbox.park(refused?.id ?? '', REFUSED.reason, epoch);
      expect(await daysOf({ by: 'unsent', state: 'waiting' })).to.deep.equal([2]);
      expect(await daysOf({ by: 'unsent', state: 'parked' })).to.deep.equal([3]);
    });

    it('lists basic accounts, and those made elsewhere until somebody has opened them', async () => {
      const origin = { by: 'elsewhere', name: 'NHS login' } as const;
      await pull(1, of(1, { kind: 'osu', origin: { by: 'website' } }), of(2, { origin }), of(3));
      const seen = of(4, { origin, firstSeenAt: '2026-03-05T09:00:00.000Z' });
      await pull(2, seen);
      expect(await patientsOf({ by: 'basic' })).to.deep.equal(['patient-01']);
      expect(await patientsOf({ by: 'unseen' })).to.deep.equal(['patient-02']);
      await pull(3, of(2, { origin, firstSeenAt: '2026-03-06T09:00:00.000Z' }));
      expect(await patientsOf({ by: 'unseen' })).to.deep.equal([]);
    });

    it('gives the keys of a list in its own order, or by date, status or Account ID', async () => {
      await pull(
        1,
        of(3, { status: 'active', accountId: '000000000001' }),
        of(1, { status: 'registered', accountId: '000000000003' }),
        of(2, { status: 'created', accountId: '000000000012', enabled: false }),
        of(4, { status: 'registered', accountId: '100000000002', enabled: false }),
      );
      expect(await daysOf({ by: 'all' })).to.deep.equal([1, 2, 3, 4]);
      expect(await daysOf({ by: 'all' }, 'status')).to.deep.equal([2, 1, 4, 3]);
      expect(await daysOf({ by: 'all' }, 'account-id')).to.deep.equal([3, 1, 2, 4]);
      expect(await daysOf({ by: 'disabled' }, 'status')).to.deep.equal([2, 4]);
      const registered = { by: 'status', status: 'registered' } as const;
      expect(await daysOf(registered, 'account-id')).to.deep.equal([1, 4]);
      expect(await daysOf({ by: 'account-id', beginning: '0000' })).to.deep.equal([3, 1, 2]);
      const [one] = await daysOf({ by: 'account-id', beginning: '000000000012' });
      expect(one).to.equal(2);
      expect(await countOf({ by: 'account-id', beginning: '1' })).to.equal(1);
    });

    it('gives all that is known of those in sight, and nothing of a key that is gone', async () => {
      await pull(1, of(1), of(2));
      const noted = of(1, { enabledNotes: 'Note' });
      const writes = [accountWrite(of(1), noted)];
      await storage.records.commit(change(writes, { patientRef: 'patient-01' }));
      const keys = await register.keysOf(['patient-02', 'patient-01', 'patient-without']);
      if (!keys.available) throw new Error(keys.reason.code);
      expect([...keys.value.keys()].sort()).to.deep.equal(['patient-01', 'patient-02']);
      const [first = 0, second = 0] = ['patient-01', 'patient-02'].map((ref) =>
        keys.value.get(ref),
      );
      const lines = await linesOf([first, second, 4_000_000]);
      expect([...lines.keys()].sort()).to.deep.equal([first, second].sort());
      expect(lines.get(first)?.records.account).to.deep.equal(noted);
      expect(lines.get(first)?.entries.map(({ state }) => state)).to.deep.equal(['waiting']);
      expect(lines.get(second)).to.deep.include({ patientRef: 'patient-02', entries: [] });
      expect(await daysOf({ by: 'unsent', state: 'waiting' })).to.deep.equal([1]);
    });

    it('says whether everything has been fetched at least once', async () => {
      const isComplete = await firstValueFrom(register.isComplete$);
      expect(isComplete).to.deep.equal({ available: true, value: false });
    });

    it('lists codes that expire between two days', async () => {
      await pull(1, of(1), of(2), of(3));
      const records = [1, 2, 3].map((day) =>
        remote(
          'registration',
          registration({
            id: `registration-${day}`,
            accountKey: `account-0${day}`,
            patientRef: `patient-0${day}`,
            expiresOn: `2026-05-0${day}`,
          }),
          1,
        ),
      );
      await storage.journal.applyPage({ kind: 'registration', records, quarantined: [] }, epoch);
      const week = { by: 'codes-waiting', expiringFrom: '2026-05-02' } as const;
      expect(await daysOf(week)).to.deep.equal([2, 3]);
      expect(await daysOf({ ...week, expiringUntil: '2026-05-02' })).to.deep.equal([2]);
    });

    it('tells of changes: keys and who they stand for', async () => {
      await pull(1, of(1), of(2));
      const list = { by: 'status', status: 'active' } as const;
      const [key = 0] = await found('patient-02');
      const told = until(
        register.keys$(list),
        (answer) => answer.available && answer.value.isWhole && answer.value.keys.length === 1,
      );
      const shown = until(
        register.lines$([key]),
        (answer) => answer.available && answer.value.get(key)?.records.account?.status === 'active',
      );
      await firstValueFrom(register.keys$(list));
      await pull(2, of(2, { status: 'active' }));
      const answer = await told;
      expect(answer.available && [...answer.value.keys]).to.deep.equal([key]);
      expect((await shown).available).to.equal(true);
      // The last of several, so that it is seen wherever it was.
      await pull(3, of(1, { status: 'active' }));
      const left = until(
        register
          .keys$(list)
          .pipe(skipWhile((told) => !told.available || told.value.keys.length < 2)),
        (told) => told.available && told.value.isWhole && told.value.keys.length === 1,
      );
      await until(register.keys$(list), (told) => told.available && told.value.keys.length === 2);
      await pull(4, of(2, { status: 'locked' }));
      expect((await left).available).to.equal(true);
    });

    it('tells of changes: counts, pages and lines', async () => {
      await pull(1, of(1), of(2));
      const list = { by: 'status', status: 'active' } as const;
      const counted = until(
        register.count$(list),
        (answer) => answer.available && answer.value === 1,
      );
      const seen = firstValueFrom(
        register
          .page$(list, { size: 5 })
          .pipe(filter((answer) => answer.available && answer.value.lines.length > 0)),
      );
      await firstValueFrom(register.count$(list));
      await pull(2, of(2, { status: 'active' }));
      expect((await counted).available).to.equal(true);
      const page = await seen;
      expect(page.available && page.value.lines).to.deep.equal([
        { patientRef: 'patient-02', account: of(2, { status: 'active' }) },
      ]);
    });
  });
}
