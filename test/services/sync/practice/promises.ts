import { samePlainData } from '../../../../services/domain/unsent-work/plain-data.ts';
import type {
  PatientRecords,
  WorkKind,
  SharedRecords,
} from '../../../../services/domain/records.ts';
import { OutboxState } from '../../../../services/ports/outbox.ts';
import type { SimulatedDesk } from './simulated-desk.ts';
import { isPending, type SimulatedPractice } from './simulated-practice.ts';

const KEPT = ['account', 'registration', 'services', 'identity-check', 'letter'] as const;

/** What a server holds of a practice. */
export interface HeldRecords {
  all<K extends Exclude<WorkKind, 'audit'>>(kind: K): readonly SharedRecords[K][];
  /** The operations that made audit rows: their ids. */
  auditRows(): readonly string[];
  /** Every reset that any version of an account has had, where anybody resets. */
  resets?(): readonly string[];
  /** The operations that made versions of anything, each as often as it made one. */
  operations(): readonly string[];
}

/** Whether nobody has anything left to do: all is sent, and everybody shows what the server has. */
export async function isAtRest(practice: SimulatedPractice, held: HeldRecords): Promise<boolean> {
  for (const desk of practice.desks) {
    for (const patient of practice.patients) {
      const unsent = await desk.unsent(patient);
      if (unsent.some(({ state }) => state === OutboxState.waiting)) return false;
      if (!(await showsTheServer(held, desk, patient))) return false;
    }
  }
  return true;
}

/** What must hold at rest, whatever happened before; each broken promise as a sentence. */
export async function brokenPromises(
  practice: SimulatedPractice,
  held: HeldRecords,
): Promise<readonly string[]> {
  return [
    ...(await unsentWork(practice)),
    ...(await differences(practice, held)),
    ...accountsAndCodes(practice, held, await issuedAfterDroppedResets(practice)),
    ...resets(practice, held),
    ...lostOrDoubled(practice, held),
    ...letInAgain(practice, held),
  ];
}

async function unsentWork({ desks, patients }: SimulatedPractice): Promise<readonly string[]> {
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

async function differences(
  practice: SimulatedPractice,
  held: HeldRecords,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const desk of practice.desks) {
    for (const patient of practice.patients) {
      if (!(await showsTheServer(held, desk, patient))) {
        found.push(`${desk.name} does not show what the server has of ${patient}.`);
      }
    }
  }
  return found;
}

function accountsAndCodes(
  { accounts: created, patients, codes }: SimulatedPractice,
  held: HeldRecords,
  dropped: ReadonlySet<string>,
): readonly string[] {
  const found: string[] = [];
  const registrations = held.all('registration');
  const accounts = held.all('account');
  for (const patient of patients) {
    const own = accounts.filter(({ patientRef }) => patientRef === patient);
    if (own.length === 0 && created.has(patient)) found.push(`The account of ${patient} is lost.`);
    if (own.length > 1) found.push(`${patient} has ${own.length} accounts.`);
  }
  for (const { id } of accounts) {
    const working = registrations.filter((each) => each.accountKey === id && isPending(each));
    if (working.length > 1) found.push(`${working.length} sets of codes of ${id} work.`);
    const services = held.all('services').filter(({ accountKey }) => accountKey === id);
    if (services.length !== 1) found.push(`${id} has ${services.length} sets of services.`);
  }
  const standing = new Set(accounts.map(({ id }) => id));
  for (const { id, accountKey } of [...registrations, ...held.all('services')]) {
    if (!standing.has(accountKey)) found.push(`${id} belongs to no account.`);
  }
  for (const { accountId, issued, ended } of codes) {
    if (!standing.has(accountId) || dropped.has(accountId)) continue;
    if (!registrations.some(({ id }) => id === issued)) found.push(`Codes ${issued} are lost.`);
    const left = registrations.filter((each) => ended.includes(each.id) && isPending(each));
    if (left.length > 0) found.push(`Half a change: ${issued} issued, older codes not ended.`);
  }
  return found;
}

/** Accounts of which a workstation was told that its reset, and what codes it issued after it, were dropped. */
async function issuedAfterDroppedResets({
  desks,
  patients,
}: SimulatedPractice): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const desk of desks) {
    for (const patient of patients) {
      for (const { state, before, recordId } of await desk.unsent(patient)) {
        if (state === OutboxState.superseded && before !== undefined) found.add(recordId);
      }
    }
  }
  return found;
}

/** Of each account the last reset that stands is whole, and of those that do not stand no codes are there. */
function resets({ resets: made }: SimulatedPractice, held: HeldRecords): readonly string[] {
  const found: string[] = [];
  const registrations = held.all('registration');
  const stoodOnce = new Set(held.resets?.());
  for (const { id, resetId } of held.all('account')) {
    const own = made.filter(({ accountId }) => accountId === id);
    const standing = own.find((each) => each.resetId === resetId);
    if (resetId !== undefined && standing === undefined) found.push(`${resetId} is nobody’s.`);
    if (own.length > 0 && resetId === undefined) found.push(`All resets of ${id} are lost.`);
    for (const { resetId: one, issued, ended } of own) {
      const isThere = registrations.some((each) => each.id === issued);
      if (isThere !== stoodOnce.has(one)) {
        found.push(`Half a reset ${one}: its codes are ${isThere ? '' : 'not '}there.`);
      }
      const left = registrations.filter((each) => ended.includes(each.id) && isPending(each));
      if (left.length > 0) found.push(`Half a reset ${one}: older codes not ended.`);
    }
  }
  return found;
}

function lostOrDoubled(
  { checks, audits, notes }: SimulatedPractice,
  held: HeldRecords,
): readonly string[] {
  const found: string[] = [];
  const idsOf = (kind: (typeof KEPT)[number]): string[] => held.all(kind).map(({ id }) => id);
  const rows = [
    ...KEPT.map((kind) => ({ kind, there: idsOf(kind) })),
    { kind: 'audit', there: held.auditRows() },
  ];
  const promised = new Map([
    ['identity-check', checks],
    ['audit', audits],
  ]);
  for (const { kind, there } of rows) {
    const known = new Set(there);
    const lost = [...(promised.get(kind) ?? [])].filter((id) => !known.has(id));
    if (lost.length > 0) found.push(`Lost ${kind}: ${lost.join(', ')}.`);
    if (known.size < there.length) found.push(`Some ${kind} is there twice.`);
  }
  const operations = held.operations();
  if (new Set(operations).size < operations.length) found.push('An operation made two versions.');
  for (const services of held.all('services')) {
    for (const [name, entitlement] of Object.entries(services.services)) {
      const note = notes.get(`${services.accountKey}/${name}`);
      if (note !== entitlement.notes)
        found.push(`${name} says ${String(entitlement.notes)}, not ${String(note)}.`);
    }
  }
  for (const account of held.all('account')) {
    const note = notes.get(`${account.id}/appointments`);
    if (note !== account.enabledNotes)
      found.push(`${account.id} says ${String(account.enabledNotes)}, not ${String(note)}.`);
  }
  return found;
}

/**
 * Whatever somebody has switched off is off, unless somebody who had seen that act switched it on afterwards; and what nobody
 * has switched off since is on, so that nobody is kept out by accident.
 */
function letInAgain(
  { switchings: { off, ended } }: SimulatedPractice,
  held: HeldRecords,
): readonly string[] {
  const standing = new Set([...off].filter(([id]) => !ended.has(id)).map(([, place]) => place));
  const isOff = new Map<string, boolean>();
  for (const { id, enabled } of held.all('account')) isOff.set(`${id}/global`, !enabled);
  for (const { accountKey, services } of held.all('services')) {
    for (const [name, { enabled }] of Object.entries(services)) {
      isOff.set(`${accountKey}/${name}`, !enabled);
    }
  }
  return [...isOff].flatMap(([place, isSo]) => {
    if (isSo === standing.has(place)) return [];
    return [
      `${place} is ${isSo ? 'off, though nobody has' : 'on, though somebody has'} switched it off.`,
    ];
  });
}

async function showsTheServer(
  held: HeldRecords,
  desk: SimulatedDesk,
  patient: string,
): Promise<boolean> {
  const shown = await desk.stored(patient);
  const there = KEPT.flatMap((kind) => held.all(kind)).filter(
    ({ patientRef }) => patientRef === patient,
  );
  return samePlainData(byId(bodies(shown)), byId(there));
}

function bodies(records: PatientRecords): readonly { readonly id: string }[] {
  const { account, services, registrations, identityChecks, letters } = records;
  return [account ?? [], services ?? [], registrations, identityChecks, letters].flat();
}

function byId(records: readonly { readonly id: string }[]): Record<string, object> {
  return Object.fromEntries(records.map((record) => [record.id, record]));
}
