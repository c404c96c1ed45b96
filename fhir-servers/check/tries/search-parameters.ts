import { randomUUID } from 'node:crypto';
import { givesOlder, isInOrder } from '../../../services/fhir/server-rules.ts';
import { PRACTICE_TAG } from '../../../services/fhir/vocabulary.ts';
import { changeAccount, makeAccount, type Account } from '../changing.ts';
import { eventually } from '../eventually.ts';
import { found, type Finding } from '../findings.ts';
import { NotSearchableError, rowOf, search, type Found, type Row } from '../search.ts';
import type { Trial, Try } from '../try.ts';

/** What the product asks with is heeded, not passed over: by practice, by time, in order, so many at a time. */
export const searchParameters: Try = {
  name: 'searching by practice, by time and in order',
  subject: 'searching',
  writes: true,
  isNeeded: true,
  async run(trial) {
    const rows = await rowsOutOfOrder(trial);
    if (typeof rows === 'number') {
      return [found('unexpected-answer', { name: searchParameters.name, status: rows })];
    }
    return [
      await tag(trial, rows),
      await lastUpdated(trial, rows),
      await sort(trial),
      await elements(trial),
      await summary(trial, rows),
    ];
  },
};

/**
 * Five accounts of which the first two were changed last, the second before the first: a server that gives them in the
 * order of their making is noticed. The status, where one is refused.
 */
async function rowsOutOfOrder(trial: Trial): Promise<readonly Row[] | number> {
  const accounts: Account[] = [];
  for (const name of ['a', 'b', 'c', 'd', 'e']) {
    const account = await makeAccount(trial, `order-${name}`);
    if (typeof account === 'number') return account;
    accounts.push(account);
  }
  const [first, second] = accounts;
  for (const account of [second, first]) {
    const changed = account && (await changeAccount(trial, account));
    if (typeof changed === 'number') return changed;
  }
  const rows: Row[] = [];
  for (const { person } of accounts) {
    const { body } = await trial.server.send({ method: 'GET', path: `Person/${person.id}` });
    rows.push({ ...rowOf(body), id: person.id });
  }
  return rows;
}

async function tag({ server, samples }: Trial, rows: readonly Row[]): Promise<Finding> {
  const nobodys = `${PRACTICE_TAG}|check-${randomUUID()}`;
  const others = await search(server, 'Person', { _tag: nobodys, _count: '5' });
  if (others.rows.length > 0) return found('tag-ignored');
  const isThere = await eventually(server, async () => {
    const ours = await search(server, 'Person', { _tag: samples.tag, _count: '1000' });
    return holds(ours, rows);
  });
  return found(isThere ? 'tag-heeded' : 'tag-finds-nothing');
}

async function lastUpdated({ server, samples }: Trial, rows: readonly Row[]): Promise<Finding> {
  const _tag = samples.tag;
  const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
  const later = { _tag, _lastUpdated: `ge${inAnHour}`, _count: '5' };
  const future = await search(server, 'Person', later);
  const given = future.rows.map((row) => row.lastUpdated);
  if (givesOlder(given, inAnHour)) return found('last-updated-ignored');
  const stamps = rows.map((row) => row.lastUpdated).sort();
  const since = { _tag, _lastUpdated: `ge${stamps[0] ?? ''}`, _count: '1000' };
  const isThere = await eventually(server, async () =>
    holds(await search(server, 'Person', since), rows),
  );
  return found(isThere ? 'last-updated-heeded' : 'last-updated-loses');
}

async function sort({ server, samples }: Trial): Promise<Finding> {
  const parameters = { _tag: samples.tag, _sort: '_lastUpdated', _count: '1000' };
  const { rows } = await search(server, 'Person', parameters);
  const isSorted = isInOrder(rows.map((row) => row.lastUpdated));
  return found(isSorted ? 'sort-heeded' : 'sort-ignored');
}

async function elements({ server, samples }: Trial): Promise<Finding> {
  const parameters = { _tag: samples.tag, _elements: 'id,meta,identifier', _count: '5' };
  const asked = await optional(search(server, 'Person', parameters));
  if (typeof asked === 'number') return found('elements-refused', { status: asked });
  const isLean = asked.rows.every(
    ({ id, resource }) => id !== '' && !('extension' in resource) && 'identifier' in resource,
  );
  return found(isLean ? 'elements-heeded' : 'elements-ignored');
}

async function summary({ server, samples }: Trial, rows: readonly Row[]): Promise<Finding> {
  const parameters = { _tag: samples.tag, _summary: 'count' };
  const asked = await optional(search(server, 'Person', parameters));
  if (typeof asked === 'number') return found('summary-refused', { status: asked });
  const isCount = asked.rows.length === 0 && (asked.total ?? -1) >= rows.length;
  return found(isCount ? 'summary-heeded' : 'summary-ignored');
}

/** The status, where a parameter is refused that the product can do without. */
async function optional(searching: Promise<Found>): Promise<Found | number> {
  try {
    return await searching;
  } catch (error) {
    if (error instanceof NotSearchableError) return error.status;
    throw error;
  }
}

function holds({ rows: given }: Found, rows: readonly Row[]): boolean {
  return rows.every(({ id }) => given.some((row) => row.id === id));
}
