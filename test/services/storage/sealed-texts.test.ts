import { expect } from '@open-wc/testing';
import { Dexie } from 'dexie';
import { Subject } from 'rxjs';
import type {
  IdentityCheckRecord,
  LetterRecord,
  ServicesRecord,
} from '../../../services/domain/records.ts';
import { isSealedText } from '../../../services/domain/sealed-text.ts';
import { disablingsIn } from '../../../services/domain/unsent-work/disable-wins.ts';
import { holdsSealedText } from '../../../services/domain/unsent-work/holds-sealed-text.ts';
import { NoStorageKey, type TextSeal, type TextSeals } from '../../../services/ports/text-seals.ts';
import type { TableName } from '../../../services/storage/database-tables.ts';
import { OnlineServicesDatabase } from '../../../services/storage/online-services-database.ts';
import { StorageSweeper } from '../../../services/storage/storage-sweeper.ts';
import { WITHDRAWAL } from '../../fakes/withdrawal-words.ts';
import { waitUntil } from '../../wait-until.ts';
import {
  account,
  accountCreation,
  ALEX,
  audit,
  change,
  decision,
  identityCheck,
  letter,
  onlyChange,
  PATIENT,
  registration,
  remote,
  services,
  shareEverything,
  until,
} from '../../contracts/storage-samples.ts';
import {
  ENVIRONMENT_OF_TESTS,
  IN_THE_CLEAR,
  newDatabaseName,
  newStorageKey,
  openTab,
  sealsUnder,
  SILENT_LOG,
  type Tab,
} from './temporary-storage.ts';

/** What people typed; nothing of it may lie in the database. */
const SECRETS = [
  'Zebedee',
  'globalnote',
  'new-address',
  'repeatsnote',
  'safeguarding',
  'misuse',
  'account-taken-over',
  'whynote',
  'freetextual',
  'mistaken',
  'summarised',
  'narrative',
  'lettermark',
];

const CHECK = identityCheck({
  freetext: 'freetextual: met at home',
  enteredInError: { at: '2026-03-02T09:00:00.000Z', by: ALEX, reason: 'mistaken for his brother' },
});
const AT = '2026-03-01T09:00:00.000Z';
const ACCOUNT = account({
  enabled: false,
  enabledNotes: 'globalnote: he asked',
  disabling: { id: 'act-1', reason: 'safeguarding', at: AT },
  offeredEmail: { offered: 'new-address@post.example', at: AT },
});
const SERVICES = withNote('repeatsnote: ask the GP');
/** The mark by which a change of name, number or birthday is seen says something of the patient, too. */
const LETTER: LetterRecord = letter({ madeFor: 'lettermark.1a.2b.3c' });

function withNote(notes: string, acutes = false): ServicesRecord {
  return services({
    services: {
      repeats: { enabled: false, notes, disabling: { id: 'act-1', reason: 'misuse', at: AT } },
      acutes: { enabled: acutes },
    },
  });
}

describe('What people typed, in browser storage', () => {
  let databaseName: string;
  let tabs: Tab[];
  let seals: TextSeals;
  let tab: Tab;

  const open = (with_: TextSeals): Tab => {
    const opened = openTab(databaseName, OnlineServicesDatabase, with_);
    tabs.push(opened);
    return opened;
  };
  const another = async (): Promise<TextSeals> => sealsUnder(await newStorageKey());

  beforeEach(async () => {
    databaseName = newDatabaseName();
    tabs = [];
    seals = await another();
    tab = open(seals);
  });
  afterEach(async () => {
    tabs.forEach(({ database }) => {
      database.close();
    });
    await Dexie.delete(databaseName);
  });

  /** Everything in every table, as text. */
  async function raw(of = tab): Promise<string> {
    const names = await of.database.read(['meta'], ({ meta }) =>
      Promise.resolve(meta.db.tables.map(({ name }) => name)),
    );
    const all = await of.database.read(names as TableName[], (tables) =>
      Promise.all(Object.values(tables).map((table: Dexie.Table) => table.toArray())),
    );
    return JSON.stringify(all);
  }
  const secretsIn = async (of = tab): Promise<readonly string[]> => {
    const text = await raw(of);
    return SECRETS.filter((secret) => text.includes(secret));
  };
  const recordsIn = async (of = tab) => {
    const read = await of.records.read(PATIENT);
    if (!read.ok) throw new Error(read.failure.reason.code);
    return read.value;
  };
  const typeAll = (into = tab) =>
    into.records.commit(
      change(
        [
          { after: { kind: 'account', body: ACCOUNT } },
          { after: { kind: 'services', body: SERVICES } },
          { after: { kind: 'identity-check', body: CHECK } },
          { after: { kind: 'letter', body: LETTER } },
        ],
        {
          patientName: 'Morgan, Zebedee',
          audit: [
            audit({
              summary: 'summarised: birth 1970',
              reasonCode: 'account-taken-over',
              reason: 'whynote: he shouted',
            }),
          ],
        },
      ),
    );
  const noteOf = (records: { readonly services?: ServicesRecord }) =>
    records.services?.services.repeats?.notes;

  it('is found nowhere in it, and read again as it was', async () => {
    expect((await typeAll()).ok).to.equal(true);
    await tab.records.recordAudit(audit({ id: 'audit-2', summary: 'summarised again' }));
    expect(await secretsIn()).to.deep.equal([]);

    const records = await recordsIn();
    expect(records.account).to.deep.equal(ACCOUNT);
    expect(records.services).to.deep.equal(SERVICES);
    expect(records.identityChecks).to.deep.equal([CHECK]);
    expect(records.letters).to.deep.equal([LETTER]);
    const audits = await tab.records.audit({ limit: 5 });
    expect(audits.ok && audits.value.map(({ summary }) => summary)).to.deep.equal([
      'summarised again',
      'summarised: birth 1970',
    ]);
    expect(audits.ok && audits.value[1]?.reasonCode).to.equal('account-taken-over');
    const stored = await until(tab.records.watch(PATIENT), ({ available }) => available);
    expect(stored.available && stored.entries.map(({ patientName }) => patientName)).to.include(
      'Morgan, Zebedee',
    );
    expect(holdsSealedText(stored)).to.equal(false);
  });

  it('goes out as it was typed', async () => {
    await typeAll();
    const turn = { staffId: 'staff-1', now: '2026-03-01T10:00:00.000Z', count: 9 };
    const next = await tab.outbox.next(turn);
    expect(next.map(({ after }) => after.body)).to.deep.include.members([ACCOUNT, CHECK]);
    const change = await tab.outbox.change(next[0]?.changeId ?? '');
    expect(change.ok && holdsSealedText(change.value)).to.equal(false);
  });

  it('is sealed too when it comes from the server, with all of a resource that is kept', async () => {
    const epoch = await tab.outbox.claimEpoch();
    const given = remote('services', SERVICES, 1);
    const resource = { text: 'narrative', subject: { display: 'Zebedee' } };
    const version = { ...given.version, resource };
    await tab.journal.applyPage(
      {
        kind: 'services',
        records: [
          remote('account', ACCOUNT, 1),
          { ...given, version },
          remote('identity-check', CHECK, 1),
          remote('letter', LETTER, 1),
        ],
        quarantined: [],
      },
      epoch,
    );
    expect(await secretsIn()).to.deep.equal([]);
    expect((await recordsIn()).letters).to.deep.equal([LETTER]);
    expect(noteOf(await recordsIn())).to.equal('repeatsnote: ask the GP');
    const place = { kind: 'services', recordId: SERVICES.id, patientRef: PATIENT } as const;
    expect(await tab.outbox.serverVersion(place)).to.deep.equal(version);
    const page = await until(tab.register.page$({ by: 'all' }, { size: 5 }), (a) => a.available);
    expect(page.available && page.value.lines[0]?.account).to.deep.equal(ACCOUNT);
  });

  it('is as little found where codes are ended by the exchange: what the change is called is sealed too', async () => {
    await tab.records.commit(accountCreation());
    const epoch = await shareEverything(tab);
    const newer = registration({ id: 'registration-2', issuedAt: '2026-03-02T09:00:00.000Z' });
    await tab.journal.applyPage(
      { kind: 'registration', records: [remote('registration', newer, 1)], quarantined: [] },
      epoch,
    );
    expect(await tab.outbox.withdrawSurplusCodes(ALEX, epoch)).to.equal(1);
    const { description, summary } = WITHDRAWAL;
    const lies = await raw();
    expect([description, summary].filter((text) => lies.includes(text))).to.deep.equal([]);
    expect((await onlyChange(tab)).description).to.equal(description);
    const audits = await tab.records.audit({ limit: 1 });
    expect(audits.ok && audits.value[0]?.summary).to.equal(summary);
  });

  it('is no conflict when others changed something else, and one when they changed the same', async () => {
    const epoch = await shared(SERVICES);
    await tab.records.commit(
      change([
        { before: SERVICES, after: { kind: 'services', body: withNote('repeatsnote: mine') } },
      ]),
    );
    const theirs = remote('services', withNote('repeatsnote: ask the GP', true), 2);
    await tab.journal.applyPage({ kind: 'services', records: [theirs], quarantined: [] }, epoch);
    const merged = await onlyChange(tab);
    expect(merged.state).to.equal('waiting');
    expect(merged.after.body).to.deep.equal(withNote('repeatsnote: mine', true));

    const other = remote('services', withNote('repeatsnote: theirs', true), 3);
    await tab.journal.applyPage({ kind: 'services', records: [other], quarantined: [] }, epoch);
    const torn = await onlyChange(tab);
    expect(torn.state).to.equal('conflict');
    expect(torn.theirs).to.deep.equal(other.body);
    const seen = disablingsIn(torn.theirs === undefined ? [] : [torn.theirs]);
    await tab.decisions.resolve(torn.changeId, 'ours', decision(undefined, { seen }));
    expect(noteOf(await recordsIn())).to.equal('repeatsnote: mine');
    expect(await secretsIn()).to.deep.equal([]);
  });

  it('is no change at all when the same is saved elsewhere', async () => {
    const epoch = await shared(SERVICES);
    const after = withNote('repeatsnote: the same');
    await tab.records.commit(
      change([{ before: SERVICES, after: { kind: 'services', body: after } }]),
    );
    const theirs = remote('services', after, 2);
    await tab.journal.applyPage({ kind: 'services', records: [theirs], quarantined: [] }, epoch);
    expect(await tab.entries()).to.deep.equal([]);
  });

  it('cannot be read in another record’s place: it stays unreadable, and nobody’s text is shown', async () => {
    await typeAll();
    await tab.database.write(['patientRecords'], async ({ patientRecords }) => {
      const rows = await patientRecords.toArray();
      const check = rows.find(({ kind }) => kind === 'identity-check');
      const text = check && 'freetext' in check.body ? check.body.freetext : '';
      const moved: IdentityCheckRecord = { ...CHECK, id: 'check-2', freetext: text };
      await patientRecords.add({ kind: 'identity-check', body: moved });
    });
    const { identityChecks } = await recordsIn();
    const freetexts = identityChecks.map(({ freetext }) => freetext);
    expect(freetexts.filter((text) => text === CHECK.freetext).length).to.equal(1);
    expect(freetexts.filter(isSealedText).length).to.equal(1);
  });

  it('of a server that sends what looks sealed is kept, and given back, as it came', async () => {
    const odd = withNote('\u0001sealed:AAAAAAAA:AAAA');
    await shared(odd);
    expect((await raw()).includes('sealed:AAAAAAAA')).to.equal(false);
    expect(noteOf(await recordsIn())).to.equal('\u0001sealed:AAAAAAAA:AAAA');
  });

  it('is not saved, in the clear or otherwise, while the host gives no key', async () => {
    const keyless = open({ ...seals, current: () => Promise.reject(new NoStorageKey()) });
    const committed = await typeAll(keyless);
    expect(!committed.ok && committed.failure.reason.code).to.equal('no-storage-key');
    const audited = await keyless.records.recordAudit(audit());
    expect(!audited.ok && audited.failure.reason.code).to.equal('no-storage-key');
    expect(await keyless.entries().catch(() => [])).to.deep.equal([]);
    expect(await secretsIn()).to.deep.equal([]);

    await typeAll();
    const turn = { staffId: 'staff-1', now: '2026-03-01T10:00:00.000Z', count: 9 };
    const nothing = await keyless.outbox.next(turn).catch((error: unknown) => error);
    expect(nothing).to.be.instanceOf(NoStorageKey);
    expect(isSealedText(noteOf(await recordsIn(keyless)) ?? '')).to.equal(true);
  });

  it('that was looked at before the key came is read again when it has come', async () => {
    await typeAll();
    const came$ = new Subject<void>();
    let key = Promise.reject<TextSeal | null>(new NoStorageKey());
    key.catch(() => undefined);
    const late = open({
      current: () => key,
      onCome: (tell) => {
        const telling = came$.subscribe(tell);
        return () => {
          telling.unsubscribe();
        };
      },
    });
    const seen: (string | undefined)[] = [];
    const watching = late.records.watch(PATIENT).subscribe((stored) => {
      if (stored.available) seen.push(noteOf(stored.records));
    });
    await waitUntil(() => seen.length > 0, 'it is shown');
    expect(isSealedText(seen[0] ?? '')).to.equal(true);
    key = seals.current();
    came$.next();
    await waitUntil(() => seen.length > 1, 'it is shown again');
    expect(seen.at(-1)).to.equal('repeatsnote: ask the GP');
    watching.unsubscribe();
  });

  describe('after the key has become another', () => {
    it('is fetched again from the beginning, in the same version too, and can be read again', async () => {
      const epoch = await shared(SERVICES, '2026-03-01T10:00:00.000Z');
      const later = open(await another());
      expect(isSealedText(noteOf(await recordsIn(later)) ?? '')).to.equal(true);

      expect(await later.journal.cursor('services')).to.equal(undefined);
      const page = {
        kind: 'services',
        records: [remote('services', SERVICES, 1)],
        quarantined: [],
      } as const;
      const stale = await later.journal.applyPage(page, epoch).catch((error: unknown) => error);
      expect(stale, 'whoever fetched before begins anew').to.be.instanceOf(Error);
      await later.journal.applyPage(page, await later.outbox.claimEpoch());
      expect(noteOf(await recordsIn(later))).to.equal('repeatsnote: ask the GP');
    });

    it('is kept when unsent, goes on where it was not touched, and is asked about where it was', async () => {
      await shared(SERVICES);
      const ticked = withNote('repeatsnote: ask the GP', true);
      await tab.records.commit(
        change([{ before: SERVICES, after: { kind: 'services', body: ticked } }]),
      );
      const later = open(await another());
      const fetched = {
        kind: 'services',
        records: [remote('services', SERVICES, 1)],
        quarantined: [],
      } as const;
      expect(holdsSealedText(await onlyChange(later))).to.equal(true);
      await later.journal.cursor('services');
      await later.journal.applyPage(fetched, await later.outbox.claimEpoch());
      const mended = await onlyChange(later);
      expect(mended.state).to.equal('waiting');
      expect(mended.after.body).to.deep.equal(ticked);

      await later.decisions.discard(mended.changeId, decision());
      await later.records.commit(
        change([
          { before: SERVICES, after: { kind: 'services', body: withNote('repeatsnote: new') } },
        ]),
      );
      const last = open(await another());
      await last.journal.cursor('services');
      await last.journal.applyPage(fetched, await last.outbox.claimEpoch());
      const torn = await onlyChange(last);
      expect(torn.state).to.equal('conflict');
      expect(holdsSealedText(torn.after)).to.equal(true);
      expect(torn.theirs).to.deep.equal(SERVICES);
    });

    it('may be saved around: what cannot be read stays as it lies', async () => {
      await shared(SERVICES);
      const later = open(await another());
      const { services: held } = await recordsIn(later);
      if (held === undefined) throw new Error('No services.');
      const ticked = { ...held, services: { ...held.services, acutes: { enabled: true } } };
      const saved = await later.records.commit(
        change([{ before: held, after: { kind: 'services', body: ticked } }]),
      );
      expect(saved.ok).to.equal(true);
      expect(noteOf(await recordsIn())).to.equal('repeatsnote: ask the GP');
    });
  });

  describe('from before there was a key', () => {
    it('is sealed at once when unsent, then the rest in the background, and goes on as it was', async () => {
      const older = open(IN_THE_CLEAR);
      await typeAll(older);
      await shareEverything(older);
      await older.records.commit(
        change(
          [{ before: SERVICES, after: { kind: 'services', body: withNote('repeatsnote: mine') } }],
          { patientName: 'Morgan, Zebedee' },
        ),
      );
      const epoch = await older.outbox.claimEpoch();
      const others = { patientRef: 'patient-2', practiceId: 'A82999' };
      const elsewhere = identityCheck({ ...others, id: 'check-9', freetext: 'freetextual too' });
      await older.journal.applyPage(
        {
          kind: 'identity-check',
          records: [remote('identity-check', elsewhere, 1)],
          quarantined: [],
        },
        epoch,
      );
      expect(await secretsIn()).to.include.members(['Zebedee', 'repeatsnote', 'freetextual']);

      await tab.journal.cursor('services');
      expect(await secretsIn(), 'of unsent work nothing').not.to.include('Zebedee');
      const theirs = remote('services', withNote('repeatsnote: ask the GP', true), 2);
      await tab.journal.applyPage({ kind: 'services', records: [theirs], quarantined: [] }, epoch);
      expect((await onlyChange(tab)).state, 'no false conflict').to.equal('waiting');

      const sweeper = new StorageSweeper(tab.database, ENVIRONMENT_OF_TESTS, SILENT_LOG);
      let slices = 0;
      while (await sweeper.sweep()) slices += 1;
      expect(slices).to.be.lessThan(9);
      expect(await secretsIn()).to.deep.equal([]);
      const read = await tab.records.read('patient-2');
      expect(read.ok && read.value.identityChecks).to.deep.equal([elsewhere]);
    });

    it('can be changed before its turn to be sealed has come', async () => {
      const older = open(IN_THE_CLEAR);
      await older.journal.applyPage(
        { kind: 'services', records: [remote('services', SERVICES, 1)], quarantined: [] },
        await older.outbox.claimEpoch(),
      );
      await older.journal.applyPage(
        { kind: 'account', records: [remote('account', account(), 1)], quarantined: [] },
        await older.outbox.claimEpoch(),
      );
      const after = withNote('repeatsnote: mine');
      const saved = await tab.records.commit(
        change([{ before: SERVICES, after: { kind: 'services', body: after } }]),
      );
      expect(saved.ok).to.equal(true);
      expect(noteOf(await recordsIn())).to.equal('repeatsnote: mine');
    });
  });

  /** The services as the server has them, fetched to here; gives the epoch. */
  async function shared(body: ServicesRecord, cursor?: string): Promise<number> {
    await tab.records.commit(
      change([
        { after: { kind: 'account', body: account() } },
        { after: { kind: 'services', body } },
      ]),
    );
    const epoch = await shareEverything(tab);
    await tab.journal.applyPage(
      { kind: 'services', records: [], quarantined: [], ...(cursor && { cursor }) },
      epoch,
    );
    return epoch;
  }
});
