import type { FhirHttp, FhirOutcome, FhirRequest } from './fhir-http.ts';
import { UNREACHABLE } from './http-failure.ts';
import type { RemoteFailure } from '../ports/remote-records.ts';

/**
 * The browser sends none of them: the server does not allow this page a header or a method that writing takes. It tells
 * a page nothing but what it tells of an outage. What was sent may have been done all the same.
 */
const NOT_LET: RemoteFailure = { kind: 'unreachable', reason: { code: 'page-not-let-write' } };

/** Whether the server may let this page do one thing and not another. */
export function isOfAnotherOrigin({ baseUrl }: FhirHttp): boolean {
  const { href, origin } = globalThis.location;
  return new URL(baseUrl, href).origin !== origin;
}

/** What is known while writes get no answer. */
type Silence = 'none' | 'everything' | 'writes-alone';

/**
 * Writes to a server of another origin that has left one without an answer: that may be CORS, or an outage. CORS is said of a
 * write that was begun after a read was answered, when the one before had got no answer either: one lost answer is an
 * outage. While nothing is answered a read goes first and stands for the write, so that each try is one request.
 */
export class PageWrites {
  private silence: Silence = 'none';
  private asking: Promise<Silence> | undefined;

  constructor(private readonly http: FhirHttp) {}

  /** As {@link FhirHttp.send}. */
  async send(request: FhirRequest, signal: AbortSignal | undefined): Promise<FhirOutcome> {
    if (this.silence === 'everything') await this.gotNoAnswer(signal);
    const { silence } = this;
    if (silence === 'everything') return { ok: false, failure: UNREACHABLE };
    const outcome = await this.http.send(request, signal);
    if (outcome.ok || outcome.isSilence !== true) {
      this.silence = 'none';
      return outcome;
    }
    if (silence === 'writes-alone') return { ok: false, failure: NOT_LET };
    await this.gotNoAnswer(signal);
    return outcome;
  }

  /**
   * Finds out, after a write without an answer, whether a read is answered, whatever the answer: of nothing, as that takes
   * least. Asked once by all at a time.
   */
  async gotNoAnswer(signal: AbortSignal | undefined): Promise<void> {
    const nothing = { method: 'GET', path: 'Person/nobody' } as const;
    this.asking ??= this.http
      .send(nothing, signal)
      .then((read) => (read.ok || read.status !== undefined ? 'writes-alone' : 'everything'));
    this.silence = await this.asking;
    this.asking = undefined;
  }
}
