import { expect } from '@open-wc/testing';
import { Dexie } from 'dexie';
import type { TaggedRecord } from '../../../services/domain/records.ts';
import type { OutboxEntry, UnsentTotals } from '../../../services/ports/outbox.ts';
import { OnlineServicesDatabase } from '../../../services/storage/online-services-database.ts';
import { unsentTotals } from '../../../services/storage/unsent-totals.ts';
import type { SchemaVersion } from '../../../services/storage/versions/schema-version.ts';
import { VERSION_1 } from '../../../services/storage/versions/version-1.ts';
import { VERSION_2 } from '../../../services/storage/versions/version-2.ts';
import { VERSION_3 } from '../../../services/storage/versions/version-3.ts';
import { VERSION_4 } from '../../../services/storage/versions/version-4.ts';
import { VERSION_5 } from '../../../services/storage/versions/version-5.ts';
import { VERSION_6 } from '../../../services/storage/versions/version-6.ts';
import type { PagedList } from '../../../services/ports/practice-register.ts';
import {
  ALEX,
  SAM,
  account,
  accountCreation,
  decision,
  remote,
  until,
} from '../../contracts/storage-samples.ts';
import { sentenceOf } from '../../words-at-hand.ts';
import { newDatabaseName, openTab, type Tab } from './temporary-storage.ts';

/** What version 1 of the product had left in a database: every table as it was. */
interface Fixture {
  readonly version: number;
  readonly tables: Readonly<Record<string, readonly unknown[]>>;
}

/** The product as it was. */
class FirstDatabase extends OnlineServicesDatabase {
  protected override get ladder(): readonly SchemaVersion[] {
    return [VERSION_1];
  }
}

class SecondDatabase extends OnlineServicesDatabase {
  protected override get ladder(): readonly SchemaVersion[] {
    return [VERSION_1, VERSION_2];
  }
}

class ThirdDatabase extends OnlineServicesDatabase {
  protected override get ladder(): readonly SchemaVersion[] {
    return [VERSION_1, VERSION_2, VERSION_3];
  }
}

class FourthDatabase extends OnlineServicesDatabase {
  protected override get ladder(): readonly SchemaVersion[] {
    return [VERSION_1, VERSION_2, VERSION_3, VERSION_4];
  }
}

class FifthDatabase extends OnlineServicesDatabase {
  protected override get ladder(): readonly SchemaVersion[] {
    return [VERSION_1, VERSION_2, VERSION_3, VERSION_4, VERSION_5];
  }
}

class SixthDatabase extends OnlineServicesDatabase {
  protected override get ladder(): readonly SchemaVersion[] {
    return [VERSION_1, VERSION_2, VERSION_3, VERSION_4, VERSION_5, VERSION_6];
  }
}

const NEW_IN_2 = ['changeId'];

describe('a database of version 1', () => {
  let databaseName: string;
  let fixture: Fixture;
  let old: Tab;
  let tab: Tab;

  beforeEach(async () => {
    databaseName = newDatabaseName();
    fixture = (await (
      await fetch(new URL('./fixtures/version-1.json', import.meta.url))
    ).json()) as Fixture;
    // A tab of the old product is open, and has put everything there.
    old = openTab(databaseName, FirstDatabase);
    const tables = Object.keys(fixture.tables) as never[];
    await old.database.write(tables, async (held) => {
      const { db } = held.meta;
      for (const name of tables) await db.table(name).bulkAdd(fixture.tables[name] ?? []);
    });
    tab = openTab(databaseName);
  });

  afterEach(async () => {
    old.database.close();
    tab.database.close();
    await Dexie.delete(databaseName);
  });

  it('keeps every record, as staff saw it and as the server had it, with an old tab still open', async () => {
    const rows = fixture.tables.records as readonly {
      readonly kind: TaggedRecord['kind'];
      readonly recordId: string;
      readonly patientRef: string;
      readonly body: object;
      readonly server?: { readonly body: object; readonly version: object };
    }[];
    const stored = await tab.database.read(['patientRecords'], (tables) =>
      tables.patientRecords.toArray(),
    );
    expect(stored.length).to.equal(rows.length);
    for (const row of rows) {
      const kept = stored.find((each) => each.kind === row.kind && each.body.id === row.recordId);
      expect(kept?.body, row.recordId).to.deep.equal(assessed(row.body));
      expect(await tab.outbox.serverVersion(row), row.recordId).to.deep.equal(row.server?.version);
      const { body: theirs = kept?.body } = kept?.server ?? {};
      if (row.server) expect(theirs).to.deep.equal(assessed(row.server.body));
    }
    const refused = await old.records.read('patient-1');
    expect(!refused.ok && sentenceOf(refused.failure.reason)).to.contain('Reload this page');
  });

  it('keeps unsent work, each entry as it was, and knows which change it is a part of', async () => {
    const before = fixture.tables.outbox as readonly OldEntry[];
    const entries = await tab.entries();
    expect(entries.map((entry) => without(entry, NEW_IN_2))).to.deep.equal(
      before.map((entry) => ({
        ...entry,
        ...(entry.before && { before: assessed(entry.before) }),
        after: { ...entry.after, body: assessed(entry.after.body) },
        ...(entry.theirs && { theirs: assessed(entry.theirs) }),
        ...(entry.reason && { reason: { code: 'as-written', text: entry.reason } }),
      })),
    );
    const changes = [...new Set(entries.map(({ changeId }) => changeId))].map((changeId) =>
      entries
        .filter((entry) => entry.changeId === changeId)
        .map(({ recordId, state }) => `${recordId} ${state}`),
    );
    expect(changes).to.deep.equal([
      ['account-1 waiting'],
      ['audit-1a waiting'],
      ['account-1 waiting', 'services-1 waiting'],
      ['account-2 conflict'],
      ['account-3 parked', 'registration-3-1 waiting', 'services-3 waiting'],
      ['audit-3 waiting'],
      ['account-4 superseded'],
      ['registration-5-1 waiting', 'registration-5-2 waiting'],
      ['registration-6-1 waiting'],
      ['audit-alone waiting'],
    ]);
    const totals = await until(tab.outbox.totals$, () => true);
    expect(totals).to.deep.equal({
      ...{ entries: 14, toSend: 11, waiting: 4, needingAttention: 3, auditRows: 3 },
    });
  });

  it('goes on sending where it stood', async () => {
    const next = async (now: string): Promise<string | undefined> =>
      (await tab.outbox.next({ staffId: SAM.id, now, count: 1 }))[0]?.recordId;
    // The account's first change was postponed; what comes after it waits with it.
    expect(await next('2026-03-01T10:59:30.000Z')).to.equal('registration-5-1');
    expect(await next('2026-03-01T12:00:00.000Z')).to.equal('account-1');
    const now = '2026-03-01T12:00:00.000Z';
    const [alexs] = await tab.outbox.next({ staffId: ALEX.id, now, count: 1 });
    expect(alexs?.recordId).to.equal('services-1');
  });

  it('lets staff decide about the whole of a change, and a sweep be done again', async () => {
    const parked = (await tab.entries()).find(({ recordId }) => recordId === 'account-3');
    expect((await tab.decisions.discard(parked?.changeId ?? '', decision())).ok).to.equal(true);
    const left = (await tab.entries()).filter(({ patientRef }) => patientRef === 'patient-3');
    expect(left.filter(({ kind }) => kind !== 'audit')).to.deep.equal([]);

    expect((await tab.decisions.discard('expire-registration-6-1', decision())).ok).to.equal(true);
    const operations = await tab.database.read(['operations'], (tables) =>
      tables.operations.toCollection().primaryKeys(),
    );
    expect(operations).to.include('operation-5');
    expect(operations).not.to.include('expire-registration-6-1');
  });

  it('keeps the audit, the cursors, what could not be read and the sender’s epoch', async () => {
    const audits = await tab.records.audit({ limit: 50 });
    expect(audits.ok && audits.value.map(({ id }) => id)).to.have.members([
      'audit-1a',
      'audit-3',
      'audit-7',
      'audit-alone',
    ]);
    expect(await tab.journal.cursor('letter')).to.equal('2026-03-01T10:00:02.000Z');
    expect(await tab.journal.known('letter')).to.deep.equal([
      { serverId: 'server-letter-9', versionId: '3', isApartOnly: true },
    ]);
    expect(await tab.outbox.claimEpoch()).to.equal(2);
    const sent = await tab.database.read(['audit'], ({ audit }) =>
      audit.orderBy('sentAt').toArray(),
    );
    expect(sent.map(({ audit, sentAt }) => [audit.id, sentAt])).to.deep.equal([
      ['audit-7', '2026-03-01T10:00:02.000Z'],
    ]);
  });
});

describe('a database of version 2', () => {
  it('keeps why work waits in the words of the day, with an old tab still open', async () => {
    const databaseName = newDatabaseName();
    const old = openTab(databaseName, SecondDatabase);
    await old.records.commit(accountCreation());
    const [first] = await old.entries();
    const said = 'The shared record is busy or has a fault (503).';
    await old.database.write(['outbox'], async ({ outbox }) => {
      await outbox.update(first?.sequence ?? 0, { reason: said as never, attempts: 1 });
    });

    const tab = openTab(databaseName);
    const [kept, ...others] = await tab.entries();
    expect(kept).to.deep.equal({
      ...first,
      attempts: 1,
      reason: { code: 'as-written', text: said },
    });
    expect(kept?.reason && sentenceOf(kept.reason)).to.equal(said);
    expect(others.some((entry) => 'reason' in entry)).to.equal(false);
    const refused = await old.records.read('patient-1');
    expect(!refused.ok && sentenceOf(refused.failure.reason)).to.contain('Reload this page');
    old.database.close();
    tab.database.close();
    await Dexie.delete(databaseName);
  });
});

describe('a database of version 3', () => {
  it('lets whoever is signed in send the audit rows of somebody absent, and counts them', async () => {
    const databaseName = newDatabaseName();
    const old = openTab(databaseName, ThirdDatabase);
    await old.records.commit(accountCreation());
    await old.database.write(['outbox', 'meta'], async ({ outbox, meta }) => {
      const [row] = await outbox.filter(({ kind }) => kind === 'audit').toArray();
      await outbox.update(row?.sequence ?? 0, { turn: { staffId: SAM.id, lane: 'audit' } });
      const { auditRows: _uncounted, ...totals } = await unsentTotals({ meta });
      await meta.put({ name: 'unsent', totals: totals as UnsentTotals });
    });

    const tab = openTab(databaseName);
    const now = '2026-03-01T12:00:00.000Z';
    const next = await tab.outbox.next({ staffId: ALEX.id, now, count: 9 });
    expect(next.map(({ kind, author }) => [kind, author])).to.deep.equal([['audit', SAM]]);
    expect((await until(tab.outbox.totals$, () => true)).auditRows).to.equal(1);
    old.database.close();
    tab.database.close();
    await Dexie.delete(databaseName);
  });
});

describe('a database of version 4', () => {
  it('lists who was made elsewhere and not opened yet, with unsent work as it was', async () => {
    const databaseName = newDatabaseName();
    const old = openTab(databaseName, FourthDatabase);
    await old.records.commit(accountCreation());
    const origin = { by: 'elsewhere' } as const;
    const records = [
      account({ id: 'account-2', patientRef: 'patient-2', origin }),
      account({
        id: 'account-3',
        patientRef: 'patient-3',
        origin,
        firstSeenAt: '2026-03-02T09:00:00Z',
      }),
      account({ id: 'account-4', patientRef: 'patient-4', kind: 'osu' }),
    ].map((each) => remote('account', each, 1));
    const epoch = await old.outbox.claimEpoch();
    await old.journal.applyPage({ kind: 'account', records, quarantined: [] }, epoch);
    await old.database.write(['patientRecords'], ({ patientRecords }) =>
      patientRecords.toCollection().modify((row: { unseen?: 1 }) => {
        delete row.unseen;
      }),
    );
    const before = await old.entries();

    const tab = openTab(databaseName);
    expect(await tab.entries()).to.deep.equal(before);
    const listed = async (list: PagedList): Promise<readonly string[]> => {
      const page = await until(tab.register.page$(list, { size: 9 }), () => true);
      return page.available ? page.value.lines.map(({ patientRef }) => patientRef) : [];
    };
    expect(await listed({ by: 'unseen' })).to.deep.equal(['patient-2']);
    expect(await listed({ by: 'basic' })).to.deep.equal(['patient-4']);
    old.database.close();
    tab.database.close();
    await Dexie.delete(databaseName);
  });
});

describe('a database of version 5', () => {
  it('keeps jobs from then on, with records and unsent work as they were', async () => {
    const databaseName = newDatabaseName();
    const old = openTab(databaseName, FifthDatabase);
    const creation = accountCreation();
    await old.records.commit(creation);
    const before = await old.entries();

    const tab = openTab(databaseName);
    expect(await tab.entries()).to.deep.equal(before);
    const jobs = await until(tab.jobs.jobs$, () => true);
    expect(jobs).to.deep.equal({ available: true, jobs: [] });
    const committed = await tab.jobs.wasCommitted(creation.operationId);
    expect(committed.ok && committed.value).to.equal(true);
    old.database.close();
    tab.database.close();
    await Dexie.delete(databaseName);
  });
});

describe('a database of version 6', () => {
  it('goes on sending where it stood, with an old tab still open', async () => {
    const databaseName = newDatabaseName();
    const old = openTab(databaseName, SixthDatabase);
    await old.records.commit(accountCreation());
    const before = await old.entries();

    const tab = openTab(databaseName);
    expect(await tab.entries()).to.deep.equal(before);
    const turn = { staffId: SAM.id, now: '2026-03-01T10:00:00.000Z', count: 1 };
    const [first] = await tab.outbox.next(turn);
    expect(first?.recordId).to.equal('account-1');
    const epoch = await tab.outbox.claimEpoch();
    await tab.outbox.confirm(first?.id ?? '', remote('account', account(), 1, first?.id), epoch);
    expect((await tab.outbox.next(turn))[0]?.recordId).to.equal('registration-1');
    old.database.close();
    tab.database.close();
    await Dexie.delete(databaseName);
  });
});

/** An entry before version 3, which said why it waits in a sentence. */
type OldEntry = Omit<OutboxEntry, 'reason'> & { readonly reason?: string };

/** A body as it is now: assurance follows from the identity checks and is no longer kept with the account. */
function assessed(body: object): object {
  return without(body, ['assurance']);
}

function without(value: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
}
