import type { Answer, CheckedServer } from '../checked-server.ts';
import { eventually } from '../eventually.ts';
import { found, type Finding } from '../findings.ts';
import type { Samples } from '../samples.ts';
import { search } from '../search.ts';
import { times } from '../together.ts';
import type { Trial, Try } from '../try.ts';

const AT_ONCE = 16;
/** Who is told "busy" asks again; so often at most. */
const ROUNDS = 8;
const PAUSE_MS = 100;

/** A create under the condition that no resource has the identifier yet. */
export const createOnceByIdentifier: Try = {
  name: 'creating under the condition of an identifier',
  subject: 'creating',
  writes: true,
  isNeeded: true,
  async run({ server, samples }) {
    const first = await createPerson(server, samples, 'once');
    if (first.status !== 201) return [found('identifier-refused', { status: first.status })];
    const second = await createPerson(server, samples, 'once');
    if (second.status === 201) return [found('identifier-ignored')];
    if (second.status !== 200) return [found('identifier-refused', { status: second.status })];
    return [found('identifier-once'), await race({ server, samples })];
  },
};

/** As so many workstations would create the account of one patient. Busy ones ask again. */
async function race({ server, samples }: Pick<Trial, 'server' | 'samples'>): Promise<Finding> {
  let open = AT_ONCE;
  let busy = 0;
  let created = 0;
  const made = new Set<string>();
  for (let round = 1; open > 0 && round <= ROUNDS; round += 1) {
    if (round > 1) await server.pause(PAUSE_MS * round);
    const answers = await times(open, () => createPerson(server, samples, 'race'));
    for (const { status, body } of answers) {
      const isBusy = status !== 200 && status !== 201;
      if (!isBusy && typeof body.id === 'string') made.add(body.id);
      if (status === 201) created += 1;
      if (isBusy) busy += 1;
      else open -= 1;
    }
  }
  // Who gives no ids in answers is looked at; searches of some servers lag.
  await eventually(server, async () => {
    const { rows } = await search(server, 'Person', { identifier: samples.identifier('race') });
    rows.forEach(({ id }) => made.add(id));
    return made.size > 0;
  });
  const several = Math.max(created, made.size);
  if (several > 1) return found('create-race-several', { atOnce: AT_ONCE, made: several });
  if (open > 0) return found('create-race-unsettled', { atOnce: AT_ONCE, open });
  return made.size === 1
    ? found('create-race-one', { atOnce: AT_ONCE, busy })
    : found('needed-not-tried', { name: createOnceByIdentifier.name, why: 'not-found' });
}

function createPerson(server: CheckedServer, samples: Samples, name: string): Promise<Answer> {
  const identifier = samples.identifier(name);
  return server.send({
    method: 'POST',
    path: 'Person',
    body: samples.person(name),
    headers: { 'If-None-Exist': new URLSearchParams({ identifier }).toString() },
  });
}
