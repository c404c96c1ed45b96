import type { TrafficFacts } from '../findings.ts';
import { fault, NO_DATE, note, ok, type WordsOf } from './words.ts';

const NOT_LET =
  'What reading needs seems to be away; where only changing needs it, the tab says that this page may read and not change.';

/** What the check says of what lies between a page and the server. */
export const TRAFFIC: WordsOf<TrafficFacts> = {
  'origin-not-said': note('Not tried: the page’s address was not said (--origin).'),
  'same-origin': ok('The page is of the server’s own origin: a browser asks for nothing more.'),
  'origin-refused': fault(
    ({ origin }) => `A page of ${origin} may not read the answers (CORS).`,
    'The browser withholds every answer: the tab says that the record cannot be reached.',
  ),
  'requests-allowed': ok(
    ({ origin }) => `A page of ${origin} may send every header and method that is needed.`,
  ),
  'headers-refused': fault(
    ({ origin, headers }) => `A page of ${origin} may not send ${headers.join(', ')} (CORS).`,
    NOT_LET,
  ),
  'methods-refused': fault(
    ({ origin, methods }) => `A page of ${origin} may not use ${methods.join(', ')} (CORS).`,
    NOT_LET,
  ),
  'headers-exposed': ok('A page may read Date, ETag and Retry-After.'),
  'date-hidden': note('A page may not read Date (CORS).', NO_DATE),
  'etag-hidden': note(
    'A page may not read ETag (CORS); the version in the answer’s body is enough.',
  ),
  'location-hidden': note('A page may not read Location (CORS); the product does without.'),
  'retry-after-hidden': note(
    'A page may not read Retry-After (CORS).',
    'A busy server is asked again after the product’s own pauses, whatever it says.',
  ),
  'preflight-kept': ok(({ seconds: kept }) => `A browser keeps the permission for ${kept} s.`),
  'preflight-each-time': note(
    'A browser is not told how long to keep the permission (Access-Control-Max-Age).',
    'Most requests are sent twice, so that everything takes a little longer.',
  ),

  'no-limits-seen': ok(
    ({ atOnce }) => `No limit was announced, or met by ${atOnce} reads at once.`,
  ),
  'limits-announced': note(({ headers }) => `Limits are announced: ${headers.join('; ')}.`),
  'limit-met': note(
    ({ times }) => `The server said "too much" ${times} times (429 or 503), and for how long.`,
    'Workstations wait as long as it says; changes show late while it lasts.',
  ),
  'limit-without-retry-after': note(
    ({ times }) =>
      `The server said "too much" ${times} times (429 or 503), not for how long (Retry-After).`,
    'Workstations wait by growing pauses up to a minute; changes show late while it lasts.',
  ),

  'binding-token': ok(
    'Subscriptions are taken, with binding tokens for a WebSocket: a workstation can be told of changes.',
  ),
  'no-binding-token': note(
    ({ status }) =>
      `Subscriptions are taken, without binding tokens (status ${status}): unless the host names a WebSocket as in FHIR R4, changes are seen by looking.`,
  ),
  'subscription-refused': note(
    ({ status }) =>
      `Subscriptions over a WebSocket are not taken (status ${status}): changes are seen by looking.`,
  ),
};
