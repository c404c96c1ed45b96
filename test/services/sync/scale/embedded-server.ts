/** The stand-in FHIR server in a process of its own, started by {@link startEmbedded}: its time is not the workstations'. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFhirServer } from '../../../../demo/fhir-server/index.ts';
import { watchCost } from './machine-cost.ts';
import { BASE_PATH, type FromServer } from './embedded-process.ts';

// Any token will do: who may do what is not what is measured here.
const fhir = await createFhirServer({ authenticate: (token) => ({ id: token, display: token }) });
const http = createServer((request, response) => {
  void fhir.handler(request, response, (request.url ?? '').slice(BASE_PATH.length));
});
// Node ends a connection after five idle seconds, just when somebody may be about to use it again.
http.keepAliveTimeout = 120_000;
http.listen(0, '127.0.0.1');
await once(http, 'listening');
const cost = watchCost();

function tell(message: FromServer): void {
  process.send?.(message);
}

process.on('message', () => {
  tell({ cost: cost() });
});
process.on('disconnect', () => {
  process.exit(0);
});
tell({ port: (http.address() as AddressInfo).port });
