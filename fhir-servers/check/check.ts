import { isR4 } from '../../services/fhir/server-rules.ts';
import { SignInFailedError } from '../access/access-token.ts';
import type { OutsideServer } from '../access/server-options.ts';
import {
  CheckedServer,
  CheckOverError,
  NoAnswerError,
  SignInRefusedError,
  TooBusyError,
  type Patience,
} from './checked-server.ts';
import { found, type Finding, type FindingFacts, type Subject } from './findings.ts';
import { object, text, type Json } from '../../services/fhir/mapping/reading.ts';
import { placeOf } from './made.ts';
import { removeAll, type Left } from './removing.ts';
import { Samples } from './samples.ts';
import { NotSearchableError } from './search.ts';
import { ALL_TRIES } from './tries/all-tries.ts';
import { saidOfLimits } from './tries/limits.ts';
import type { Trial, Try } from './try.ts';

/** Time for trying, and then for removing, in milliseconds. */
const LONGEST_MS = 90_000;
const LONGEST_REMOVING_MS = 65_000;
const GIVEN_UP_MS = 500;
const WRITING_MS = 3_000;

export interface CheckOptions extends Patience {
  readonly server: OutsideServer;
  /** Address of the page that would use the server. */
  readonly origin?: string;
  /** Ends the check; what it has made is removed all the same. */
  readonly signal?: AbortSignal;
  /** Told what is being tried. */
  readonly onTry?: (name: string) => void;
  /** Default: all. */
  readonly tries?: readonly Try[];
}

/** A finding, and what it is about. */
export interface Told {
  readonly subject: Subject;
  readonly finding: Finding;
}

export interface CheckResult extends Left {
  /** As the server names itself. */
  readonly software: string;
  readonly told: readonly Told[];
  readonly requests: number;
  readonly seconds: number;
  /** The practice whose tag everything carries that the check made. */
  readonly practice: string;
}

export type WhyNotChecked =
  'not-reachable' | 'too-busy' | 'no-fhir' | 'sign-in-refused' | 'no-token' | 'stopped' | 'over';

/** Nothing can be said of the server. */
export class CannotCheckError extends Error {
  override readonly name = 'CannotCheckError';
  constructor(readonly reason: WhyNotChecked) {
    super(`The server cannot be checked: ${reason}.`);
  }
}

/**
 * Tries at a server what the product leans on, and removes what it made there.
 * @throws {CannotCheckError}
 */
export async function check(options: CheckOptions): Promise<CheckResult> {
  const begun = performance.now();
  const limit = AbortSignal.timeout(LONGEST_MS);
  const signal = options.signal === undefined ? limit : AbortSignal.any([options.signal, limit]);
  const server = new CheckedServer(options.server, signal, options);
  const capabilities = await orCannotCheck(options, () => capabilitiesOf(server));
  const samples = new Samples();
  const trial: Trial = {
    server,
    samples,
    capabilities,
    origin: options.origin,
    writingMs: WRITING_MS,
  };
  const tried = await tryAll(trial, options).catch((error: unknown) => ({ error }));
  server.startRemoving(AbortSignal.timeout(LONGEST_REMOVING_MS));
  // What was given up in the middle may still be done.
  if (signal.aborted) await server.pause(GIVEN_UP_MS);
  const removed = await removeAll(server, samples);
  if ('error' in tried) throw tried.error;
  return {
    software: softwareOf(capabilities),
    told: tried,
    requests: server.requests,
    seconds: (performance.now() - begun) / 1000,
    practice: samples.practice,
    ...removed,
  };
}

async function capabilitiesOf(server: CheckedServer): Promise<Json> {
  const { body } = await server.send({ method: 'GET', path: 'metadata', isOpen: true });
  if (isStatement(body)) return body;
  // Some let nobody see even that without signing in.
  const signedIn = await server.send({ method: 'GET', path: 'metadata' });
  if (!isStatement(signedIn.body)) throw new CannotCheckError('no-fhir');
  return signedIn.body;
}

function isStatement({ resourceType }: Json): boolean {
  return resourceType === 'CapabilityStatement';
}

async function orCannotCheck<T>({ signal }: CheckOptions, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NoAnswerError) throw new CannotCheckError('not-reachable');
    if (error instanceof TooBusyError) throw new CannotCheckError('too-busy');
    if (error instanceof CheckOverError) {
      throw new CannotCheckError(signal?.aborted === true ? 'stopped' : 'over');
    }
    if (error instanceof SignInRefusedError) throw new CannotCheckError('sign-in-refused');
    if (error instanceof SignInFailedError) throw new CannotCheckError('no-token');
    throw error;
  }
}

async function tryAll(trial: Trial, options: CheckOptions): Promise<readonly Told[]> {
  const first = await orCannotCheck(options, () => aboutServer(trial));
  const told: Told[] = [];
  const tell = (subject: Subject, findings: readonly Finding[]): void => {
    told.push(...findings.map((finding) => ({ subject, finding })));
  };
  tell('server', first);
  for (const one of options.tries ?? ALL_TRIES) {
    options.onTry?.(one.name);
    tell(one.subject, await tryOne(one, trial));
  }
  tell('limits', saidOfLimits(trial.server.limits));
  return told;
}

/** What it is; and a Patient of the run's own, to whom everything else refers. */
async function aboutServer({ server, samples, capabilities }: Trial): Promise<readonly Finding[]> {
  const fhirVersion = text(capabilities.fhirVersion) ?? '?';
  const version = isR4(fhirVersion)
    ? found('fhir-version', { fhirVersion, software: softwareOf(capabilities) })
    : found('not-r4', { fhirVersion });
  const body = samples.newPatient();
  const made = await server.send({ method: 'POST', path: 'Patient', body });
  samples.patient = placeOf(made.body) ?? server.made.lastFirst()[0];
  return [
    version,
    samples.patient === undefined
      ? found('writing-refused', { status: made.status })
      : found('patient-made'),
  ];
}

function softwareOf({ software }: Json): string {
  const { name, version } = object(software);
  return [text(name) ?? 'a server without a name', text(version)].filter(Boolean).join(' ');
}

async function tryOne(one: Try, trial: Trial): Promise<readonly Finding[]> {
  const { name } = one;
  if (one.writes && trial.samples.patient === undefined) return [notTried(one, 'no-writing')];
  try {
    return await one.run(trial);
  } catch (error) {
    if (error instanceof CheckOverError) return [notTried(one, error.reason)];
    if (error instanceof TooBusyError) return [notTried(one, 'busy')];
    if (error instanceof NoAnswerError) {
      return [(await isThere(trial)) ? notTried(one, 'no-answer') : found('no-answer', { name })];
    }
    if (error instanceof NotSearchableError) {
      return [found('search-refused', { name, status: error.status })];
    }
    if (error instanceof SignInRefusedError) throw new CannotCheckError('sign-in-refused');
    if (error instanceof SignInFailedError) throw new CannotCheckError('no-token');
    throw error;
  }
}

/** One lost connection does not make a server that is away. */
async function isThere({ server }: Trial): Promise<boolean> {
  try {
    await server.send({ method: 'GET', path: 'metadata', isOpen: true });
    return true;
  } catch (error) {
    return !(error instanceof NoAnswerError);
  }
}

function notTried({ name, isNeeded }: Try, why: FindingFacts['not-tried']['why']): Finding {
  return isNeeded === true
    ? found('needed-not-tried', { name, why })
    : found('not-tried', { name, why });
}
