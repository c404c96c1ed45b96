import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { syncView } from '../../../services/application/unsent-work/sync-view.ts';
import type { AccountRecord, SharedRecords } from '../../../services/domain/records.ts';
import { FhirRemoteRecords } from '../../../services/fhir/fhir-remote-records.ts';
import { BROWSER_TIME, TrustedClock } from '../../../services/host/trusted-clock.ts';
import { isJson, object } from '../../../services/fhir/mapping/reading.ts';
import { PULLED_KINDS } from '../../../services/ports/remote-records.ts';
import { SyncPhase } from '../../../services/ports/sync-control.ts';
import { NOTHING_UNSENT } from '../../../services/storage/unsent-totals.ts';
import {
  oneOfEach,
  PRACTICE_ID,
  RECEPTIONIST,
  sampleAccount,
} from '../../fakes/sample-shared-records.ts';
import { openTemporaryStorage } from '../storage/temporary-storage.ts';
import '../../words-at-hand.ts';
import { asServed, DEEP, HostileServer, nextVersion, type AnyResource } from './hostile-server.ts';
import { sessionOf, tagged, Workstation } from './workstation.ts';

const SEED = 20_260_301;
const MUTANTS = 600;
const IN_A_BATCH = 100;
/** As the server first gave them. */
const ORIGINAL_VERSION = '1';
const PAST = '2026-02-01T09:00:00.000Z';

type PulledKind = (typeof PULLED_KINDS)[number];
type Path = readonly (string | number)[];

/** What is put in place of some part of a resource. `#` becomes a number of the mutant's own. */
const WRONG: readonly unknown[] = [
  undefined,
  null,
  7,
  -1,
  1e308,
  true,
  '',
  'x#',
  '\u202Egnp.#',
  '__proto__',
  'Patient/other-#',
  'Patient/../../x#',
  '2999-12-31T23:59:59.000Z',
  '9999-12-31T23:59:59-14:00',
  '0000-01-01T00:00:00+14:00',
  'y'.repeat(300_000),
  [],
  {},
  [null],
  [[['x#']]],
  { toString: 7, valueOf: 7, url: { toString: 7 } },
  { constructor: 'x', hasOwnProperty: 'y' },
  DEEP,
];

interface Mutation {
  readonly kind: PulledKind;
  /** It was in order when it was first fetched. */
  readonly wasHeld: boolean;
  /** Which part of the resource, of all there are. */
  readonly part: number;
  readonly how: 'replace' | 'nest' | 'double';
  readonly wrong: unknown;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom(...PULLED_KINDS),
  wasHeld: fc.boolean(),
  part: fc.nat(),
  how: fc.constantFrom('replace', 'replace', 'replace', 'nest', 'double'),
  wrong: fc.constantFrom(...WRONG),
});

/** Every part of a resource but the resource itself, and its type, by which the server finds it. */
function parts(value: unknown, path: Path = []): readonly Path[] {
  const isPart = path.length > 0 && path[0] !== 'resourceType';
  if (typeof value !== 'object' || value === null) return isPart ? [path] : [];
  const names = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  const inner = names.flatMap((name) =>
    parts((value as Record<string | number, unknown>)[name], [...path, name]),
  );
  return isPart ? [path, ...inner] : inner;
}

function mutated(
  resource: AnyResource,
  { part, how, wrong }: Mutation,
  number: number,
): AnyResource {
  const all = parts(resource);
  const path = all[part % all.length] ?? [];
  const own = JSON.parse(JSON.stringify({ wrong }).replaceAll('#', String(number))) as AnyResource;
  const change = (value: unknown): unknown => {
    if (how === 'nest') return { nested: [value] };
    if (how === 'double')
      return Array.isArray(value)
        ? [...(value as unknown[]), ...(value as unknown[])]
        : [value, value];
    return own.wrong;
  };
  return changedAt(resource, path, change) as AnyResource;
}

function changedAt(value: unknown, path: Path, change: (value: unknown) => unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return change(value);
  if (Array.isArray(value)) {
    return value.map((item: unknown, place) =>
      place === name ? changedAt(item, rest, change) : item,
    );
  }
  const group = value as AnyResource;
  return { ...group, [name]: changedAt(group[name], rest, change) };
}

/** A mutant on the server, and the good record of somebody else that comes after it. */
interface Case {
  readonly kind: PulledKind;
  readonly wasHeld: boolean;
  readonly body: SharedRecords[PulledKind];
  readonly original: AnyResource;
  readonly mutant: AnyResource;
  readonly good: AnyResource;
}

describe('600 mutated resources', () => {
  const realFetch = globalThis.fetch;
  let server: HostileServer;
  let end: () => Promise<void>;

  beforeEach(() => {
    server = new HostileServer();
    globalThis.fetch = server.fetch;
  });
  afterEach(async () => {
    await end();
    globalThis.fetch = realFetch;
  });

  const all = fc.sample(mutation, { seed: SEED, numRuns: MUTANTS });
  for (let first = 0; first < all.length; first += IN_A_BATCH) {
    const batch = all.slice(first, first + IN_A_BATCH);
    it(`stop neither the others, nor the queue, nor the truth: ${first + 1} to ${first + batch.length}`, async () => {
      const cases = batch.map((each, place) => caseOf(each, first + place));
      const held = cases.filter(({ wasHeld }) => wasHeld);
      server.resources.push(...held.map(({ original }) => original));
      const desk = await workstation();
      desk.start();
      await desk.phase(SyncPhase.idle);
      expect(desk.state).not.to.have.any.keys('unreadable', 'moved');

      mutate(cases);
      const work = sampleAccount();
      await desk.commit(RECEPTIONIST, tagged('account', work));
      for (const { kind, body } of held) {
        if (kind !== 'account') continue;
        const noted = { ...(body as AccountRecord), enabledNotes: 'Rang the patient.' };
        await desk.commit(RECEPTIONIST, tagged('account', noted));
      }
      desk.engine.nudge();
      await desk.eventually(() => goodOnesAreHere(desk, cases), 'the good ones');
      await desk.outboxIs((entries) => entries.every(({ state }) => state !== 'waiting'));
      await desk.engine.reconcile();
      await desk.phase(SyncPhase.idle);

      const sent = server.resources.map((each) => JSON.stringify(each.identifier ?? ''));
      expect(sent.some((identifiers) => identifiers.includes(work.id))).to.equal(true);
      expect(desk.logLines.filter((line) => line.includes('threw'))).to.deep.equal([]);
      await expectTruth(desk, cases);
    });
  }

  function mutate(cases: readonly Case[]): void {
    for (const { wasHeld, original, mutant, good } of cases) {
      if (wasHeld) server.replace(original.id, mutant);
      else server.resources.push(mutant);
      server.resources.push(good);
    }
  }

  async function workstation(): Promise<Workstation> {
    const clock = new TrustedClock(BROWSER_TIME);
    const accessToken = () => Promise.resolve('test-token');
    const access = {
      baseUrl: server.baseUrl,
      practiceId: PRACTICE_ID,
      workstation: 'desk-1',
      accessToken,
    };
    const storage = await openTemporaryStorage();
    const timing = { pageSize: 100, largestPage: 1000 };
    const remote = new FhirRemoteRecords(access, clock);
    const desk = new Workstation(remote, { clock, storage, timing, pollSeconds: 0.05 });
    end = async () => {
      desk.close();
      await storage.dispose();
    };
    return desk;
  }
});

function caseOf(mutation: Mutation, number: number): Case {
  const { kind, wasHeld } = mutation;
  const body = oneOfEach()[kind];
  const original = asServed(kind, body, PAST);
  const now = new Date().toISOString();
  const mutant = mutated(nextVersion(original, now), mutation, number);
  return { kind, wasHeld, body, original, mutant, good: asServed(kind, oneOfEach()[kind], now) };
}

async function goodOnesAreHere(desk: Workstation, cases: readonly Case[]): Promise<boolean> {
  const known = await Promise.all(PULLED_KINDS.map((kind) => desk.storage.journal.known(kind)));
  const ids = new Set<unknown>(known.flat().map(({ serverId }) => serverId));
  return cases.every(({ good }) => ids.has(good.id));
}

/** What is held is what was last in order; all that is not is kept apart and counted, and then it is not up to date. */
async function expectTruth(desk: Workstation, cases: readonly Case[]): Promise<void> {
  let apart = 0;
  for (const each of cases) {
    const { kind, wasHeld, body, original, mutant } = each;
    const { id: recordId, patientRef } = body;
    const version = await desk.storage.outbox.serverVersion({ kind, recordId, patientRef });
    // With a change made here on top, it is a later version still.
    const isTaken =
      version !== undefined && version.id === mutant.id && version.versionId !== ORIGINAL_VERSION;
    if (!isTaken && wasHeld) expect(version?.id, JSON.stringify(mutant)).to.equal(original.id);
    // One that is new and another patient's is in order.
    const isElsewhere = !wasHeld && JSON.stringify(mutant).includes('Patient/other-');
    // A search for the practice's tag does not give what has lost it: that is found out by comparing everything.
    if (isTaken || isElsewhere || !isTagged(each) || !(wasHeld || saysOurs(each))) continue;
    apart += 1;
    const known = await desk.storage.journal.known(kind);
    const isApart = known.some(
      ({ serverId, versionId }) =>
        [mutant.id, `#${recordId}`].includes(serverId) && versionId !== ORIGINAL_VERSION,
    );
    expect(isApart, JSON.stringify(mutant).slice(0, 3000)).to.equal(true);
  }
  expect(apart, 'the seed makes some of them').to.be.greaterThan(IN_A_BATCH / 4);
  expect(desk.state.unreadable).to.be.within(IN_A_BATCH / 4, IN_A_BATCH);
  const { summary } = syncView(
    desk.state,
    { entries: [], others: NOTHING_UNSENT },
    sessionOf(RECEPTIONIST),
  );
  expect(summary).not.to.contain('Up to date');
}

/** Whether it says of itself that it is one of our records. */
function saysOurs({ mutant, original }: Case): boolean {
  const [own] = [original.identifier].flat() as readonly AnyResource[];
  const identifiers = [mutant.identifier].flat().filter(isJson);
  const id = identifiers.find(({ system }) => system === own?.system)?.value;
  return typeof id === 'string' && id !== '';
}

function isTagged({ mutant, original }: Case): boolean {
  const [tag] = object(original.meta).tag as readonly AnyResource[];
  const { tag: tags } = object(mutant.meta);
  return Array.isArray(tags) && tags.some((each) => JSON.stringify(each) === JSON.stringify(tag));
}
