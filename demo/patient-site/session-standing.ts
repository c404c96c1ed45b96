import type { Person } from 'fhir/r4';
import { AccountStatus } from '../../services/domain/records.ts';
import { ok } from '../../services/domain/result.ts';
import { accountIn, isSinceReset, type AccountFacts } from './account-person.ts';
import type { FhirGateway } from './fhir-gateway.ts';
import { patientLetIn } from './let-in.ts';
import { accountLockedUntil, lockedMessage } from './lock.ts';
import { fail, moved, notOpen, signedOut, type SiteResult } from './site-failure.ts';

/**
 * The account of somebody who has signed in, as the record has it now, or why their session is over. Every page and every
 * look of the signed-in page comes through here: whatever ends a session is told in this one place.
 */
export async function accountStillOpen(
  fhir: FhirGateway,
  signedIn: { readonly personId: string; readonly resetId?: string },
  now: Date,
): Promise<SiteResult<AccountFacts>> {
  const person = await fhir.read<Person>('Person', signedIn.personId);
  const account = person && accountIn(person);
  if (account?.movedTo !== undefined) return moved(account.movedTo, 401);
  if (account === undefined || !isSinceReset(account, signedIn)) return signedOut();
  if ((await patientLetIn(fhir, account, now)) === undefined) return notOpen(401);
  const until = accountLockedUntil(account, now);
  if (until !== undefined) return fail(401, 'locked', lockedMessage(until));
  return account.status === AccountStatus.active ? ok(account) : signedOut();
}
