import { chromeLauncher } from '@web/test-runner-chrome';
import puppeteer from 'puppeteer-core';
import { CHROMIUM_FLAGS, ensureHeadlessBrowser } from './scripts/find-browser.mjs';
import { baseConfig } from './scripts/test-runner/base-config.mjs';

/** In-browser tests in Chromium: `npx wtr`, or `npx wtr --files test/some/file.test.ts`. */
export default {
  ...baseConfig(),
  concurrency: 2,
  browsers: [
    chromeLauncher({
      puppeteer,
      // A window of its own with a profile of its own: pages that share a window are hidden but for
      // one, and a hidden page draws no frames and has no focus.
      createPage: async ({ browser }) => {
        const context = await browser.createBrowserContext();
        return context.newPage();
      },
      launchOptions: { executablePath: ensureHeadlessBrowser(), args: [...CHROMIUM_FLAGS] },
    }),
  ],
};
