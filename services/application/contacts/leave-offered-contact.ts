import { type Offer } from '../../domain/contacts/offered-contact.ts';
import type { Result } from '../../domain/result.ts';
import { words } from '../../words/words.ts';
import type { PatientAction } from '../commands/staff-action.ts';
import type { PatientOperation } from '../commands/staff-command.ts';
import { withoutOffer } from '../../domain/contacts/settled-offer.ts';

/** *Leave as it is*: what the patient typed at the website is offered no more, and the host's record stays. */
export async function leaveOfferedContact(
  action: PatientAction,
  input: PatientOperation & Offer,
): Promise<Result<void>> {
  const after = withoutOffer(action.records, input);
  if (!after.ok) return after;
  const said = words('commands').contacts;
  return action.commitRecords(after.value, {
    operationId: input.operationId,
    description: said.leave,
    summary: said.left(input.type),
  });
}
