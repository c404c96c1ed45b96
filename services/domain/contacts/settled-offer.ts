import type { PatientRecords } from '../records.ts';
import { FailureKind, ok, refuse, type Result } from '../result.ts';
import { ContactType } from './contact.ts';
import { offersOf, type Offer } from './offered-contact.ts';

/** The records without an offer that somebody has seen; refused where another one is in its place by now, or none. */
export function withoutOffer(records: PatientRecords, seen: Offer): Result<PatientRecords> {
  const isThere = offersOf(records).some(
    ({ type, value, at }) => type === seen.type && value === seen.value && at === seen.at,
  );
  const { account } = records;
  if (!isThere || account === undefined) {
    return refuse(FailureKind.changedMeanwhile, { code: 'changed-elsewhere' });
  }
  const { offeredEmail: email, offeredMobile: mobile, ...rest } = account;
  const left =
    seen.type === ContactType.email ? { offeredMobile: mobile } : { offeredEmail: email };
  const isLeft = Object.values(left).some((one) => one !== undefined);
  return ok({ ...records, account: isLeft ? { ...rest, ...left } : rest });
}
