import { defineConfig } from '@playwright/test';
import { CHROMIUM_FLAGS, ensureHeadlessBrowser } from './scripts/find-browser.mjs';
import { measurePatience } from './scripts/measure-patience.mjs';
import { limitOf } from './scripts/patience.mjs';

// Playwright's own workers read this file too; they are told what was measured.
measurePatience();

/**
 * End-to-end tests. The demo is built once; each test then starts servers of its own (see
 * test/e2e/server-fixture.ts), so tests share neither data nor ports and go two by two, as even the
 * smallest machine has two cores. No retries: a test that passes only sometimes has found something.
 */
export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.test.ts',
  outputDir: 'test-results/e2e',
  globalSetup: './scripts/build.mjs',
  fullyParallel: true,
  // On a server of others all tests share what is on it, so they go one by one.
  workers: process.env.E2E_FHIR === undefined ? 2 : 1,
  retries: 0,
  forbidOnly: true,
  timeout: limitOf('story'),
  expect: { timeout: limitOf('condition') },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath: ensureHeadlessBrowser(), args: [...CHROMIUM_FLAGS] },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    // A trace of every test takes a fifth of its time: `npm run e2e -- --trace on` makes them where one is needed.
    screenshot: 'only-on-failure',
  },
});
