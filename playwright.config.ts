import { defineConfig } from '@playwright/test';
import { CHROMIUM_FLAGS, ensureBrowser } from './scripts/find-browser.mjs';

/**
 * End-to-end tests. The demo is built once; each test file then starts a server of its own (see
 * test/e2e/server-fixture.ts), so files share neither data nor ports. No retries: a test that
 * passes only sometimes has found something.
 */
export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.test.ts',
  outputDir: 'test-results/e2e',
  globalSetup: './scripts/build.mjs',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath: ensureBrowser(), args: [...CHROMIUM_FLAGS] },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
});
