/** What each kind of job does to one patient, and why it would not. */
import { ContactType, verifiedPreferred } from '../../domain/contacts/contact.ts';
import type { JobKind, JobPatient, JobWork } from '../../domain/jobs/job.ts';
import { whyLeftOut } from '../../domain/jobs/left-out.ts';
import type { Permission } from '../../domain/practice/permission.ts';
import type { Reason } from '../../domain/reason.ts';
import { whyNotRemind } from '../../domain/reminders/reminder-rules.ts';
import { servicesOf } from '../../domain/services/service-entitlements.ts';
import { isTransfer } from '../../domain/split/transfer-work.ts';
import type { Outbox } from '../../ports/outbox.ts';
import type { PatientRecord } from '../../ports/practice-host.ts';
import { COMMANDS } from '../commands/command-list.ts';
import type { PatientFacts } from '../commands/staff-action.ts';
import type { PatientOperation } from '../commands/staff-command.ts';
import type { ServiceTick } from '../services/service-ticks.ts';
import { firstWithin } from '../../streams/first-within.ts';

/** The product's own command for it. */
export const COMMAND_OF = {
  disable: 'changeServices',
  remind: 'sendReminder',
  'transfer-out': 'handOverAccount',
  'transfer-in': 'takeInAccount',
} as const satisfies Record<JobKind, keyof typeof COMMANDS>;

/** What it asks for, as for one patient. */
export function permissionOf(kind: JobKind): Permission {
  return COMMANDS[COMMAND_OF[kind]].permission;
}

/** What the host has to say of one patient within. */
const ANSWER_MS = 10_000;

interface Ports {
  readonly patients: Pick<PatientRecord, 'contacts$'>;
  readonly outbox: Pick<Outbox, 'entriesOf'>;
}

/** Why it is not done to this patient: the same before a job, when it is only looked who there is, and in it. */
export async function whyNot(
  work: JobWork,
  facts: PatientFacts,
  { patients, outbox }: Ports,
): Promise<Reason | undefined> {
  if (isTransfer(work)) {
    const transfers = await import('../split/transfer-job.ts');
    return transfers.whyNotTransferred(work, facts, outbox);
  }
  const { whyNot: rule } = COMMANDS[COMMAND_OF[work.kind]];
  const why = whyLeftOut(work, facts) ?? rule?.(facts)?.reason;
  if (why !== undefined || work.kind !== 'remind') return why;
  const { account } = facts.records;
  const notNow = account && whyNotRemind(account, facts.now);
  if (notNow !== undefined) return notNow;
  const contacts = await firstWithin(patients.contacts$(facts.patient.ref), ANSWER_MS);
  const isReached = [ContactType.email, ContactType.mobile].some(
    (type) => verifiedPreferred(contacts, type) !== undefined,
  );
  return isReached ? undefined : { code: 'no-verified-contact' };
}

/** What the command is given. */
export function inputFor(
  work: JobWork,
  facts: PatientFacts,
  operationId: string,
  { transferId }: JobPatient,
): PatientOperation {
  const { ref: patientRef } = facts.patient;
  const input = { patientRef, operationId };
  if (isTransfer(work))
    return { ...input, ...work, ...(transferId !== undefined && { transferId }) };
  return work.kind === 'disable' ? { ...input, ...ticksToDisable(facts, work.reason) } : input;
}

/** The services as they are, and the account switched off. */
function ticksToDisable(
  { practice, records }: PatientFacts,
  reason: string,
): { readonly services: readonly ServiceTick[] } {
  const { account, services } = records;
  const held = servicesOf(practice.nation).map((name): ServiceTick => {
    const switched = services?.services[name];
    return { name, enabled: switched?.enabled === true, notes: switched?.notes ?? '' };
  });
  const notes = account?.enabledNotes ?? '';
  return { services: [...held, { name: 'global', enabled: false, notes, reason }] };
}
