/**
 * Writes that are asked for at about the same time, in one request: a FHIR batch, in which each is done or refused by itself
 * and under its own condition.
 * Loaded with the second write at a time to a server that heeds those (`RemoteAccess.takesBatchedWrites`).
 */
import type { Clock } from '../ports/clock.ts';
import type { RemoteFailure } from '../ports/remote-records.ts';
import { turnOfOthers } from '../streams/turn-of-others.ts';
import { OPERATION_TAG } from './audit-vocabulary.ts';
import type { FhirAnswer, FhirFailure, FhirHttp, FhirOutcome, FhirRequest } from './fhir-http.ts';
import { failureOf, isOfOneResource, NO_TOKEN, UNREACHABLE } from './http-failure.ts';
import { isJson, object, objects, operationOf, tagOf, text, type Json } from './mapping/reading.ts';

/** A server works them off one after the other, and a request is given up after twenty seconds. */
const MOST_IN_BATCH = 12;
const BATCHES_AT_ONCE = 2;

/** After a server could not do with batches, they are left for so long: it may have learned it since. */
const LEFT_FOR_MS = 3_600_000;
/** And after it gave no answer, or was busy: something in between may drop what is long. */
const SPARED_FOR_MS = 60_000;

type Send = (request: FhirRequest, signal: AbortSignal | undefined) => Promise<FhirOutcome>;

/** A write, for whose sign-in it is, and who waits for its outcome. */
interface Waiting {
  readonly request: FhirRequest;
  readonly signal: AbortSignal;
  readonly told: (outcome: FhirOutcome) => void;
  readonly failed: (error: unknown) => void;
}

/** One instance for each server: it remembers whether batches are of use there. */
export class BatchWrites {
  private readonly waiting: Waiting[] = [];
  private underWay = 0;
  private leftUntil = -Infinity;

  /** @param alone sends one write by itself */
  constructor(
    private readonly http: FhirHttp,
    private readonly clock: Clock,
    private readonly alone: Send,
  ) {}

  /** `undefined` while each goes by itself. */
  get writesAtOnce(): number | undefined {
    return this.isLeft ? undefined : MOST_IN_BATCH * BATCHES_AT_ONCE;
  }

  private get isLeft(): boolean {
    return this.clock.elapsed() < this.leftUntil;
  }

  /** As {@link FhirHttp.send}. */
  send(request: FhirRequest, signal: AbortSignal): Promise<FhirOutcome> {
    if (this.isLeft) return this.alone(request, signal);
    return new Promise((told, failed) => {
      this.waiting.push({ request, signal, told, failed });
      if (this.underWay < BATCHES_AT_ONCE) void this.sendWaiting();
    });
  }

  private async sendWaiting(): Promise<void> {
    this.underWay += 1;
    while (this.waiting.length > 0) {
      await this.gathered();
      const group = this.nextOfOneSignIn();
      await this.sendTogether(group).catch((error: unknown) => {
        for (const { failed } of group) failed(error);
      });
    }
    this.underWay -= 1;
  }

  /** What is asked for at one moment comes by ways of different length. */
  private async gathered(): Promise<void> {
    let count: number;
    do {
      count = this.waiting.length;
      await turnOfOthers();
    } while (this.waiting.length > count);
  }

  /** A request is sent with one token: the work of another sign-in goes in another. */
  private nextOfOneSignIn(): readonly Waiting[] {
    const other = this.waiting.findIndex(({ signal }) => signal !== this.waiting[0]?.signal);
    const ofOne = other < 0 ? this.waiting.length : other;
    return this.waiting.splice(0, Math.min(ofOne, MOST_IN_BATCH));
  }

  private async sendTogether(group: readonly Waiting[]): Promise<void> {
    if (group.length < 2 || this.isLeft) {
      for (const each of group) each.told(await this.alone(each.request, each.signal));
      return;
    }
    const requests = group.map(({ request }) => request);
    const batch = {
      method: 'POST',
      path: '',
      body: bundleOf(requests),
      holdsWrites: true,
    } as const;
    const answer = await this.http.send(batch, group[0]?.signal);
    const outcomes = answer.ok ? this.ofEach(answer.value, requests) : this.ofAll(answer, group);
    const isTold = outcomes.map((outcome) => outcome !== undefined);
    outcomes.forEach((outcome, index) => {
      if (outcome !== undefined) group[index]?.told(outcome);
    });
    await this.sendAgain(group.filter((_each, index) => isTold[index] !== true));
  }

  /** Each by itself. It has a condition, so what the batch has done is not done again; but it may be in its own way then. */
  private async sendAgain(group: readonly Waiting[]): Promise<void> {
    for (const { request, signal, told } of group) {
      const outcome = await this.alone(request, signal);
      const isInTheWay =
        !outcome.ok && outcome.failure.kind === 'conflict' && request.method === 'PUT';
      told(isInTheWay ? { ok: false, failure: UNREACHABLE } : outcome);
    }
  }

  /** What befell each in its order; `undefined` where that has to be found out by itself. */
  private ofEach(
    answer: FhirAnswer,
    requests: readonly FhirRequest[],
  ): readonly (FhirOutcome | undefined)[] {
    const outcomes = outcomesOf(answer, requests);
    if (outcomes === undefined) {
      this.leave(LEFT_FOR_MS);
      return requests.map(() => undefined);
    }
    if (outcomes.some(isTooBusy)) this.leave(SPARED_FOR_MS);
    return outcomes.map((outcome) => (isForGood(outcome) ? undefined : outcome));
  }

  /** The same, where there was no answer to any. */
  private ofAll(
    { isSilence: _isSilence, ...failure }: FhirFailure,
    group: readonly Waiting[],
  ): readonly (FhirOutcome | undefined)[] {
    if (isOfBatch(failure)) {
      this.leave(LEFT_FOR_MS);
      return group.map(() => undefined);
    }
    const isGivenUp = group[0]?.signal.aborted === true;
    const isOfSignIn = failure.failure === NO_TOKEN || failure.failure.kind === 'unauthorised';
    if (!isGivenUp && !isOfSignIn) this.leave(SPARED_FOR_MS);
    return group.map(() => failure);
  }

  private leave(milliseconds: number): void {
    this.leftUntil = Math.max(this.leftUntil, this.clock.elapsed() + milliseconds);
  }
}

/** A person would have to look, or sign in; and it may be the batch that it was refused in. */
function isForGood(outcome: FhirOutcome): boolean {
  if (outcome.ok) return false;
  const { failure, status } = outcome;
  return failure.kind === 'rejected' || failure.kind === 'unauthorised' || status === 501;
}

/** When to come again is told to one that is alone. */
function isTooBusy(outcome: FhirOutcome): boolean {
  return !outcome.ok && (outcome.status === 429 || outcome.status === 503);
}

function isOfBatch({ failure, status }: FhirFailure): boolean {
  const isRefused = failure.kind === 'rejected' || failure.kind === 'conflict';
  return isRefused || status === 501 || isOfOneResource(failure);
}

function bundleOf(requests: readonly FhirRequest[]): object {
  const entry = requests.map(({ method, path: url, ifMatch, ifNoneExist, body }) => ({
    resource: body,
    request: {
      method,
      url,
      ...(ifMatch !== undefined && { ifMatch }),
      ...(ifNoneExist !== undefined && { ifNoneExist }),
    },
  }));
  return { resourceType: 'Bundle', type: 'batch', entry };
}

/**
 * What came of each, in their order. `undefined` where one cannot be told for certain: what another's answer says of a write
 * would be noted as done.
 */
function outcomesOf(
  answer: FhirAnswer,
  requests: readonly FhirRequest[],
): readonly FhirOutcome[] | undefined {
  const { body } = answer;
  if (!isJson(body) || body.resourceType !== 'Bundle' || body.type !== 'batch-response') return;
  const entries = objects(body.entry);
  if (entries.length !== requests.length) return;
  const outcomes = requests.flatMap((request, index) => {
    const outcome = outcomeOf(object(entries[index]), request, answer);
    return outcome === undefined ? [] : [outcome];
  });
  return outcomes.length === requests.length ? outcomes : undefined;
}

function outcomeOf(
  { resource, response }: Json,
  request: FhirRequest,
  { exchange, date }: FhirAnswer,
): FhirOutcome | undefined {
  const { status: said, etag, outcome } = object(response);
  const status = Number(/^\d{3}/.exec(text(said) ?? '')?.[0]);
  if (status >= 400) {
    const failure: RemoteFailure = failureOf(status, outcome ?? resource, NOT_SAID_WHEN);
    return { ok: false, failure, status };
  }
  const created = status === 201;
  if (!(status >= 200 && status < 300) || !isAnswerTo(request, object(resource), created)) return;
  return {
    ok: true,
    value: { body: resource, etag: text(etag) ?? null, created, exchange, date },
  };
}

/** The entries of a batch say nothing of when to come again. */
const NOT_SAID_WHEN = { text: null, from: 0 };

/**
 * What a write made says which operation made it, and an update stands where it was sent to. What was there before a create is
 * judged by who asked.
 */
function isAnswerTo({ method, path, body }: FhirRequest, made: Json, created: boolean): boolean {
  const [type = '', id = ''] = path.split('/');
  if (made.resourceType !== type) return false;
  if (method === 'POST' && !created) return true;
  const isThere = method === 'POST' || made.id === decodeURIComponent(id);
  const operation = operationIn(object(body));
  return isThere && operation !== undefined && operationIn(made) === operation;
}

/** Audit rows have it as a tag. */
function operationIn(resource: Json): string | undefined {
  return operationOf(resource) ?? tagOf(resource, OPERATION_TAG);
}
