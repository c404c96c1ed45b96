import { found } from '../findings.ts';
import { rowOf, search } from '../search.ts';
import type { Try } from '../try.ts';

/** So long a write is waited for in all; the product looks back two minutes. */
const LONGEST_MS = 12_000;
const BETWEEN_MS = 250;

/** What was written is found by the next search at once; else whether a cache or the index lags. */
export const searchFreshness: Try = {
  name: 'finding what was just written',
  subject: 'searching',
  writes: true,
  async run({ server, samples }) {
    const identifier = samples.identifier('fresh');
    const query = { _tag: samples.tag, identifier };
    // Asked before it is there, so that a cache has an answer to give.
    await search(server, 'Person', query);
    const person = samples.person('fresh');
    const { status, body } = await server.send({ method: 'POST', path: 'Person', body: person });
    if (status !== 201) {
      return [found('unexpected-answer', { name: searchFreshness.name, status })];
    }
    const { id } = rowOf(body);
    const written = Date.now();
    const isFound = async (parameters: Record<string, string>): Promise<boolean> => {
      const { rows } = await search(server, 'Person', parameters);
      return rows.some((row) => row.id === id);
    };
    if (await isFound(query)) return [found('found-at-once')];
    // The same question in other words is in nobody's cache.
    if (await isFound({ ...query, _count: '7' })) return [found('search-cached')];
    while (Date.now() - written < LONGEST_MS) {
      await server.pause(BETWEEN_MS);
      const words = { ...query, _count: String(10 + ((Date.now() - written) % 900)) };
      if (await isFound(words)) {
        return [found('search-lags', { afterMs: Date.now() - written })];
      }
    }
    return [found('search-lags-long', { waitedMs: LONGEST_MS })];
  },
};
