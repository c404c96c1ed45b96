import type { Person } from 'fhir/r4';
import { eventually } from '../eventually.ts';
import { found, type Finding } from '../findings.ts';
import { pagesSince } from '../keyset.ts';
import { formOfLink } from '../links.ts';
import { rowOf, search, type Row } from '../search.ts';
import { together } from '../together.ts';
import type { Trial, Try } from '../try.ts';

const ROWS = 120;
const AT_ONCE = 8;
const PAGE = 20;
/** Of the rows, so many are changed while the others are read: each moves to the end of the order. */
const CHANGED = 40;
const LARGEST_PAGE = 1000;

/** Reading more than one page, alone and while others write. */
export const paging: Try = {
  name: 'reading page by page while others write',
  subject: 'paging',
  writes: true,
  isNeeded: true,
  async run(trial) {
    const rows = await makeRows(trial);
    if (typeof rows === 'number') {
      return [found('unexpected-answer', { name: paging.name, status: rows })];
    }
    const pages = await pagesOf(trial);
    return [...pages, await readWhileOthersWrite(trial, rows)];
  },
};

interface Made {
  readonly person: Person;
  readonly row: Row;
}

/** The status, where one is refused. */
async function makeRows({ server, samples }: Trial): Promise<readonly Made[] | number> {
  const made: Made[] = [];
  let refused: number | undefined;
  for (let begun = 0; begun < ROWS; begun += AT_ONCE) {
    const people = Array.from({ length: AT_ONCE }, (_, place) =>
      samples.person(`page-${begun + place}`),
    );
    await together(
      people.map(async (person) => {
        const answer = await server.send({ method: 'POST', path: 'Person', body: person });
        if (answer.status === 201) made.push({ person, row: rowOf(answer.body) });
        else refused = answer.status;
      }),
    );
    if (refused !== undefined) return refused;
  }
  return made;
}

/** How long a page can be, and what leads to the next one. */
async function pagesOf({ server, samples }: Trial): Promise<readonly Finding[]> {
  const query = { _tag: samples.tag, _sort: '_lastUpdated' };
  // Searches of some servers lag, which is told by a try of its own.
  await eventually(server, async () => {
    const { rows, next } = await search(server, 'Person', { ...query, _count: '200' });
    return next !== undefined || rows.length >= ROWS;
  });
  const short = await search(server, 'Person', { ...query, _count: String(PAGE) });
  if (short.rows.length > PAGE) return [found('count-ignored')];
  const long = await search(server, 'Person', { ...query, _count: String(LARGEST_PAGE) });
  const given = long.rows.length;
  const isCut = given < ROWS;
  if (isCut && long.next === undefined) return [found('page-cut-unsaid', { given })];
  const form = short.next === undefined ? 'none' : formOfLink(server.baseUrl, short.next);
  return [
    found('count-heeded', long.next === undefined ? {} : { cap: given }),
    form === undefined ? found('next-elsewhere') : found('next-links', { form }),
  ];
}

async function readWhileOthersWrite(trial: Trial, made: readonly Made[]): Promise<Finding> {
  const { server, samples } = trial;
  const [first] = made.map(({ row }) => row.lastUpdated).sort();
  const seen = new Set<string>();
  let pages = 0;
  const reading = async (): Promise<void> => {
    for await (const { rows } of pagesSince(server, samples.tag, first ?? '', PAGE)) {
      pages += 1;
      rows.forEach(({ id }) => seen.add(id));
    }
  };
  await together([write(trial, made.slice(0, CHANGED)), reading()]);
  const missed = made.filter(({ row }) => !seen.has(row.id)).length;
  return missed === 0
    ? found('paging-complete', { rows: made.length, pages })
    : found('paging-misses', { rows: made.length, missed });
}

async function write({ server, samples }: Trial, made: readonly Made[]): Promise<void> {
  for (const { person, row } of made) {
    const body = samples.changed({ ...person, id: row.id });
    await server.send({ method: 'PUT', path: `Person/${row.id}`, body });
  }
}
