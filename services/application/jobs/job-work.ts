/** What each kind of job does to one patient, and why it would not. */
import { from } from 'rxjs';
import { pendingRegistration } from '../../domain/codes/pending-codes.ts';
import { ContactType, verifiedPreferred } from '../../domain/contacts/contact.ts';
import {
  isLetterWork,
  type CreateWork,
  type JobKind,
  type JobPatient,
  type JobWork,
} from '../../domain/jobs/job.ts';
import { whyLeftOut } from '../../domain/jobs/left-out.ts';
import type { Permission } from '../../domain/practice/permission.ts';
import type { Reason } from '../../domain/reason.ts';
import { whyNotRemind } from '../../domain/reminders/reminder-rules.ts';
import { servicesOf } from '../../domain/services/service-entitlements.ts';
import { isTransfer } from '../../domain/split/transfer-work.ts';
import type { Contact } from '../../domain/contacts/contact.ts';
import { COMMANDS } from '../commands/command-list.ts';
import type { AllPorts } from '../commands/command-ports.ts';
import type { PatientFacts } from '../commands/staff-action.ts';
import type { AnsweredOperation } from '../commands/staff-command.ts';
import { areCodesShared } from '../letter/shared-codes.ts';
import type { ServiceTick } from '../services/service-ticks.ts';
import { firstWithin } from '../../streams/first-within.ts';

/** The product's own command for it. */
export const COMMAND_OF = {
  disable: 'changeServices',
  remind: 'sendReminder',
  print: 'printLetter',
  reprint: 'printLetter',
  create: 'createAccount',
  'transfer-out': 'handOverAccount',
  'transfer-in': 'takeInAccount',
} as const satisfies Record<JobKind, keyof typeof COMMANDS>;

/** What it asks for, as for one patient. */
export function permissionOf(kind: JobKind): Permission {
  return COMMANDS[COMMAND_OF[kind]].permission;
}

/** What the host has to say of one patient within. */
const ANSWER_MS = 10_000;

/** What somebody takes who waits for the host. Rejects with a `NoAnswer` when it takes too long. */
export function inTime<T>(answer: Promise<T>): Promise<T> {
  return firstWithin(from(answer), ANSWER_MS);
}

type Ports = Pick<AllPorts, 'patients' | 'outbox' | 'store'>;

/**
 * Why it is not done to this patient: the same before a job, when it is only looked who there is, and in it.
 * @param registrationId of a letter: which codes were looked at, where somebody has looked.
 */
export async function whyNot(
  work: JobWork,
  facts: PatientFacts,
  ports: Ports,
  registrationId?: string,
): Promise<Reason | undefined> {
  if (isTransfer(work)) {
    const transfers = await import('../split/transfer-job.ts');
    const why = await transfers.whyNotTransferred(work, facts, ports.outbox);
    return why && withoutNumber(why);
  }
  const { whyNot: rule } = COMMANDS[COMMAND_OF[work.kind]];
  const why = whyLeftOut(work, facts) ?? rule?.(facts)?.reason;
  if (why !== undefined) return withoutNumber(why);
  if (isLetterWork(work)) return whyNoLetter(facts, ports, registrationId);
  switch (work.kind) {
    case 'disable':
      return undefined;
    case 'remind':
      return whyNoReminder(facts, ports);
    case 'create':
      return whyNoAccountYet(work, facts, ports);
  }
}

/** Reasons are kept with the job, and numbers of patients are not. */
function withoutNumber(why: Reason): Reason {
  return 'number' in why ? { code: 'number-left-out' } : why;
}

/** Codes that do not work yet are handed to nobody: a person could be asked, a pile cannot. */
async function whyNoLetter(
  { records }: PatientFacts,
  { outbox }: Ports,
  registrationId: string | undefined,
): Promise<Reason | undefined> {
  const { account } = records;
  const codes = pendingRegistration(records);
  if (account === undefined || codes?.sealedCodes === undefined) {
    return { code: 'codes-not-here-yet' };
  }
  if (registrationId !== undefined && codes.id !== registrationId) {
    return { code: 'codes-replaced' };
  }
  const entries = await outbox.entriesOf(account.patientRef);
  if (!entries.ok) return entries.failure.reason;
  return areCodesShared(codes.id, account.id, entries.value)
    ? undefined
    : { code: 'codes-not-shared' };
}

async function whyNoReminder(
  { records, patient, now }: PatientFacts,
  ports: Ports,
): Promise<Reason | undefined> {
  const notNow = records.account && whyNotRemind(records.account, now);
  if (notNow !== undefined) return notNow;
  const contacts = await contactsOf(patient.ref, ports);
  const isReached = [ContactType.email, ContactType.mobile].some(
    (type) => verifiedPreferred(contacts, type) !== undefined,
  );
  return isReached ? undefined : { code: 'no-verified-contact' };
}

/** A person would be asked about these, one by one. */
async function whyNoAccountYet(
  { withoutEmail }: CreateWork,
  facts: PatientFacts,
  ports: Ports,
): Promise<Reason | undefined> {
  for (const ref of facts.patient.replaces ?? []) {
    const earlier = await ports.store.read(ref);
    if (!earlier.ok) return earlier.failure.reason;
    const { account } = earlier.value;
    const told = account && COMMANDS.createAccount.note?.({ ...facts, earlierAccount: account });
    if (told !== undefined) return told;
  }
  if (withoutEmail) return undefined;
  const contacts = await contactsOf(facts.patient.ref, ports);
  return verifiedPreferred(contacts, ContactType.email) === undefined
    ? { code: 'email-left-out' }
    : undefined;
}

function contactsOf(patientRef: string, { patients }: Ports): Promise<readonly Contact[]> {
  return firstWithin(patients.contacts$(patientRef), ANSWER_MS);
}

/** What the command is given. */
export function inputFor(
  work: JobWork,
  facts: PatientFacts,
  operationId: string,
  { transferId }: JobPatient,
): AnsweredOperation {
  const { ref: patientRef } = facts.patient;
  const input = { patientRef, operationId };
  switch (work.kind) {
    case 'disable':
      return { ...input, ...ticksToDisable(facts, work.reason) };
    case 'create':
      return { ...input, ...ticksToCreate(facts, work) };
    case 'transfer-out':
    case 'transfer-in':
      return { ...input, ...work, ...(transferId !== undefined && { transferId }) };
    case 'remind':
    case 'print':
    case 'reprint':
      return input;
  }
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

/** The services that were chosen for all of them, switched on; what is asked about the email address is answered for all. */
function ticksToCreate(
  { practice }: PatientFacts,
  { services, withoutEmail }: CreateWork,
): { readonly services: readonly ServiceTick[] } & Pick<AnsweredOperation, 'answered'> {
  const ticks = servicesOf(practice.nation).map((name): ServiceTick => ({
    name,
    enabled: services.includes(name),
    notes: '',
  }));
  return {
    services: [...ticks, { name: 'global', enabled: true, notes: '' }],
    ...(withoutEmail && { answered: ['no-preferred-email', 'email-not-verified'] }),
  };
}
