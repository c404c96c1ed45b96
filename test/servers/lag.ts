import 'reflect-metadata';
import { BehaviorSubject, EMPTY, tap } from 'rxjs';
import WebSocket from 'ws';
import { AccessTokens } from '../../fhir-servers/access/access-token.ts';
import type { OutsideServer } from '../../fhir-servers/access/server-options.ts';
import { CheckedServer } from '../../fhir-servers/check/checked-server.ts';
import { placeOf, type Place } from '../../fhir-servers/check/made.ts';
import { removeAll } from '../../fhir-servers/check/removing.ts';
import { Samples } from '../../fhir-servers/check/samples.ts';
import { search } from '../../fhir-servers/check/search.ts';
import { FhirRemoteRecords } from '../../services/fhir/fhir-remote-records.ts';
import { FhirChangeHints } from '../../services/fhir/subscriptions/fhir-change-hints.ts';
import { BROWSER_TIME, TrustedClock } from '../../services/host/trusted-clock.ts';
import type { StaffSession } from '../../services/ports/practice-host.ts';
import type { RemoteAccess } from '../../services/ports/remote-access.ts';
import { listening } from '../../services/sync/listening.ts';
import type { Listen } from '../../services/sync/told.ts';
import { RECEPTIONIST, sampleAccount } from '../fakes/sample-shared-records.ts';
import { pretendPage } from '../services/sync/practice/page.ts';
import { sessionOf, tagged, Workstation } from '../services/sync/workstation.ts';

const REMOVING_MS = 300_000;
/** Until a server tells, if it does. */
const UNTIL_TOLD_MS = 60_000;

export interface LagOptions {
  readonly server: OutsideServer;
  /** Of WebSockets as in FHIR R4, where the server has them. */
  readonly webSocketUrl?: string;
  /** Whether to be told of changes, or only to look. */
  readonly isTold: boolean;
  readonly changes: number;
  readonly secondsBetweenLooks: number;
  /** The most between two changes, in milliseconds; each pause is a part of it. */
  readonly pauseMs: number;
}

export interface LagOutcome {
  /** Milliseconds of each change, from one workstation's storage to the other's, shortest first. */
  readonly lags: readonly number[];
  /** Whether the server told the second workstation that it tells. */
  readonly wasTold: boolean;
  /** What could not be removed. */
  readonly left: readonly Place[];
}

/** Two workstations with the product's engine and adapters; what is made at one is waited for at the other. */
export async function lag(options: LagOptions): Promise<LagOutcome> {
  pretendPage();
  // Node has one of its own from version 22 on.
  if (!('WebSocket' in globalThis)) Object.assign(globalThis, { WebSocket });
  const signal = new AbortController().signal;
  const server = new CheckedServer(options.server, signal, { mostRequests: Infinity });
  const samples = new Samples();
  const session$ = new BehaviorSubject<StaffSession | null>(sessionOf(RECEPTIONIST));
  const access = accessOf(options, samples.practice);
  const [here, there] = [
    new Desk('A', access, options, session$),
    new Desk('B', access, options, session$),
  ];
  const lags: number[] = [];
  const run = async (): Promise<void> => {
    await Promise.all([here.isReady(), there.isReady()]);
    while (lags.length < options.changes) {
      const patient = await server.send({
        method: 'POST',
        path: 'Patient',
        body: samples.newPatient(),
      });
      const patientRef = placeOf(patient.body)?.slice('Patient/'.length);
      if (patientRef === undefined)
        throw new Error(`No Patient was made (status ${patient.status}).`);
      const account = sampleAccount({ practiceId: samples.practice, patientRef });
      const begun = performance.now();
      await here.workstation.commit(RECEPTIONIST, tagged('account', account));
      await there.workstation.eventually(
        async () => (await there.workstation.stored(patientRef)).account !== undefined,
        'the change to be seen elsewhere',
      );
      lags.push(performance.now() - begun);
      await pause(options.pauseMs * Math.random());
    }
  };
  const [ended] = await Promise.allSettled([run()]);
  session$.next(null);
  [here, there].forEach((desk) => {
    desk.workstation.close();
  });
  for (const type of ['Person', 'Subscription']) {
    const { rows } = await search(server, type, { _tag: samples.tag, _count: '1000' });
    rows.forEach(({ id }) => {
      server.made.add(`${type}/${id}`);
    });
  }
  server.startRemoving(AbortSignal.timeout(REMOVING_MS));
  const { left } = await removeAll(server, samples);
  if (ended.status === 'rejected') throw ended.reason;
  return { lags: lags.sort((one, other) => one - other), wasTold: there.wasTold, left };
}

class Desk {
  readonly workstation: Workstation;
  wasTold = false;
  readonly #isTold: boolean;

  constructor(
    name: string,
    access: RemoteAccess,
    { isTold, secondsBetweenLooks }: LagOptions,
    session$: BehaviorSubject<StaffSession | null>,
  ) {
    const clock = new TrustedClock(BROWSER_TIME);
    const databaseName = `online-services.${access.practiceId}.${name}`;
    const signedIn = { session$, colleagues$: EMPTY, current: () => session$.value };
    const hints = new FhirChangeHints(access, clock, { databaseName }, signedIn);
    const ports = {
      hints,
      log: { write: () => undefined },
      elapsed: () => performance.now(),
      random: () => Math.random(),
    };
    const listen: Listen = (came$) =>
      listening(ports, came$).pipe(tap(() => (this.wasTold = true)));
    this.workstation = new Workstation(new FhirRemoteRecords(access, clock), {
      clock,
      pollSeconds: secondsBetweenLooks,
      ...(isTold ? { listen } : {}),
    }).start();
    this.#isTold = isTold;
  }

  async isReady(): Promise<void> {
    await this.workstation.phase('idle');
    const end = performance.now() + UNTIL_TOLD_MS;
    while (this.#isTold && !this.wasTold && performance.now() < end) await pause(50);
  }
}

/** Who asks for nothing takes any token. */
const ANY_TOKEN = 'Bearer none';

function accessOf(
  { server: { baseUrl, signIn }, webSocketUrl }: LagOptions,
  practiceId: string,
): RemoteAccess {
  const tokens = new AccessTokens(signIn);
  return {
    baseUrl,
    practiceId,
    workstation: 'tool',
    ...(webSocketUrl === undefined ? {} : { webSocketUrl }),
    accessToken: async (options) => {
      const authorization = (await tokens.authorization(options)) ?? ANY_TOKEN;
      return authorization.slice('Bearer '.length);
    },
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
