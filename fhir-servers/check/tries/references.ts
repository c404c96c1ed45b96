import { randomUUID } from 'node:crypto';
import { found } from '../findings.ts';
import type { Try } from '../try.ts';

/** Whom a record may be about, and who chooses ids. */
export const references: Try = {
  name: 'references to patients, and ids',
  subject: 'references',
  writes: true,
  async run({ server, samples }) {
    const reference = `Patient/${randomUUID()}`;
    const unknown = { ...samples.person('unknown'), link: [{ target: { reference } }] };
    const taken = await server.send({ method: 'POST', path: 'Person', body: unknown });
    const id = `check-${randomUUID()}`.slice(0, 60);
    const own = { ...samples.person('own-id'), id };
    const chosen = await server.send({ method: 'PUT', path: `Person/${id}`, body: own });
    return [
      taken.status === 201
        ? found('unknown-patient-taken')
        : found('unknown-patient-refused', { status: taken.status }),
      chosen.status === 200 || chosen.status === 201
        ? found('own-ids-taken')
        : found('own-ids-refused', { status: chosen.status }),
    ];
  },
};
