import { eventually } from '../eventually.ts';
import { found, type Finding } from '../findings.ts';
import { rowOf, search } from '../search.ts';
import type { Trial, Try } from '../try.ts';

/** How the patient website finds somebody: by numbers in any of several systems, then their accounts. */
export const searchByPatient: Try = {
  name: 'finding a patient and their accounts',
  subject: 'searching',
  writes: true,
  async run(trial) {
    return [await severalIdentifiers(trial), await personsOfPatient(trial)];
  },
};

async function severalIdentifiers({ server, samples }: Trial): Promise<Finding> {
  const names = ['either', 'or', 'neither'];
  const ids: string[] = [];
  for (const name of names) {
    const body = samples.person(name);
    ids.push(rowOf((await server.send({ method: 'POST', path: 'Person', body })).body).id);
  }
  const identifier = names.slice(0, 2).map((name) => samples.identifier(name));
  const isExact = await eventually(server, async () => {
    const { rows } = await search(server, 'Person', { identifier: identifier.join(',') });
    const given = new Set(rows.map(({ id }) => id));
    return given.size === 2 && ids.slice(0, 2).every((id) => given.has(id));
  });
  return found(isExact ? 'identifiers-heeded' : 'identifiers-ignored');
}

async function personsOfPatient({ server, samples }: Trial): Promise<Finding> {
  const another = await server.send({
    method: 'POST',
    path: 'Patient',
    body: samples.newPatient(),
  });
  const patient = `Patient/${rowOf(another.body).id}`;
  const body = {
    ...samples.person('of-another'),
    link: [{ target: { reference: patient } }],
  };
  const { id } = rowOf((await server.send({ method: 'POST', path: 'Person', body })).body);
  const isExact = await eventually(server, async () => {
    const { rows } = await search(server, 'Person', { patient, _tag: samples.tag });
    return id !== '' && rows.length === 1 && rows[0]?.id === id;
  });
  return found(isExact ? 'patient-heeded' : 'patient-ignored');
}
