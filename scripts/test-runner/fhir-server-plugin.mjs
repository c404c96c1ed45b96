import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { tsImport } from 'tsx/esm/api';
import { ROOT } from '../bundling.mjs';

const SERVER_MODULE = join(ROOT, 'demo/fhir-server/index.ts');
const ADDRESS = /^\/test-fhir\/([\w-]+)(\/.*)?$/;
const FAULTS_PATH = '/$faults';

/** The bearer token that test servers accept. */
const TEST_TOKEN = 'test-token';

/**
 * Web Test Runner plugin that gives each test its own FHIR server over real HTTP.
 *
 * `/test-fhir/<any id>/…` is a fresh, empty server the first time an id is used; requests carry
 * `Authorization: Bearer test-token`. `POST /test-fhir/<id>/$faults` with a JSON object sets faults
 * on that server and answers 204.
 * @returns {import('@web/test-runner').TestRunnerPlugin}
 */
export function fhirServerPlugin() {
  /** @type {Map<string, ReturnType<typeof startServer>>} */
  const servers = new Map();
  return {
    name: 'fhir-server',
    serverStart({ app }) {
      app.use(async (context, next) => {
        const [, id, path = '/'] = ADDRESS.exec(context.path) ?? [];
        if (id === undefined) return next();
        if (!servers.has(id)) servers.set(id, startServer());
        const server = await servers.get(id);
        if (path === FAULTS_PATH) return setFaults(server, context);
        // From here the FHIR server writes the answer itself.
        context.respond = false;
        await server.handler(context.req, context.res, path + context.search);
      });
    },
    async serverStop() {
      for (const server of servers.values()) await (await server).close?.();
      servers.clear();
    },
  };
}

async function startServer() {
  if (!existsSync(SERVER_MODULE)) throw new Error(`There is no ${SERVER_MODULE} to serve FHIR.`);
  const { createFhirServer } = await tsImport(pathToFileURL(SERVER_MODULE).href, import.meta.url);
  return createFhirServer({ authenticate: (token) => token === TEST_TOKEN });
}

async function setFaults(server, context) {
  if (context.method !== 'POST') {
    context.status = 405;
    return;
  }
  const chunks = [];
  for await (const chunk of context.req) chunks.push(chunk);
  Object.assign(server.faults, JSON.parse(Buffer.concat(chunks).toString('utf8')));
  context.status = 204;
}
