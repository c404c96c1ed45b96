import { followed, ownBasePath, pageLink } from '../../../services/fhir/page-link.ts';
import { changeAccount, makeAccount } from '../changing.ts';
import { found } from '../findings.ts';
import { object, objects, text } from '../../../services/fhir/mapping/reading.ts';
import type { Place } from '../made.ts';
import type { Trial, Try } from '../try.ts';

/** The product asks for a hundred versions at a time. */
const VERSIONS = 106;
const MOST_PAGES = 20;

/** Whether the history of one record tells all its versions. */
export const history: Try = {
  name: 'the history of a record',
  subject: 'history',
  writes: true,
  async run({ server, samples }) {
    const place = await changedOften({ server, samples });
    if (typeof place === 'number') {
      return [found('unexpected-answer', { name: history.name, status: place })];
    }
    const told = new Set<string>();
    let path: string | undefined = `${place}/_history?_count=100`;
    let ownPath: string | undefined;
    let pages = 0;
    while (path !== undefined && pages < MOST_PAGES) {
      const { status, body } = await server.send({ method: 'GET', path });
      if (status !== 200) return [found('no-history', { status })];
      pages += 1;
      for (const entry of objects(body.entry)) {
        const version = text(object(object(entry.resource).meta).versionId);
        if (version !== undefined) told.add(version);
      }
      const next = pageLink(body, 'next');
      ownPath ??= ownBasePath(body, place);
      path = next === undefined ? undefined : followed(next, server.baseUrl, ownPath);
      if (next !== undefined && path === undefined) return [found('next-elsewhere')];
    }
    return told.size >= VERSIONS
      ? [found('history-complete', { versions: told.size, pages })]
      : [found('history-cut', { versions: VERSIONS, given: told.size })];
  },
};

/** An account of so many versions; the status, where one is refused. */
async function changedOften(here: Pick<Trial, 'server' | 'samples'>): Promise<Place | number> {
  let account = await makeAccount(here, 'history');
  for (let version = 2; version <= VERSIONS; version += 1) {
    if (typeof account === 'number') return account;
    account = await changeAccount(here, account);
  }
  return typeof account === 'number' ? account : `Person/${account.person.id}`;
}
