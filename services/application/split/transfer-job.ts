/** Why a patient's account is not handed over or taken in, as a job asks it of each. */
import { movingPerson } from '../../domain/split/split-rules.ts';
import type { TransferWork } from '../../domain/split/transfer-work.ts';
import type { Reason } from '../../domain/reason.ts';
import type { Outbox } from '../../ports/outbox.ts';
import type { PatientFacts } from '../commands/staff-action.ts';

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
