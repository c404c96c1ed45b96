import { expect } from '@open-wc/testing';
import {
  PULLED_KINDS,
  type RemoteFailure,
  type RemoteRecord,
  type RemoteRecords,
  type RemoteResult,
} from '../../services/ports/remote-records.ts';
import type { AccountRecord } from '../../services/domain/records.ts';
import {
  oneOfEach,
  sampleAccount,
  sampleAudit,
  sampleSettings,
} from '../fakes/sample-shared-records.ts';

/** A server with nothing of two practices, seen from both. */
export interface RemoteRecordsUnderTest {
  readonly remote: RemoteRecords;
  readonly practiceId: string;
  readonly otherPractice: RemoteRecords;
  readonly otherPracticeId: string;
  /** Id of another patient who is there: a server may refuse what is about somebody it does not have. */
  readonly newPatient: () => Promise<string>;
}

/** What every shared record promises. `create` gives one with nothing of its practices each time. */
export function remoteRecordsContract(
  name: string,
  create: () => Promise<RemoteRecordsUnderTest>,
): void {
  describe(`${name} as the shared record`, () => {
    for (const kind of PULLED_KINDS) {
      it(`gives back a ${kind} as it was sent`, async () => {
        const server = await create();
        const { remote } = server;
        const body = oneOfEach(await newAccount(server))[kind];
        const operationId = crypto.randomUUID();

        const created = value(await remote.create(kind, body, operationId));
        const read = value(await remote.read(kind, created.version.id));
        const changes = value(await remote.changes(kind, { count: 10 }));

        expect(created.body).to.deep.equal(body);
        expect(created.operationId).to.equal(operationId);
        expect(read).to.deep.equal(created);
        expect(changes.records).to.deep.equal([created]);
        expect(changes.stamps).to.deep.equal([created.version.lastUpdated]);
      });

      it(`makes one ${kind} of a create that is sent twice`, async () => {
        const server = await create();
        const { remote } = server;
        const body = oneOfEach(await newAccount(server))[kind];
        const operationId = crypto.randomUUID();

        const first = value(await remote.create(kind, body, operationId));
        const second = value(await remote.create(kind, body, operationId));

        expect(second.version).to.deep.equal(first.version);
        expect(value(await remote.changes(kind, { count: 10 })).records).to.have.length(1);
      });
    }

    it("answers a second account of a patient with the first one's", async () => {
      const server = await create();
      const { remote } = server;
      const first = await newAccount(server);
      await remote.create('account', first, crypto.randomUUID());

      const second = { ...first, id: crypto.randomUUID() };
      const answered = value(await remote.create('account', second, crypto.randomUUID()));

      expect(answered.body.id).to.equal(first.id);
    });

    it('takes an audit entry once, and does not give it back', async () => {
      const server = await create();
      const { remote } = server;
      const audit = sampleAudit(await newAccount(server));
      const operationId = crypto.randomUUID();

      const first = value(await remote.create('audit', audit, operationId));
      const second = value(await remote.create('audit', audit, operationId));

      expect(second.version.id).to.equal(first.version.id);
      expect(failure(await remote.changes('audit', { count: 10 })).kind).to.equal('rejected');
    });

    it('updates the version that it is given', async () => {
      const server = await create();
      const { remote } = server;
      const account = await newAccount(server);
      const created = value(await remote.create('account', account, crypto.randomUUID()));
      const changed = { ...account, enabled: false, enabledNotes: 'Moved away' };
      const operationId = crypto.randomUUID();

      const updated = value(await remote.update('account', changed, created.version, operationId));

      expect(updated.body).to.deep.equal(changed);
      expect(updated.operationId).to.equal(operationId);
      expect(updated.version.versionId).not.to.equal(created.version.versionId);
      expect(value(await remote.changes('account', { count: 10 })).records).to.deep.equal([
        updated,
      ]);
    });

    it('refuses an update of a version that is no longer the current one', async () => {
      const server = await create();
      const { remote } = server;
      const account = await newAccount(server);
      const created = value(await remote.create('account', account, crypto.randomUUID()));
      const theirs = { ...account, status: 'registered', registeredAt: LATER } as const;
      await remote.update('account', theirs, created.version, crypto.randomUUID());

      const ours = { ...account, enabled: false };
      const refused = await remote.update('account', ours, created.version, crypto.randomUUID());

      expect(failure(refused).kind).to.equal('conflict');
      expect(value(await remote.read('account', created.version.id)).body).to.deep.equal(theirs);
    });

    it('knows every operation that made a version, and no other', async () => {
      const server = await create();
      const { remote } = server;
      const account = await newAccount(server);
      const [first, second] = [crypto.randomUUID(), crypto.randomUUID()];
      const created = value(await remote.create('account', account, first));
      await remote.update('account', { ...account, enabled: false }, created.version, second);
      const knows = async (operationId: string) =>
        value(
          await remote.hasOperation('account', created.version.id, {
            id: operationId,
            sentOn: created.version.versionId,
          }),
        );

      expect(await knows(first)).to.equal('yes');
      expect(await knows(second)).to.equal('yes');
      expect(await knows(crypto.randomUUID())).to.equal('no');
    });

    it('gives changes in order of time, from a time on, page by page', async () => {
      const server = await create();
      const { remote } = server;
      for (let made = 0; made < 5; made += 1) {
        await remote.create('account', await newAccount(server), crypto.randomUUID());
        await newMillisecond();
      }

      const all = value(await remote.changes('account', { count: 10 })).stamps;
      const from = all[2] ?? '';
      const page = value(await remote.changes('account', { from, count: 2 }));

      expect(all).to.have.length(5);
      expect(all).to.deep.equal(all.toSorted());
      expect(page.stamps).to.deep.equal(all.slice(2, 4));
    });

    it('gives the first pages of all kinds together, each as it gives it by itself', async () => {
      const server = await create();
      const { remote, otherPractice, otherPracticeId } = server;
      for (const kind of PULLED_KINDS) {
        for (let made = 0; made < 2; made += 1) {
          const body = oneOfEach(await newAccount(server))[kind];
          await remote.create(kind, body, crypto.randomUUID());
          await newMillisecond();
        }
      }
      const theirs = await newAccount(server, { practiceId: otherPracticeId });
      await otherPractice.create('account', theirs, crypto.randomUUID());
      const from = value(await remote.changes('letter', { count: 10 })).stamps[1] ?? '';
      const queryOf = (kind: PulledKind) =>
        kind === 'letter' ? { from, count: 10 } : { count: kind === 'account' ? 1 : 10 };

      const queries = PULLED_KINDS.map((kind) => ({ kind, ...queryOf(kind) }));
      const { pages } = value(await remote.look(queries));

      expect([...pages.keys()]).to.deep.equal([...PULLED_KINDS]);
      for (const kind of PULLED_KINDS) {
        const alone = value(await remote.changes(kind, queryOf(kind)));
        const latest = pages.get(kind)?.records.slice(-alone.records.length);
        expect(latest, kind).to.deep.equal(alone.records);
        expect(alone.records).to.have.length(kind === 'letter' || kind === 'account' ? 1 : 2);
      }
    });

    it('gives the practice’s settings with identity checks, as they were sent, and by no search of their own', async () => {
      const server = await create();
      const { remote, practiceId } = server;
      const { 'identity-check': check } = oneOfEach(await newAccount(server));
      const checked = value(await remote.create('identity-check', check, crypto.randomUUID()));
      await newMillisecond();
      const settings = sampleSettings({ id: practiceId, practiceId });
      const operationId = crypto.randomUUID();

      const created = value(await remote.create('practice-settings', settings, operationId));

      expect(created.body).to.deep.equal(settings);
      expect(created.operationId).to.equal(operationId);
      const changes = value(await remote.changes('identity-check', { count: 10 }));
      expect(changes.records).to.deep.equal([checked, created]);
      const { id, versionId } = created.version;
      expect(value(await remote.read('practice-settings', id))).to.deep.equal(created);
      expect(value(await remote.read('identity-check', id)), 'read again').to.deep.equal(created);
      const listed = value(await remote.versions('identity-check', { count: 10 })).versions;
      expect(listed.at(-1)).to.deep.equal({ serverId: id, versionId });
    });

    it('keeps one set of settings a practice, and lets nobody save over another version', async () => {
      const { remote, practiceId, otherPractice, otherPracticeId } = await create();
      const settings = sampleSettings({ id: practiceId, practiceId });
      const first = value(await remote.create('practice-settings', settings, crypto.randomUUID()));
      const theirs = { ...settings, values: { letterExpiryDays: 7 } };
      const other = value(await remote.create('practice-settings', theirs, crypto.randomUUID()));
      expect(other).to.deep.equal(first);

      const save = (body: typeof settings) =>
        remote.update('practice-settings', body, first.version, crypto.randomUUID());
      const saved = value(await save({ ...settings, values: { activationDays: 7 }, changes: {} }));
      expect(saved.body.values.activationDays).to.equal(7);
      expect(failure(await save(theirs)).kind).to.equal('conflict');

      const elsewhere = sampleSettings({ id: otherPracticeId, practiceId: otherPracticeId });
      const apart = value(
        await otherPractice.create('practice-settings', elsewhere, crypto.randomUUID()),
      );
      expect(apart.version.id).not.to.equal(first.version.id);
      expect(value(await remote.changes('identity-check', { count: 10 })).records).to.have.length(
        1,
      );
    });

    it('gives changes by id and version alone, page by page', async () => {
      const { remote } = await create();
      for (let made = 0; made < 3; made += 1) {
        await remote.create('account', sampleAccount(), crypto.randomUUID());
        await newMillisecond();
      }
      const all = value(await remote.changes('account', { count: 10 }));
      const named = ({ version }: RemoteRecord) => ({
        serverId: version.id,
        versionId: version.versionId,
      });

      const page = value(await remote.versions('account', { from: all.stamps[1] ?? '', count: 1 }));

      expect(page.versions.slice(-1)).to.deep.equal(all.records.slice(1, 2).map(named));
      expect(page.stamps).to.deep.equal(all.stamps.slice(1, 2));
      expect(failure(await remote.versions('audit', { count: 1 })).kind).to.equal('rejected');
    });

    it('says how many there are of several kinds, and gives none of them', async () => {
      const { remote, otherPractice, otherPracticeId } = await create();
      for (const made of [1, 2, 3]) {
        const account = sampleAccount(made === 3 ? { practiceId: otherPracticeId } : {});
        const maker = made === 3 ? otherPractice : remote;
        await maker.create('account', account, crypto.randomUUID());
      }
      const queries = PULLED_KINDS.map((kind) => ({ kind, count: 0 }));

      const { pages } = value(await remote.look(queries));

      const totals = PULLED_KINDS.map((kind) => pages.get(kind)?.total);
      expect(totals).to.deep.equal([2, 0, 0, 0, 0]);
      expect(pages.get('account')?.records).to.deep.equal([]);
    });

    it('says whether a patient of the practice was opened since a time, where that is asked', async () => {
      const { remote, otherPractice, otherPracticeId } = await create();
      const queries = PULLED_KINDS.map((kind) => ({ kind, count: 10 }));
      const isWorkedAt = async (by: RemoteRecords, since?: string) =>
        value(await by.look(queries, undefined, since)).isWorkedAt;
      const account = sampleAccount({ practiceId: otherPracticeId });
      const theirs = sampleAudit(account, { action: 'open-tab' });
      await otherPractice.create('audit', theirs, crypto.randomUUID());
      expect(await isWorkedAt(remote, LONG_AGO), 'of another practice').to.equal(false);

      const ours = sampleAudit(sampleAccount(), { action: 'open-tab' });
      await remote.create('audit', ours, crypto.randomUUID());

      expect(await isWorkedAt(remote, LONG_AGO)).to.equal(true);
      expect(await isWorkedAt(remote, STILL_TO_COME)).to.equal(false);
      expect(await isWorkedAt(remote)).to.equal(false);
    });

    it('gives nothing together that is only sent', async () => {
      const { remote } = await create();
      const queries = [...PULLED_KINDS, 'audit' as const].map((kind) => ({ kind, count: 10 }));
      expect(value(await remote.look(queries)).pages.has('audit')).to.equal(false);
    });

    it("does not mix in another practice's records", async () => {
      const server = await create();
      const { remote, practiceId, otherPractice, otherPracticeId } = server;
      expect(otherPracticeId).not.to.equal(practiceId);
      const account = await newAccount(server, { practiceId: otherPracticeId });
      await otherPractice.create('account', account, crypto.randomUUID());

      expect(value(await remote.changes('account', { count: 10 })).records).to.deep.equal([]);
      expect((await remote.heedsPractice()).ok).to.equal(true);
      expect(value(await otherPractice.changes('account', { count: 10 })).records).to.have.length(
        1,
      );
    });

    it('says that something is not there', async () => {
      const { remote } = await create();
      expect(failure(await remote.read('account', 'nowhere')).kind).to.equal('rejected');
    });

    it('leaves the outcome open when the exchange is given up', async () => {
      const { remote } = await create();
      const given = await remote.changes('account', { count: 10 }, AbortSignal.abort());
      expect(failure(given).kind).to.equal('unreachable');
      const queries = PULLED_KINDS.map((kind) => ({ kind, count: 10 }));
      const look = await remote.look(queries, AbortSignal.abort());
      expect(failure(look).kind).to.equal('unreachable');
    });
  });
}

/** An account just made, of a patient of its own who is there. */
async function newAccount(
  { practiceId, newPatient }: RemoteRecordsUnderTest,
  changes: Partial<AccountRecord> = {},
): Promise<AccountRecord> {
  return sampleAccount({ practiceId, patientRef: await newPatient(), ...changes });
}

type PulledKind = (typeof PULLED_KINDS)[number];

const LATER = '2026-03-02T10:00:00.000Z';
const LONG_AGO = '2000-01-01T00:00:00.000Z';
const STILL_TO_COME = '2999-01-01T00:00:00.000Z';

function value<T>(result: RemoteResult<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

function failure(result: RemoteResult<unknown>): RemoteFailure {
  if (result.ok) throw new Error('It was done, though it should have been refused.');
  return result.failure;
}

/** Resolves once the clock shows another millisecond. */
async function newMillisecond(): Promise<void> {
  const before = Date.now();
  while (Date.now() === before) await new Promise(requestAnimationFrame);
}
