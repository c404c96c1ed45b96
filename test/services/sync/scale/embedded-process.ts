import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { MachineCost } from './machine-cost.ts';

export const BASE_PATH = '/fhir/R4';

/** What the process of the server tells. */
export type FromServer = { readonly port: number } | { readonly cost: MachineCost };

/** The server in its own process. */
export interface EmbeddedServer {
  readonly baseUrl: string;
  /** What it took of the machine since this was last asked. */
  readonly cost: () => Promise<MachineCost>;
  readonly stop: () => Promise<void>;
}

/** Starts the stand-in FHIR server, empty, in a process of its own. It ends with this one at the latest. */
export async function startEmbedded(): Promise<EmbeddedServer> {
  const server = fork(new URL('embedded-server.ts', import.meta.url), { serialization: 'json' });
  const port = await heard(server, (told) => ('port' in told ? told.port : undefined));
  let last: Promise<unknown> = Promise.resolve();
  const askCost = (): Promise<MachineCost> => {
    const told = heard(server, (message) => ('cost' in message ? message.cost : undefined));
    server.send('cost');
    return told;
  };
  return {
    baseUrl: `http://127.0.0.1:${port}${BASE_PATH}`,
    cost: () => {
      // One question at a time: its answer has no name.
      const told = last.then(askCost);
      last = told;
      return told;
    },
    stop: async () => {
      if (server.exitCode !== null) return;
      const ended = once(server, 'exit');
      server.disconnect();
      await ended;
    },
  };
}

function heard<T>(server: ChildProcess, pick: (told: FromServer) => T | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const hear = (told: unknown): void => {
      const picked = pick(told as FromServer);
      if (picked === undefined) return;
      server.off('message', hear);
      server.off('exit', ended);
      resolve(picked);
    };
    const ended = (): void => {
      reject(new Error('The FHIR server has ended.'));
    };
    server.on('message', hear);
    server.once('exit', ended);
  });
}
