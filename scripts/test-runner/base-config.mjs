import { defaultReporter } from '@web/test-runner';
import { ROOT } from '../bundling.mjs';
import { measurePatience } from '../measure-patience.mjs';
import { limitOf } from '../patience.mjs';
import { bundlePlugin } from './bundle-plugin.mjs';
import { forcedColoursPlugin } from './forced-colours-plugin.mjs';
import { fhirServers } from './fhir-server-middleware.mjs';
import { summaryReporter } from './summary-reporter.mjs';
import { testPages } from './test-pages.mjs';

/**
 * What every in-browser run shares; the configurations at the top add browsers.
 *
 * With TEST_SUMMARY in the environment the totals are also written to that file.
 * @returns {import('@web/test-runner').TestRunnerConfig}
 */
export function baseConfig() {
  const { TEST_SUMMARY } = process.env;
  const patience = measurePatience();
  const servers = fhirServers();
  const pages = testPages();
  return {
    rootDir: ROOT,
    files: pages,
    middleware: [servers.middleware],
    plugins: [servers.plugin, bundlePlugin(pages), forcedColoursPlugin()],
    testRunnerHtml: (testFramework) => testPage(testFramework, patience),
    testFramework: { config: { timeout: String(limitOf('test')) } },
    browserStartTimeout: limitOf('start'),
    testsStartTimeout: limitOf('start'),
    testsFinishTimeout: limitOf('file'),
    // Lit says so on every page; the development build is wanted, its other warnings are kept.
    filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode'),
    reporters: [defaultReporter(), ...(TEST_SUMMARY ? [summaryReporter(TEST_SUMMARY)] : [])],
  };
}

/**
 * @param {string} testFramework
 * @param {number} patience
 */
function testPage(testFramework, patience) {
  return `<!doctype html>
<html lang="en-GB">
  <head>
    <meta charset="utf-8" />
    <title>Tests</title>
    <script>globalThis.testPatience = ${patience};</script>
  </head>
  <body>
    <script type="module" src="${testFramework}"></script>
  </body>
</html>`;
}
