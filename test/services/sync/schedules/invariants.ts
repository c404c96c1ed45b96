import { samePlainData } from '../../../../services/domain/unsent-work/plain-data.ts';
import type { PatientRecords } from '../../../../services/domain/records.ts';
import { OutboxState } from '../../../../services/ports/outbox.ts';
import type { SimulatedDesk } from './simulated-desk.ts';
import { isPending, type World } from './world.ts';

/** Whether nobody has anything left to do: all is sent, and everybody shows what the server has. */
export async function isAtRest(world: World): Promise<boolean> {
  for (const desk of world.desks) {
    for (const patient of world.patients) {
      const unsent = await desk.unsent(patient);
      if (unsent.some(({ state }) => state === OutboxState.waiting)) return false;
      if (!(await showsTheServer(world, desk, patient))) return false;
    }
  }
  return true;
}

/** What must hold at rest, whatever happened before; each broken promise as a sentence. */
export async function brokenPromises(world: World): Promise<readonly string[]> {
  return [
    ...(await unsentWork(world)),
    ...(await differences(world)),
    ...accountsAndCodes(world),
    ...lostOrDoubled(world),
  ];
}

async function unsentWork({ desks, patients }: World): Promise<readonly string[]> {
  const found: string[] = [];
  for (const desk of desks) {
    for (const patient of patients) {
      for (const { state, kind, recordId, reason } of await desk.unsent(patient)) {
        // Nobody changes what another changes, so no conflict is a true one, and nothing is ever refused.
        if (state === OutboxState.superseded) continue;
        found.push(`${desk.name} still has ${kind} ${recordId} ${state}: ${reason?.code ?? ''}`);
      }
    }
  }
  return found;
}

async function differences(world: World): Promise<readonly string[]> {
  const found: string[] = [];
  for (const desk of world.desks) {
    for (const patient of world.patients) {
      if (!(await showsTheServer(world, desk, patient))) {
        found.push(`${desk.name} does not show what the server has of ${patient}.`);
      }
    }
  }
  return found;
}

function accountsAndCodes({ server, patients, codes }: World): readonly string[] {
  const found: string[] = [];
  const registrations = server.all('registration');
  const accounts = server.all('account');
  for (const patient of patients) {
    const own = accounts.filter(({ patientRef }) => patientRef === patient);
    if (own.length > 1) found.push(`${patient} has ${own.length} accounts.`);
  }
  for (const { id } of accounts) {
    const working = registrations.filter((each) => each.accountKey === id && isPending(each));
    if (working.length > 1) found.push(`${working.length} sets of codes of ${id} work.`);
    const services = server.all('services').filter(({ accountKey }) => accountKey === id);
    if (services.length !== 1) found.push(`${id} has ${services.length} sets of services.`);
  }
  const standing = new Set(accounts.map(({ id }) => id));
  for (const { id, accountKey } of [...registrations, ...server.all('services')]) {
    if (!standing.has(accountKey)) found.push(`${id} belongs to no account.`);
  }
  for (const { accountId, issued, ended } of codes) {
    if (!standing.has(accountId)) continue;
    if (!registrations.some(({ id }) => id === issued)) found.push(`Codes ${issued} are lost.`);
    const left = registrations.filter((each) => ended.includes(each.id) && isPending(each));
    if (left.length > 0) found.push(`Half a change: ${issued} issued, older codes not ended.`);
  }
  return found;
}

function lostOrDoubled({ server, checks, audits, notes }: World): readonly string[] {
  const found: string[] = [];
  const promised = { 'identity-check': checks, audit: audits } as const;
  for (const kind of ['identity-check', 'audit'] as const) {
    const there = server.all(kind).map(({ id }) => id);
    const lost = [...promised[kind]].filter((id) => !there.includes(id));
    if (lost.length > 0) found.push(`Lost ${kind}: ${lost.join(', ')}.`);
    if (new Set(there).size < there.length) found.push(`Some ${kind} is there twice.`);
  }
  const operations = server.operations();
  if (new Set(operations).size < operations.length) found.push('An operation made two versions.');
  for (const services of server.all('services')) {
    for (const [name, entitlement] of Object.entries(services.services)) {
      const note = notes.get(`${services.accountKey}/${name}`);
      if (note !== entitlement.notes)
        found.push(`${name} says ${String(entitlement.notes)}, not ${String(note)}.`);
    }
  }
  for (const account of server.all('account')) {
    const note = notes.get(`${account.id}/appointments`);
    if (note !== account.enabledNotes)
      found.push(`${account.id} says ${String(account.enabledNotes)}, not ${String(note)}.`);
  }
  return found;
}

async function showsTheServer(
  { server }: World,
  desk: SimulatedDesk,
  patient: string,
): Promise<boolean> {
  const shown = await desk.stored(patient);
  const kinds = ['account', 'registration', 'services', 'identity-check', 'letter'] as const;
  const there = kinds
    .flatMap((kind) => server.all(kind))
    .filter(({ patientRef }) => patientRef === patient);
  return samePlainData(byId(bodies(shown)), byId(there));
}

function bodies(records: PatientRecords): readonly { readonly id: string }[] {
  const { account, services, registrations, identityChecks, letters } = records;
  return [account ?? [], services ?? [], registrations, identityChecks, letters].flat();
}

function byId(records: readonly { readonly id: string }[]): Record<string, object> {
  return Object.fromEntries(records.map((record) => [record.id, record]));
}
