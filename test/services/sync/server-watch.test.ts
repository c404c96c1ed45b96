import { expect } from '@open-wc/testing';
import type { RemoteResult } from '../../../services/ports/remote-records.ts';
import type { FoundAtServer, ServerIdentity } from '../../../services/ports/server-look.ts';
import { ServerWatch } from '../../../services/sync/server-watch.ts';
import { InMemoryServerNotes, LACKING_SERVER } from '../../fakes/in-memory-server-notes.ts';
import { ENVIRONMENT_OF_TESTS } from '../storage/temporary-storage.ts';

const { identity, findings } = LACKING_SERVER;
const HOUR = 3_600_000;
const AWAY = {
  ok: false,
  failure: { kind: 'unreachable', reason: { code: 'record-unreachable' } },
} as const;

describe('looking at the server itself', () => {
  let today: string;
  let elapsed: number;
  let says: RemoteResult<ServerIdentity>;
  let finds: RemoteResult<FoundAtServer>;
  let asked: string[];
  let told: unknown[];
  let notes: InMemoryServerNotes;
  let watch: ServerWatch;

  beforeEach(() => {
    [today, elapsed, asked, told] = ['2026-03-01', 0, [], []];
    says = { ok: true, value: identity };
    finds = { ok: true, value: { findings, isWhole: true } };
    notes = new InMemoryServerNotes();
    watch = newWatch();
  });

  function newWatch(): ServerWatch {
    const server = {
      identity: () => {
        asked.push('identity');
        return Promise.resolve(says);
      },
      findings: () => {
        asked.push('findings');
        return Promise.resolve(finds);
      },
    };
    const environment = { ...ENVIRONMENT_OF_TESTS, today: () => today, elapsed: () => elapsed };
    const log = { write: (...said: unknown[]) => told.push(said) };
    return new ServerWatch(server, notes, environment, log);
  }

  async function nextDay(): Promise<readonly string[]> {
    today = `2026-03-${String(Number(today.slice(-2)) + 1).padStart(2, '0')}`;
    elapsed += 24 * HOUR;
    asked = [];
    await watch.inStep(new AbortController().signal);
    return asked;
  }

  it('is done at the first time, remembered, and told to the host’s engineers once', async () => {
    await watch.inStep(new AbortController().signal);
    expect(asked).to.deep.equal(['identity', 'findings']);
    expect(await notes.read()).to.deep.equal({ ...LACKING_SERVER, lookedOn: today });
    const details = {
      software: 'Some Server',
      version: '1.2.0',
      found: 'sort-ignored, no-history',
    };
    expect(told).to.deep.equal([
      ['warn', 'The FHIR server does not do all that is needed.', details],
    ]);
    expect(await nextDay(), 'the same server').to.deep.equal(['identity']);
    expect((await notes.read())?.lookedOn).to.equal(today);
    expect(told).to.have.length(1);
  });

  it('asks nothing more on the same day, here or after a reload', async () => {
    await watch.inStep(new AbortController().signal);
    elapsed += 2 * HOUR;
    await watch.inStep(new AbortController().signal);
    await newWatch().inStep(new AbortController().signal);
    expect(asked).to.deep.equal(['identity', 'findings']);
  });

  it('is done again when the server has become another, and what was read and is the same stays read', async () => {
    await watch.inStep(new AbortController().signal);
    await notes.acknowledge();
    says = { ok: true, value: { ...identity, version: '1.3.0' } };
    expect(await nextDay()).to.deep.equal(['identity', 'findings']);
    expect((await notes.read())?.acknowledged).to.equal(true);
    says = { ok: true, value: { ...identity, baseUrl: 'https://other.example/R4' } };
    finds = { ok: true, value: { findings: [{ code: 'no-date' }], isWhole: true } };
    expect(await nextDay()).to.deep.equal(['identity', 'findings']);
    expect((await notes.read())?.acknowledged, 'something else').to.equal(undefined);
    expect(told).to.have.length(2);
  });

  it('is done again each day while something is left open', async () => {
    finds = { ok: true, value: { findings: [], isWhole: false } };
    await watch.inStep(new AbortController().signal);
    expect(await nextDay()).to.deep.equal(['identity', 'findings']);
    expect(told).to.deep.equal([]);
  });

  it('notes nothing of a server that does not answer, and waits before it asks again', async () => {
    finds = AWAY;
    await watch.inStep(new AbortController().signal);
    await watch.inStep(new AbortController().signal);
    expect(asked).to.deep.equal(['identity', 'findings']);
    expect(await notes.read()).to.equal(undefined);
    elapsed += HOUR;
    says = AWAY;
    await watch.inStep(new AbortController().signal);
    expect(asked).to.deep.equal(['identity', 'findings', 'identity']);
    expect(await notes.read()).to.equal(undefined);
  });

  it('ends in a log line where storage fails', async () => {
    notes.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));
    await watch.inStep(new AbortController().signal);
    const line = ['error', 'Looking at the FHIR server threw.', { name: 'QuotaExceededError' }];
    expect(told).to.deep.equal([line]);
    elapsed += HOUR;
    await watch.inStep(AbortSignal.abort());
    expect(told, 'storage is closed when all is over').to.deep.equal([line]);
  });
});
