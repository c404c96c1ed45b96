/** What a job asks of the split for each patient: why they are not handed over or taken in, and whether it came as it was looked at. */
import type { JobPatient } from '../../domain/jobs/job.ts';
import { sinceTheLook, type Foreseen } from '../../domain/split/foreseen.ts';
import { isClosedBy } from '../../domain/split/moved-away.ts';
import { movingPerson, noticesOf } from '../../domain/split/split-rules.ts';
import {
  oldPatientOf,
  takenBack,
  TransferState,
  type Transfer,
} from '../../domain/split/transfer.ts';
import type { TransferWork } from '../../domain/split/transfer-work.ts';
import type { Reason } from '../../domain/reason.ts';
import type { PatientRecords } from '../../domain/records.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Outbox } from '../../ports/outbox.ts';
import type { AllPorts } from '../commands/command-ports.ts';
import type { PatientFacts } from '../commands/staff-action.ts';
import { no, transfersOf, transferWritten, unreachable } from './transfer-writes.ts';

/** Of what is taken in, the command knows: it reads the transfer, and looks at both sides. */
export async function whyNotTransferred(
  work: TransferWork,
  facts: PatientFacts,
  outbox: Pick<Outbox, 'entriesOf'>,
): Promise<Reason | undefined> {
  if (work.kind === 'transfer-in') return undefined;
  const person = movingPerson(facts, work);
  if (!person.ok) return person.failure.reason;
  const entries = await outbox.entriesOf(facts.patient.ref);
  if (!entries.ok) return entries.failure.reason;
  // What has been done here, and nobody else knows of yet, would not go with the rest.
  return entries.value.some(({ kind }) => kind !== 'audit') ? { code: 'work-not-sent' } : undefined;
}

/**
 * In what it came otherwise than somebody had looked at it.
 * @param facts as they were just before it was done; `before`: something was killed, and they are what had been made of them by then,
 *   as far as the host still tells.
 */
export async function otherwiseThanLooked(
  { kind }: TransferWork,
  { patientRef, foreseen }: Pick<JobPatient, 'patientRef' | 'foreseen'>,
  facts: PatientFacts | undefined,
  when: 'now' | 'before',
  { store }: Pick<AllPorts, 'store'>,
): Promise<Result<Reason | undefined>> {
  if (foreseen === undefined) return ok(undefined);
  if (kind === 'transfer-out')
    return ok(facts && otherwise(foreseen, wasOut(facts, foreseen, when)));
  const made = await store.read(patientRef);
  if (!made.ok) return made;
  const hadOne = when === 'now' && facts?.records.account !== undefined;
  return ok(otherwise(foreseen, cameIn(made.value, foreseen, hadOne)));
}

function otherwise(foreseen: readonly Foreseen[], now: readonly Foreseen[]): Reason | undefined {
  const since = sinceTheLook(foreseen, now);
  return since && { code: 'otherwise-than-looked', ...since };
}

function wasOut(
  facts: PatientFacts,
  foreseen: readonly Foreseen[],
  when: 'now' | 'before',
): readonly Foreseen[] {
  // Closing has ended them: whether they were there, nobody can say any more.
  const ended = when === 'before' ? foreseen.filter(isOfCodes) : [];
  return [...noticesOf(facts, facts.today), ...ended];
}

/** What was made; of an account that was here before, the look has not said whether it is disabled. */
function cameIn(
  { account }: PatientRecords,
  foreseen: readonly Foreseen[],
  hadOne: boolean,
): readonly Foreseen[] {
  const isShut = account?.enabled === false && (!hadOne || foreseen.includes('disabled'));
  return [
    ...(hadOne ? (['has-account'] as const) : []),
    ...(isShut ? (['disabled'] as const) : []),
  ];
}

function isOfCodes(each: Foreseen): boolean {
  return each === 'codes-unused';
}

function isBack({ state }: Pick<Transfer, 'state'>): boolean {
  return state === TransferState.takenBack || state === TransferState.givenBack;
}

/**
 * Whoever is left out is not taken in by the new practice either: what was written for it before something was killed is taken back.
 * Refused (`transfer-claimed`) where the new practice was quicker.
 */
export async function withdrawn(
  operationId: string,
  ports: Pick<AllPorts, 'environment' | 'split' | 'store'>,
): Promise<Result<void>> {
  const transfers = await transfersOf(ports);
  if (!transfers.ok) return transfers;
  const read = await transfers.value.read(operationId);
  if (!read.ok) return unreachable(read.failure);
  const held = read.value;
  if (held === undefined || isBack(held.body)) return ok();
  const records = await ports.store.read(oldPatientOf(held.body));
  if (!records.ok) return records;
  // Somebody has closed it by hand meanwhile: it has gone.
  if (isClosedBy(records.value.account, held.body)) return ok();
  if (held.body.state !== TransferState.handedOver) return no({ code: 'transfer-claimed' });
  const { environment } = ports;
  const back = takenBack(held.body);
  const written = await transferWritten(held, back, environment.newId(), transfers.value);
  return written.ok ? ok() : written;
}
