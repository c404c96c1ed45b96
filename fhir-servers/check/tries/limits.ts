import { randomUUID } from 'node:crypto';
import { found, type Finding } from '../findings.ts';
import { times } from '../together.ts';
import type { Try } from '../try.ts';

/** As many as a practice's workstations ask at the same moment; not more, for limits are not driven into on purpose. */
const AT_ONCE = 40;

/** What the server said of limits during the whole check, and after some reads at once. */
export const limits: Try = {
  name: 'limits',
  subject: 'limits',
  writes: false,
  async run({ server }) {
    await times(AT_ONCE, () =>
      server.send({ method: 'GET', path: `Person/${randomUUID()}`, isHasty: true }),
    );
    const { announced, refusals, withRetryAfter } = server.limits;
    const headers = [...announced].map(([name, value]) => `${name}: ${value}`);
    const findings: readonly Finding[] = [
      ...(headers.length > 0 ? [found('limits-announced', { headers })] : []),
      ...(withRetryAfter > 0 ? [found('limit-met', { times: withRetryAfter })] : []),
      ...(refusals > withRetryAfter
        ? [found('limit-without-retry-after', { times: refusals - withRetryAfter })]
        : []),
    ];
    return findings.length > 0 ? findings : [found('no-limits-seen', { atOnce: AT_ONCE })];
  },
};
