import { randomUUID } from 'node:crypto';
import type { Limits } from '../checked-server.ts';
import { found, type Finding } from '../findings.ts';
import { times } from '../together.ts';
import type { Try } from '../try.ts';

/** As many as a practice's workstations ask at the same moment; not more, for limits are not driven into on purpose. */
const AT_ONCE = 40;

/** Whether some reads at once are taken. */
export const limits: Try = {
  name: 'limits',
  subject: 'limits',
  writes: false,
  async run({ server }) {
    await times(AT_ONCE, () =>
      server.send({ method: 'GET', path: `Person/${randomUUID()}`, isHasty: true }),
    );
    const isSilent = saidOfLimits(server.limits).length === 0;
    return isSilent ? [found('no-limits-seen', { atOnce: AT_ONCE })] : [];
  },
};

/** What the server has said of limits during the whole check. */
export function saidOfLimits({ announced, refusals, withRetryAfter }: Limits): readonly Finding[] {
  const headers = [...announced].map(([name, value]) => `${name}: ${value}`);
  const unsaid = refusals - withRetryAfter;
  return [
    ...(headers.length > 0 ? [found('limits-announced', { headers })] : []),
    ...(withRetryAfter > 0 ? [found('limit-met', { times: withRetryAfter })] : []),
    ...(unsaid > 0 ? [found('limit-without-retry-after', { times: unsaid })] : []),
  ];
}
