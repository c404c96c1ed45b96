import 'reflect-metadata';
import { AccessTokens } from '../../fhir-servers/access/access-token.ts';
import type { OutsideServer } from '../../fhir-servers/access/server-options.ts';
import { CheckedServer } from '../../fhir-servers/check/checked-server.ts';
import { eventually } from '../../fhir-servers/check/eventually.ts';
import { placeOf, type Place } from '../../fhir-servers/check/made.ts';
import { removeAll } from '../../fhir-servers/check/removing.ts';
import { Samples } from '../../fhir-servers/check/samples.ts';
import { search } from '../../fhir-servers/check/search.ts';
import type { SharedRecords } from '../../services/domain/records.ts';
import { FhirRemoteRecords } from '../../services/fhir/fhir-remote-records.ts';
import { accountOfPatient } from '../../services/fhir/mapping/account.ts';
import { ACCOUNT_OF_PATIENT } from '../../services/fhir/vocabulary.ts';
import { BROWSER_TIME, TrustedClock } from '../../services/host/trusted-clock.ts';
import type { RemoteAccess } from '../../services/ports/remote-access.ts';
import type { RemoteFailure } from '../../services/ports/remote-records.ts';
import { retryDelay } from '../../services/sync/retry-policy.ts';
import { DEFAULT_SYNC_TIMING } from '../../services/sync/sync-timing.ts';
import { sampleAccount } from '../fakes/sample-shared-records.ts';

/** So many tries of one workstation at one account; with the product's pauses that is some minutes. */
const MOST_TRIES = 10;
const REMOVING_MS = 300_000;

export interface RaceOptions {
  readonly server: OutsideServer;
  readonly rounds: number;
  /** Workstations that create the account of one patient at the same moment. */
  readonly atOnce: number;
  /** Ends the race after the round in hand; what was made is removed all the same. */
  readonly signal?: AbortSignal;
  /** Told after each round. */
  readonly onRound?: (round: Round) => void;
}

/** What came of one patient. */
export interface Round {
  /** Accounts of the patient on the server afterwards. */
  readonly accounts: number;
  /** Workstations that ended with that account. */
  readonly agreed: number;
  /** Tries that came to nothing, by what the product made of them. */
  readonly failures: readonly RemoteFailure['kind'][];
}

export interface RaceOutcome {
  readonly rounds: readonly Round[];
  /** Rounds that ended otherwise than with one account for all. */
  readonly broken: number;
  /** Answers of status 409, those included behind which the account was found at once. */
  readonly conflicts: number;
  readonly seconds: number;
  /** What could not be removed. */
  readonly left: readonly Place[];
}

/**
 * Round after round so many workstations create the account of one patient by the product's own adapter, each with an
 * operation of its own; who is told "busy" tries again after the product's own pauses.
 */
export async function race(options: RaceOptions): Promise<RaceOutcome> {
  const begun = performance.now();
  const server = new CheckedServer(options.server, new AbortController().signal, {
    mostRequests: Infinity,
  });
  const samples = new Samples();
  const rounds: Round[] = [];
  const counting = countConflicts();
  const run = async (): Promise<void> => {
    while (rounds.length < options.rounds && options.signal?.aborted !== true) {
      const round = await runRound(server, samples, options);
      rounds.push(round);
      options.onRound?.(round);
    }
  };
  const [ended] = await Promise.allSettled([run()]);
  counting.stop();
  server.startRemoving(AbortSignal.timeout(REMOVING_MS));
  const { left } = await removeAll(server, samples);
  if (ended.status === 'rejected') throw ended.reason;
  const broken = rounds.filter((round) => !isWhole(round, options.atOnce)).length;
  const seconds = (performance.now() - begun) / 1000;
  return { rounds, broken, conflicts: counting.conflicts(), seconds, left };
}

export function isWhole({ accounts, agreed }: Round, atOnce: number): boolean {
  return accounts === 1 && agreed === atOnce;
}

async function runRound(
  server: CheckedServer,
  samples: Samples,
  { server: outside, atOnce }: RaceOptions,
): Promise<Round> {
  const body = samples.newPatient();
  const patient = await server.send({ method: 'POST', path: 'Patient', body });
  const patientRef = placeOf(patient.body)?.slice('Patient/'.length);
  if (patientRef === undefined) {
    throw new Error(`The server gave no Patient to create accounts of (status ${patient.status}).`);
  }
  const access = accessOf(outside, samples.practice);
  const workstations = Array.from({ length: atOnce }, () => new Workstation(access, patientRef));
  const ids = await Promise.all(workstations.map((workstation) => workstation.create()));
  const accounts = await accountsOf(server, samples.practice, patientRef);
  accounts.forEach((id) => {
    server.made.add(`Person/${id}`);
  });
  return {
    accounts: accounts.length,
    agreed: ids.filter((id) => id !== undefined && id === accounts[0]).length,
    failures: workstations.flatMap(({ failures }) => failures),
  };
}

/** One that creates an account, for as long as that may come to something. */
class Workstation {
  readonly failures: RemoteFailure['kind'][] = [];
  readonly #remote: FhirRemoteRecords;
  readonly #account: SharedRecords['account'];

  constructor(access: RemoteAccess, patientRef: string) {
    this.#remote = new FhirRemoteRecords(access, new TrustedClock(BROWSER_TIME));
    this.#account = sampleAccount({ practiceId: access.practiceId, patientRef });
  }

  /** Id on the server of the account it ends with; `undefined` where it ends with none. */
  async create(): Promise<string | undefined> {
    const operationId = crypto.randomUUID();
    for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
      const answer = await this.#remote.create('account', this.#account, operationId);
      if (answer.ok) return answer.value.version.id;
      const { failure } = answer;
      this.failures.push(failure.kind);
      if (failure.kind === 'rejected' || failure.kind === 'unauthorised') return undefined;
      await pauseAfter(failure, tries);
    }
    return undefined;
  }
}

/** As the product pauses. */
function pauseAfter(failure: RemoteFailure, tries: number): Promise<void> {
  const { offline, busy, random } = DEFAULT_SYNC_TIMING;
  const asked = failure.kind === 'busy' ? failure.retryAfterMs : undefined;
  const backoff = failure.kind === 'unreachable' ? offline : busy;
  const delay = retryDelay(tries, backoff, random, asked);
  return new Promise((resolve) => setTimeout(resolve, delay));
}

/** Ids of the patient's accounts on the server; one must be there, though searches may lag. */
async function accountsOf(
  server: CheckedServer,
  practiceId: string,
  patientRef: string,
): Promise<readonly string[]> {
  const key = accountOfPatient(sampleAccount({ practiceId, patientRef }));
  let ids: readonly string[] = [];
  await eventually(server, async () => {
    const identifier = `${ACCOUNT_OF_PATIENT}|${key}`;
    const { rows } = await search(server, 'Person', { identifier, _count: '1000' });
    ids = rows.map(({ id }) => id);
    return ids.length > 0;
  });
  return ids;
}

/** Who asks for nothing takes any token. */
const ANY_TOKEN = 'Bearer none';

function accessOf({ baseUrl, signIn }: OutsideServer, practiceId: string): RemoteAccess {
  const tokens = new AccessTokens(signIn);
  return {
    baseUrl,
    practiceId,
    workstation: 'tool',
    accessToken: async (options) => {
      const authorization = (await tokens.authorization(options)) ?? ANY_TOKEN;
      return authorization.slice('Bearer '.length);
    },
  };
}

/** The adapter does not tell of a 409 behind which it found the account: these are counted where they come in. */
function countConflicts(): { readonly conflicts: () => number; readonly stop: () => void } {
  const { fetch } = globalThis;
  let conflicts = 0;
  globalThis.fetch = async (input, init) => {
    const response = await fetch(input, init);
    if (response.status === 409) conflicts += 1;
    return response;
  };
  return {
    conflicts: () => conflicts,
    stop: () => {
      globalThis.fetch = fetch;
    },
  };
}
