import { randomUUID } from 'node:crypto';
import { HISTORY_TYPES } from '../../../services/fhir/mapping/history.ts';
import { eventually } from '../eventually.ts';
import { found, type Finding } from '../findings.ts';
import { recordsOf } from '../record-samples.ts';
import { rowOf, search } from '../search.ts';
import type { Trial, Try } from '../try.ts';

type HistoryType = (typeof HISTORY_TYPES)[number];

const HOUR_MS = 3_600_000;
/** As far as is read. */
const READ_UP_TO = 2;

/** How the history of an account is read: the practice's entries about a patient, up to a moment, newest first. */
export const accountHistory: Try = {
  name: 'reading the history of an account',
  subject: 'searching',
  writes: true,
  run: async (trial) => [await isReadAsAsked(trial)],
};

async function isReadAsAsked(trial: Trial): Promise<Finding> {
  const { server, samples } = trial;
  const body = samples.newPatient();
  const made = await server.send({ method: 'POST', path: 'Patient', body });
  const another = `Patient/${rowOf(made.body).id}`;
  for (const each of HISTORY_TYPES) {
    const row = (patient: string, hoursAgo: number) =>
      write(trial, each, patient, timeAgo(hoursAgo));
    const patient = samples.patient ?? '';
    // Written in no order that a server could give by itself.
    const written = [await row(patient, 4), await row(patient, 3), await row(patient, 5)];
    const expected = [written[1], written[0], written[2]];
    await row(patient, 1);
    await row(another, 3);
    const upTo = timeAgo(READ_UP_TO);
    const isAsAsked = await eventually(server, async () => {
      const { rows } = await search(server, each.type, {
        ...{ _tag: samples.tag, [each.patient]: patient, [each.time]: `le${upTo}` },
        _sort: `-${each.time}`,
      });
      return String(rows.map(({ id }) => id)) === String(expected);
    });
    if (!isAsAsked) return found('account-history-unread', { type: each.type });
  }
  return found('account-history-read');
}

/** Writes a row about a patient as the product writes them; its id. */
async function write(
  { server, samples }: Trial,
  { type }: HistoryType,
  patient: string,
  recorded: string,
): Promise<string> {
  const row = recordsOf(samples, randomUUID()).find(({ resourceType }) => resourceType === type);
  const reference = { reference: patient };
  const about = type === 'Provenance' ? { target: [reference] } : { entity: [{ what: reference }] };
  const body = { ...row, ...about, recorded };
  return rowOf((await server.send({ method: 'POST', path: type, body })).body).id;
}

function timeAgo(hours: number): string {
  return new Date(Date.now() - hours * HOUR_MS).toISOString();
}
