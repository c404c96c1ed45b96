/**
 * A reporter for `node --test` that yields the totals, and what failed, as JSON. Groups are not counted, their tests
 * are; a file that dies before its tests report is itself reported as a failed test by Node.
 * @param {AsyncIterable<{ type: string, data: object }>} events
 */
export default async function* nodeSummary(events) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  const failures = [];
  for await (const { type, data } of events) {
    if (data?.details?.type === 'suite') continue;
    if (type === 'test:pass') total[data.skip !== undefined ? 'skipped' : 'passed'] += 1;
    if (type !== 'test:fail') continue;
    total.failed += 1;
    failures.push({ title: data.name, why: reasonOf(data.details?.error) });
  }
  yield `${JSON.stringify({ ...total, failures })}\n`;
}

/** Node wraps what a test threw in an error of its own. */
function reasonOf(error) {
  return String(error?.cause?.message ?? error?.message ?? '');
}
