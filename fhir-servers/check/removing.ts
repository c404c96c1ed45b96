import { PRACTICE_TAG } from '../../services/fhir/vocabulary.ts';
import { SignInFailedError } from '../access/access-token.ts';
import {
  CheckOverError,
  NoAnswerError,
  SignInRefusedError,
  TooBusyError,
} from './checked-server.ts';
import type { CheckedServer } from './checked-server.ts';
import { object, objects } from './json.ts';
import { placeOf, type Place } from './made.ts';
import { SAMPLE_TYPES } from './record-samples.ts';
import type { Samples } from './samples.ts';
import { NotSearchableError, search, type Row } from './search.ts';
import { together } from './together.ts';

const AT_ONCE = 4;
const GONE = [200, 202, 204, 404, 410];
/** Who may not remove one may remove none. */
const NOT_ALLOWED = [403, 405];

/**
 * Removes what the check made, patients last: a server may keep what is referred to.
 * @returns what is left, because the server refuses or does not answer any more.
 */
export async function removeAll(
  server: CheckedServer,
  samples: Samples,
): Promise<readonly Place[]> {
  try {
    await addUnheard(server, samples);
    const places = server.made.lastFirst();
    await remove(
      server,
      places.filter((place) => !isPatient(place)),
    );
    await remove(server, places.filter(isPatient));
  } catch (error) {
    if (!isOver(error)) throw error;
  }
  return server.made.lastFirst();
}

function isPatient(place: Place): boolean {
  return place.startsWith('Patient/');
}

function isOver(error: unknown): boolean {
  return [CheckOverError, NoAnswerError, TooBusyError, SignInRefusedError, SignInFailedError].some(
    (kind) => error instanceof kind,
  );
}

/** What was made though its answer was lost is found by its tag. */
async function addUnheard(server: CheckedServer, samples: Samples): Promise<void> {
  for (const type of SAMPLE_TYPES) {
    const rows = await taggedRows(server, samples, type);
    for (const { resource } of rows) {
      const place = placeOf(resource);
      if (place !== undefined && isOurs(resource, samples)) server.made.add(place);
    }
  }
}

async function taggedRows(
  server: CheckedServer,
  samples: Samples,
  type: string,
): Promise<readonly Row[]> {
  try {
    return (await search(server, type, { _tag: samples.tag, _count: '1000' })).rows;
  } catch (error) {
    if (error instanceof NotSearchableError) return [];
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
