import { expect } from '@open-wc/testing';
import { BehaviorSubject, of } from 'rxjs';
import type { StaffSession } from '../../../services/ports/practice-host.ts';
import type { StorageKeySource } from '../../../services/ports/remote-access.ts';
import { NoStorageKey } from '../../../services/ports/text-seals.ts';
import { StorageKeySeals } from '../../../services/security/storage-key-seals.ts';
import { ALEX, SAM } from '../../contracts/storage-samples.ts';
import { newStorageKey } from '../storage/temporary-storage.ts';

const PLACE = ['record', 'notes'];

describe('The key for what is kept in the browser', () => {
  let session$: BehaviorSubject<StaffSession | null>;
  let asked: number;
  let give: () => Promise<CryptoKey>;
  let seals: StorageKeySeals;

  beforeEach(async () => {
    const key = await newStorageKey();
    asked = 0;
    give = () => Promise.resolve(key);
    session$ = new BehaviorSubject<StaffSession | null>(sessionOf('1', SAM));
    seals = open({
      storageKey: () => {
        asked += 1;
        return give();
      },
    });
  });
  afterEach(() => {
    seals.dispose();
    expect(session$.observed).to.equal(false);
  });

  const sessionOf = (id: string, staff = SAM): StaffSession => ({ id, staff, permissions: [] });
  const open = (keys: StorageKeySource): StorageKeySeals =>
    new StorageKeySeals(keys, {
      session$,
      colleagues$: of([]),
      current: () => session$.value,
    });
  const failure = (): Promise<unknown> =>
    seals.current().then(
      () => undefined,
      (error: unknown) => error,
    );

  it('is not asked for before it is needed, and then once a sign-in', async () => {
    expect(asked).to.equal(0);
    expect(await seals.current()).to.equal(await seals.current());
    expect(asked).to.equal(1);
    session$.next(sessionOf('2', ALEX));
    await seals.current();
    expect(asked).to.equal(2);
  });

  it('is told of when it comes, at a second try too, for what was read without it', async () => {
    let came = 0;
    const stop = seals.onCome(() => {
      came += 1;
    });
    const given = give;
    give = () => Promise.reject(new TypeError('The key server cannot be reached.'));
    await failure();
    expect(came).to.equal(0);
    give = given;
    await seals.current();
    await seals.current();
    expect(came).to.equal(1);
    stop();
    session$.next(sessionOf('2', ALEX));
    await seals.current();
    expect(came).to.equal(1);
  });

  it('stays for what was begun before a sign-out, until that is done, and no longer', async () => {
    const seal = await seals.current();
    let finish = (): void => undefined;
    const printing = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const done = seals.whileActing(async () => {
      await printing;
      return seals.current();
    });
    session$.next(null);
    finish();
    expect(await done).to.equal(seal);
    expect(await failure()).to.be.instanceOf(NoStorageKey);
  });

  it('is the practice’s: what one person sealed the next one reads', async () => {
    const sealed = await (await seals.current())?.seal('Call after 6 pm', PLACE);
    session$.next(null);
    session$.next(sessionOf('2', ALEX));
    expect(await (await seals.current())?.open(sealed ?? '', PLACE)).to.equal('Call after 6 pm');
  });

  it('is forgotten at sign-out: nobody can use it who is not signed in', async () => {
    await seals.current();
    session$.next(null);
    expect(await failure()).to.be.instanceOf(NoStorageKey);
    expect(asked).to.equal(1);
  });

  it('is not used for somebody who signed out while the host looked for it', async () => {
    let arrive: (key: CryptoKey) => void = () => undefined;
    give = () => new Promise((resolve) => (arrive = resolve));
    const failing = failure();
    session$.next(null);
    arrive(await newStorageKey());
    expect(await failing).to.be.instanceOf(NoStorageKey);
    give = newStorageKey;
    session$.next(sessionOf('2', ALEX));
    expect(await seals.current()).not.to.equal(null);
  });

  it('is asked for again after the host could not give it, and its reason is told nobody', async () => {
    give = () => Promise.reject(new Error('vault A99968 is shut'));
    const error = await failure();
    expect(error).to.be.instanceOf(NoStorageKey);
    expect(String(error)).not.to.contain('A99968');
    give = newStorageKey;
    expect(await seals.current()).not.to.equal(null);
  });

  it('is none where the host is older: texts are kept as they are', async () => {
    const older = open({});
    expect(await older.current()).to.equal(null);
    older.dispose();
  });
});
