import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * A Web Test Runner reporter that writes the totals of the run as JSON, for `npm test` to add up.
 *
 * A page that dies before its tests report (a syntax error, a failed import) counts as one failure,
 * so a broken file can never look like an empty one.
 * @param {string} file where to write `{ passed, failed, skipped }`
 * @returns {import('@web/test-runner').Reporter}
 */
export function summaryReporter(file) {
  return {
    onTestRunFinished({ sessions }) {
      const total = { passed: 0, failed: 0, skipped: 0 };
      for (const session of sessions) {
        const before = total.failed;
        countSuite(session.testResults, total);
        if (!session.passed && total.failed === before) total.failed += 1;
      }
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `${JSON.stringify(total)}\n`);
    },
  };
}

function countSuite(suite, total) {
  for (const test of suite?.tests ?? []) {
    if (test.skipped) total.skipped += 1;
    else if (test.passed) total.passed += 1;
    else total.failed += 1;
  }
  for (const inner of suite?.suites ?? []) countSuite(inner, total);
}
