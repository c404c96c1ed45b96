import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * A Web Test Runner reporter that writes the totals of the run, and what failed, as JSON, for `npm test` to add up.
 *
 * A page that dies before its tests report (a syntax error, a failed import) counts as one failure,
 * and so does a file without a test: silence is not success.
 * @param {string} file where to write `{ passed, failed, skipped, failures }`, each failure with why and the title of its test, or the file where none told
 * @returns {import('@web/test-runner').Reporter}
 */
export function summaryReporter(file) {
  return {
    onTestRunFinished({ sessions }) {
      const total = { passed: 0, failed: 0, skipped: 0 };
      const failures = [];
      for (const session of sessions) {
        const own = { passed: 0, failed: 0, skipped: 0 };
        countSuite(session.testResults, own, failures);
        if (own.passed + own.failed + own.skipped === 0 && session.passed) {
          process.stdout.write(`${session.testFile} holds no tests.\n`);
          own.failed = 1;
          failures.push({ file: session.testFile, why: 'holds no tests' });
        }
        if (!session.passed && own.failed === 0) {
          own.failed = 1;
          failures.push({
            file: session.testFile,
            why: session.errors[0]?.message ?? 'did not end',
          });
        }
        for (const key of Object.keys(total)) total[key] += own[key];
      }
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `${JSON.stringify({ ...total, failures })}\n`);
    },
  };
}

function countSuite(suite, total, failures, path = '') {
  for (const test of suite?.tests ?? []) {
    if (test.skipped) total.skipped += 1;
    else if (test.passed) total.passed += 1;
    else {
      total.failed += 1;
      failures.push({ title: `${path}${test.name}`, why: test.error?.message ?? '' });
    }
  }
  for (const inner of suite?.suites ?? []) {
    countSuite(inner, total, failures, `${path}${inner.name}: `);
  }
}
