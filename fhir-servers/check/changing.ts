import type { Person } from 'fhir/r4';
import type { Answer } from './checked-server.ts';
import { versionOfEtag } from '../../services/fhir/etag.ts';
import { object, text } from '../../services/fhir/mapping/reading.ts';
import { placeMade } from './made.ts';
import { rowOf } from './search.ts';
import type { Trial } from './try.ts';

type Here = Pick<Trial, 'server' | 'samples'>;

/** An account of the check's own as the server has it. */
export interface Account {
  readonly person: Person & { readonly id: string };
  readonly version: string;
  /** When it was made, as the server stamps it; ISO 8601 in UTC. */
  readonly madeAt: string;
}

/**
 * Creates an account.
 * @returns the status, where it is refused or nobody can tell what was made.
 */
export async function makeAccount(here: Here, name: string): Promise<Account | number> {
  const { server, samples } = here;
  const person = samples.person(name);
  const made = await server.send({ method: 'POST', path: 'Person', body: person });
  const id = placeMade(made)?.split('/')[1];
  if (made.status !== 201 || id === undefined) return made.status;
  const told = rowOf(made.body).id === id ? made : await read(here, id);
  const madeAt = rowOf(told.body).lastUpdated;
  return { person: { ...person, id }, version: versionIn(told) ?? '', madeAt };
}

/**
 * Updates an account as the product does: that version and no other.
 * @returns the status, where it is refused.
 */
export async function changeAccount(here: Here, account: Account): Promise<Account | number> {
  const { person, version } = account;
  const { id } = person;
  const answer = await here.server.send({
    method: 'PUT',
    path: `Person/${id}`,
    body: here.samples.changed(person),
    headers: { 'If-Match': `W/"${version}"` },
  });
  if (answer.status !== 200) return answer.status;
  return { ...account, version: versionIn(answer) ?? versionIn(await read(here, id)) ?? '' };
}

/** Of the resource, else of the ETag. */
export function versionIn({ body, headers }: Pick<Answer, 'body' | 'headers'>): string | undefined {
  return text(object(body.meta).versionId) ?? versionOfEtag(headers.get('ETag'));
}

/** Where an answer does not tell it. */
function read({ server }: Here, id: string): Promise<Answer> {
  return server.send({ method: 'GET', path: `Person/${id}` });
}
