import type { HostApi } from '../../plugin/host-api.ts';
import { errorOf } from './expectations.ts';
import { hostContract, type HostFacts } from './host-contract.ts';

/** What became of one check; `failure` says what the host does not keep. */
export interface HostContractResult {
  readonly name: string;
  readonly failure?: string;
}

declare global {
  /** What whoever runs the checks knows of the host; to be there before a patient is opened. */
  var hostContractFacts: HostFacts | undefined;
}

let running = false;

/**
 * Main module of a plugin that proves a host: serve it in place of the product's `main.js`, open a synthetic patient,
 * and read the results as JSON in the attribute `data-host-contract` of the page's root element.
 */
export function activate(host: HostApi): Promise<void> {
  host.patients.current.subscribe((patient) => {
    if (patient === null || running) return;
    running = true;
    void prove(host);
  });
  return Promise.resolve();
}

export function deactivate(): Promise<void> {
  return Promise.resolve();
}

async function prove(host: HostApi): Promise<void> {
  const facts = globalThis.hostContractFacts ?? { sharedEmail: { email: 'nobody@', others: 0 } };
  const results: HostContractResult[] = [];
  // One after the other: they sign people in and out, and all change the same patient.
  for (const { name, check } of hostContract) {
    const error = await errorOf(() => check(host, facts));
    results.push(error === undefined ? { name } : { name, failure: String(error) });
  }
  document.documentElement.dataset.hostContract = JSON.stringify(results);
}
