import type { Bundle, BundleEntry, Resource } from '@medplum/fhirtypes';
import { outcomeOf, refused } from '../fhir-server/index.ts';
import { jsonAnswer, outcomeAnswer, resourceIn } from './fhir-answer.ts';
import type { StaffRequest } from './staff-request.ts';
import type { OutsideAnswer } from './outside-record.ts';

const MOST_ENTRIES = 100;

/**
 * Works off a batch: each entry is asked for by itself, one after the other, exactly as it would be alone. The answer is of
 * the time of the last one that the server answered. A
 * transaction is refused: what it would do is not known before it is done, and here nobody could take it back.
 */
export async function answerBatch(
  body: unknown,
  headers: StaffRequest['headers'],
  answerOne: (request: StaffRequest) => Promise<OutsideAnswer>,
): Promise<OutsideAnswer> {
  const entry: BundleEntry[] = [];
  let date: string | undefined;
  for (const each of entriesOf(body)) {
    const request = requestOf(each, headers);
    const answer = await answerOne(request).catch(refusalOf);
    date = answer.headers.date ?? date;
    entry.push(asEntry(answer));
  }
  const told = date === undefined ? {} : { date };
  return jsonAnswer(200, { resourceType: 'Bundle', type: 'batch-response', entry }, told);
}

function entriesOf(body: unknown): readonly BundleEntry[] {
  const { resourceType, type, entry } = body as Partial<Bundle>;
  if (resourceType !== 'Bundle') {
    throw refused(400, 'structure', 'Only a Bundle can be posted to the server’s own address.');
  }
  if (type === 'transaction') {
    throw refused(403, 'forbidden', 'Transactions are the website’s, not the staff’s.');
  }
  if (type !== 'batch' || !Array.isArray(entry) || entry.length === 0) {
    throw refused(400, 'value', 'Send a batch with entries.', 'Bundle');
  }
  if (entry.length > MOST_ENTRIES) {
    throw refused(
      413,
      'too-costly',
      `A batch has at most ${MOST_ENTRIES} entries.`,
      'Bundle.entry',
    );
  }
  return entry;
}

function requestOf(entry: BundleEntry, { 'cache-control': cache }: StaffRequest['headers']) {
  const { request, resource } = entry;
  const { method, url } = request ?? {};
  if (typeof method !== 'string' || typeof url !== 'string') {
    throw refused(400, 'required', 'Each entry needs request.method and request.url.');
  }
  const [path = '', ...search] = url.split('?');
  if (method === 'POST' && (path === '' || path.endsWith('_search'))) {
    throw refused(400, 'not-supported', 'A batch holds neither bundles nor forms.');
  }
  if (['POST', 'PUT'].includes(method) && (typeof resource !== 'object' || Array.isArray(resource)))
    throw refused(400, 'required', `${method} needs a resource.`);
  return {
    method: method as string,
    path: path.replace(/^\/+|\/+$/g, ''),
    search: search.length === 0 ? '' : `?${search.join('?')}`,
    headers: {
      'cache-control': cache,
      prefer: 'return=representation',
      'content-type': resource === undefined ? undefined : 'application/fhir+json',
      'if-match': request?.ifMatch,
      'if-none-exist': request?.ifNoneExist,
    },
    body: resource,
  };
}

/** What is refused here is the answer to its entry; a server out of reach is the answer to all. */
function refusalOf(error: unknown): OutsideAnswer {
  const outcome = outcomeOf(error);
  const answer = outcomeAnswer(outcome);
  if (answer.status === 500) throw error;
  return answer;
}

function asEntry(answer: OutsideAnswer): BundleEntry {
  const { status, headers } = answer;
  const resource = resourceIn(answer) as Resource | undefined;
  const { etag, location } = headers;
  const response = {
    status: String(status),
    ...(etag === undefined ? {} : { etag }),
    ...(location === undefined ? {} : { location }),
  };
  if (resource === undefined) return { response };
  return resource.resourceType === 'OperationOutcome'
    ? { response: { ...response, outcome: resource } }
    : { resource, response };
}
