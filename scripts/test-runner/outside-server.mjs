import { text } from 'node:stream/consumers';
import { URLSearchParams } from 'node:url';
import { tsImport } from 'tsx/esm/api';

const PREFIX = '/outside-fhir';
/** Makes a patient there and answers with the Patient. */
const NEW_PATIENT = `${PREFIX}/$new-patient`;
/** Of a request, what {@link CheckedServer} does not send by itself. */
const PASSED_ON = ['if-match', 'if-none-exist'];
const PASSED_BACK = ['date', 'etag', 'last-modified', 'location', 'retry-after'];
const REMOVING_MS = 120_000;

/**
 * Puts a FHIR server of others behind the tests' own origin: `/outside-fhir/…` is asked there, under the server's own
 * sign-in, which no page sees. What was made is removed at the end, and what could not be is said.
 * @param {import('../../fhir-servers/access/server-options.ts').OutsideServer} outside
 * @returns {Promise<Pick<import('@web/test-runner').TestRunnerConfig, 'middleware' | 'plugins'>>}
 */
export async function outsideServer(outside) {
  const checking = new URL('../../fhir-servers/check/', import.meta.url).href;
  const { CheckedServer } = await tsImport(`${checking}checked-server.ts`, import.meta.url);
  const { Samples } = await tsImport(`${checking}samples.ts`, import.meta.url);
  const { removeAll } = await tsImport(`${checking}removing.ts`, import.meta.url);
  const samples = new Samples();
  // The tests end by themselves.
  const server = new CheckedServer(outside, AbortSignal.any([]), { mostRequests: Infinity });
  const forward = async (context, next) => {
    if (!`${context.path}/`.startsWith(`${PREFIX}/`)) return next();
    const ask = context.path === NEW_PATIENT ? patientOf(samples) : await askOf(context);
    const { status, headers, body } = await server.send(ask);
    context.status = status;
    for (const name of PASSED_BACK) {
      if (headers.has(name)) context.set(name, headers.get(name));
    }
    context.type = 'application/fhir+json';
    context.body = JSON.stringify(body);
  };
  const removal = {
    name: 'outside-server-removal',
    async serverStop() {
      server.startRemoving(AbortSignal.timeout(REMOVING_MS));
      const left = await removeAll(server, samples);
      if (left.length > 0) process.stdout.write(`Left on the server: ${left.join(', ')}.\n`);
    },
  };
  return { middleware: [forward], plugins: [removal] };
}

function patientOf(samples) {
  return { method: 'POST', path: 'Patient', body: samples.newPatient() };
}

async function askOf({ req, method, path, search }) {
  const sent = await text(req);
  const isForm = req.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  const headers = Object.fromEntries(
    PASSED_ON.flatMap((name) => (name in req.headers ? [[name, req.headers[name]]] : [])),
  );
  return {
    method,
    path: `${path.slice(PREFIX.length + 1)}${search}`,
    headers,
    // Busy is the product's business.
    isHasty: true,
    ...(sent === '' ? {} : { body: isForm ? new URLSearchParams(sent) : JSON.parse(sent) }),
  };
}
