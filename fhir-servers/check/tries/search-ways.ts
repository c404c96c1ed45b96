import { found, type Finding } from '../findings.ts';
import { getSearch, postSearch, found as foundIn, NotSearchableError } from '../search.ts';
import type { Try } from '../try.ts';

/** By which way searches are answered at all. */
export const searchWays: Try = {
  name: 'searching by POST or by GET',
  subject: 'searching',
  writes: false,
  isNeeded: true,
  async run({ server, samples }) {
    const parameters = { _tag: samples.tag, _count: '1' };
    const posted = await postSearch(server, 'Person', parameters);
    if (isSearchset(posted)) return [found('post-search')];
    const missing: Finding = found('post-search-missing', { status: posted.status });
    // Only these two make the product, and the try of everything else, go on by GET.
    if (posted.status !== 404 && posted.status !== 405) {
      throw new NotSearchableError(posted.status);
    }
    foundIn('Person', await getSearch(server, 'Person', parameters));
    return [missing];
  },
};

function isSearchset(answer: Parameters<typeof foundIn>[1]): boolean {
  return answer.status === 200 && answer.body.resourceType === 'Bundle';
}
