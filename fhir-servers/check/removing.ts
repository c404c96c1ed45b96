import { PRACTICE_TAG } from '../../services/fhir/vocabulary.ts';
import { SignInFailedError } from '../access/access-token.ts';
import {
  CheckOverError,
  NoAnswerError,
  SignInRefusedError,
  TooBusyError,
} from './checked-server.ts';
import type { CheckedServer } from './checked-server.ts';
import { object, objects } from '../../services/fhir/mapping/reading.ts';
import { pagesSince } from './keyset.ts';
import { placeOf, type Place } from './made.ts';
import { SAMPLE_TYPES } from './record-samples.ts';
import type { Samples } from './samples.ts';
import { NotSearchableError, type Row } from './search.ts';
import { together } from './together.ts';

const AT_ONCE = 4;
const PAGE = 1000;
const EVER = new Date(0).toISOString();
const GONE = [200, 202, 204, 404, 410];
/** Who may not remove one may remove none. */
const NOT_ALLOWED = [403, 405];

/** What is not removed. */
export interface Left {
  /** Because the server refuses, or does not answer any more. */
  readonly left: readonly Place[];
  /** Answers were lost, and what was made by them could not be looked for. */
  readonly mayBeMore: boolean;
}

/** Removes what the check made, patients last: a server may keep what is referred to. */
export async function removeAll(server: CheckedServer, samples: Samples): Promise<Left> {
  const known = new Set(server.made.lastFirst());
  let isLookedFor = false;
  try {
    for (let isMore = true; isMore;) {
      const unheard = await unheardOf(server, samples, known);
      await removeMade(server);
      isMore = unheard === 'some';
      isLookedFor = unheard === 'none';
    }
  } catch (error) {
    if (!isOver(error)) throw error;
  }
  return { left: server.made.lastFirst(), mayBeMore: server.made.isInDoubt && !isLookedFor };
}

async function removeMade(server: CheckedServer): Promise<void> {
  const places = server.made.lastFirst();
  await remove(
    server,
    places.filter((place) => !isPatient(place)),
  );
  await remove(server, places.filter(isPatient));
}

function isPatient(place: Place): boolean {
  return place.startsWith('Patient/');
}

function isOver(error: unknown): boolean {
  return [CheckOverError, NoAnswerError, TooBusyError, SignInRefusedError, SignInFailedError].some(
    (kind) => error instanceof kind,
  );
}

/**
 * What was made though its answer was lost is found by its tag, page by page: a server may give some at a time only. Whether
 * there was any.
 */
async function unheardOf(
  server: CheckedServer,
  samples: Samples,
  known: Set<Place>,
): Promise<'some' | 'none' | 'refused'> {
  let isRefused = false;
  const before = known.size;
  for (const type of SAMPLE_TYPES) {
    const rows = await taggedRows(server, samples, type);
    isRefused ||= rows === undefined;
    for (const { resource } of rows ?? []) {
      const place = placeOf(resource);
      if (place === undefined || known.has(place) || !isOurs(resource, samples)) continue;
      known.add(place);
      server.made.add(place);
    }
  }
  if (known.size > before) return 'some';
  return isRefused ? 'refused' : 'none';
}

/** `undefined` where that is refused. */
async function taggedRows(
  server: CheckedServer,
  samples: Samples,
  type: string,
): Promise<readonly Row[] | undefined> {
  const rows: Row[] = [];
  try {
    for await (const page of pagesSince(server, { type, _tag: samples.tag, from: EVER }, PAGE)) {
      rows.push(...page.rows);
    }
    return rows;
  } catch (error) {
    if (error instanceof NotSearchableError) return undefined;
    throw error;
  }
}

/** A server that does not heed the tag gives everybody's. */
function isOurs({ meta }: Row['resource'], { practice }: Samples): boolean {
  return objects(object(meta).tag).some(
    ({ system, code }) => system === PRACTICE_TAG && code === practice,
  );
}

async function remove(server: CheckedServer, places: readonly Place[]): Promise<void> {
  for (let begun = 0; begun < places.length; begun += AT_ONCE) {
    const statuses = await together(
      places.slice(begun, begun + AT_ONCE).map(async (place) => {
        const { status } = await server.send({ method: 'DELETE', path: place });
        if (GONE.includes(status)) server.made.forget(place);
        return status;
      }),
    );
    if (statuses.every((status) => NOT_ALLOWED.includes(status))) return;
  }
}
