import { tsImport } from 'tsx/esm/api';
import config from './web-test-runner.config.mjs';
import { outsideServer } from './scripts/test-runner/outside-server.mjs';

// The contract of the shared record on a FHIR server of others: TEST_FHIR says which, the sign-in is said as elsewhere.
// `npm run test:servers` runs it.

const { readServer } = await tsImport('./fhir-servers/access/server-options.ts', import.meta.url);
const outside = readServer(process.env.TEST_FHIR ?? '', {}, process.env);
if (typeof outside === 'string') throw new Error(outside);

const { middleware, plugins } = await outsideServer(outside);

export default {
  ...config,
  files: ['test/servers/**/*.test.ts'],
  middleware,
  plugins: [...config.plugins, ...plugins],
};
