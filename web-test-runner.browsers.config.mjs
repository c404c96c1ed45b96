import { baseConfig } from './scripts/test-runner/base-config.mjs';
import { firefox, webkit } from './scripts/test-runner/other-browsers.mjs';

// The same in-browser tests in Firefox and WebKit, where they are installed: `npm run test:browsers`.

const found = [firefox(), await webkit()];
const browsers = found.filter((browser) => typeof browser !== 'string');

for (const missing of found.filter((browser) => typeof browser === 'string')) {
  process.stdout.write(`Skipped: ${missing}\n`);
}
if (browsers.length === 0) {
  process.stdout.write('Neither Firefox nor WebKit is here, so there is nothing to run.\n');
  process.exit(0);
}

/** WebDriver has one window and no isolated pages: one file at a time. */
export default { ...baseConfig(), concurrency: 1, browsers };
