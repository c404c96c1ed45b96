import { tsImport } from 'tsx/esm/api';

const SERVER_MODULE = new URL('../../demo/fhir-server/index.ts', import.meta.url).href;
const ADDRESS = /^\/test-fhir\/([\w-]+)(\/.*)?$/;
const FAULTS_PATH = '/$faults';

/** The bearer token that test servers accept. */
const TEST_TOKEN = 'test-token';
const TEST_USER = { id: 'test-user', display: 'Test User' };

/**
 * Web Test Runner middleware and plugin that give each test its own FHIR server over real HTTP and WebSockets.
 *
 * `/test-fhir/<any id>/…` is a fresh, empty server the first time an id is used; requests carry
 * `Authorization: Bearer test-token`. `POST /test-fhir/<id>/$faults` with a JSON object sets faults
 * on that server and answers 204. The servers live in memory, as long as the run.
 * @returns {{ middleware: import('@web/test-runner').Middleware, plugin: import('@web/test-runner').TestRunnerPlugin }}
 */
export function fhirServers() {
  /** @type {Map<string, ReturnType<typeof startServer>>} */
  const servers = new Map();
  return { middleware: answering(servers), plugin: upgrading(servers) };
}

/** WebSockets of a server that has been asked for something before. */
function upgrading(servers) {
  return {
    name: 'fhir-server-sockets',
    serverStart({ server }) {
      server?.on('upgrade', (request, socket, head) => {
        const [, id, path = '/'] = ADDRESS.exec(request.url ?? '') ?? [];
        if (id === undefined) return;
        const asked = servers.get(id);
        if (asked === undefined) socket.destroy();
        else void asked.then(({ upgrade }) => upgrade(request, socket, head, path));
      });
    },
  };
}

function answering(servers) {
  return async (context, next) => {
    // Browsers quietly send a request again, once, when a connection they kept open breaks: a fault
    // that drops an answer would go unseen if any file had left a connection open.
    context.res.shouldKeepAlive = false;
    const [, id, path = '/'] = ADDRESS.exec(context.path) ?? [];
    if (id === undefined) return next();
    if (!servers.has(id)) servers.set(id, startServer());
    const server = await servers.get(id);
    if (path === FAULTS_PATH) return setFaults(server, context);
    // From here the FHIR server writes the answer itself; without a status the runner would report
    // the request as not found.
    context.respond = false;
    context.status = 200;
    await server.handler(context.req, context.res, path + context.search);
  };
}

async function startServer() {
  const { createFhirServer } = await serverModule();
  return createFhirServer({
    authenticate: (token) => (token === TEST_TOKEN ? TEST_USER : undefined),
    onError: (error) => process.stderr.write(`FHIR server: ${error?.stack ?? error}\n`),
  });
}

let loading;

/** Loaded once, and only by a run whose tests ask for it: its definitions are large. */
function serverModule() {
  loading ??= tsImport(SERVER_MODULE, import.meta.url);
  return loading;
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
