import { ownBasePath } from '../../../services/fhir/page-link.ts';
import { changeAccount, makeAccount, type Account } from '../changing.ts';
import { eventually } from '../eventually.ts';
import { found, type Finding } from '../findings.ts';
import { pagesSince } from '../keyset.ts';
import { formOfLink } from '../links.ts';
import { search } from '../search.ts';
import { times, together } from '../together.ts';
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
    return [...pages, ...(await readWhileOthersWrite(trial, rows))];
  },
};

/** The status, where one is refused. */
async function makeRows(trial: Trial): Promise<readonly Account[] | number> {
  const made: Account[] = [];
  for (let begun = 0; begun < ROWS; begun += AT_ONCE) {
    const some = await times(AT_ONCE, (place) => makeAccount(trial, `page-${begun + place}`));
    for (const account of some) {
      if (typeof account === 'number') return account;
      made.push(account);
    }
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
  const [first] = short.rows;
  const ownPath = ownBasePath(short.answer.body, `Person/${first?.id ?? ''}`);
  const form = short.next === undefined ? 'none' : formOfLink(server.baseUrl, short.next, ownPath);
  return [
    found('count-heeded', long.next === undefined ? {} : { cap: given }),
    form === undefined ? found('next-elsewhere') : found('next-links', { form }),
  ];
}

async function readWhileOthersWrite(
  trial: Trial,
  made: readonly Account[],
): Promise<readonly Finding[]> {
  const { server, samples } = trial;
  const [first] = made.map(({ madeAt }) => madeAt).sort();
  const seen = new Set<string>();
  let pages = 0;
  const reading = async (): Promise<undefined> => {
    const since = { type: 'Person', _tag: samples.tag, from: first ?? '' };
    for await (const { rows } of pagesSince(server, since, PAGE)) {
      pages += 1;
      rows.forEach(({ id }) => seen.add(id));
    }
  };
  const [refused] = await together([write(trial, made.slice(0, CHANGED)), reading()]);
  // Where nobody wrote, nothing can be said of reading meanwhile.
  if (refused !== undefined) {
    return [found('unexpected-answer', { name: paging.name, status: refused })];
  }
  const missed = made.filter(({ person }) => !seen.has(person.id)).length;
  return [
    missed === 0
      ? found('paging-complete', { rows: made.length, pages })
      : found('paging-misses', { rows: made.length, missed }),
  ];
}

/** The status, where one is refused. */
async function write(trial: Trial, made: readonly Account[]): Promise<number | undefined> {
  for (const account of made) {
    const changed = await changeAccount(trial, account);
    if (typeof changed === 'number') return changed;
  }
  return undefined;
}
