/** Email addresses and mobile numbers that the patient typed at the website: offered to the host's record, never put there. */
import type { AccountRecord, Instant, PatientRecords } from '../records.ts';
import { ContactType, type Contact } from './contact.ts';

/** The two, by their names in the account. */
export const OFFER_FIELDS = ['offeredEmail', 'offeredMobile'] as const;

/** One of them, as somebody at the practice has seen it. */
export interface Offer {
  readonly type: 'email' | 'mobile';
  readonly value: string;
  readonly at: Instant;
}

/**
 * What waits for somebody at the practice. Nothing of a basic account: nobody has checked who made it, and whoever did
 * is not to change where the patient's messages go.
 */
export function offersOf({ account }: PatientRecords): readonly Offer[] {
  return account === undefined || account.kind === 'osu' ? [] : offersIn(account);
}

/** Those of the account, whatever kind it is. */
export function offersIn({
  offeredEmail: email,
  offeredMobile: mobile,
}: Pick<AccountRecord, (typeof OFFER_FIELDS)[number]>): readonly Offer[] {
  return [
    ...(email ? [{ type: ContactType.email, value: email.offered, at: email.at }] : []),
    ...(mobile ? [{ type: ContactType.mobile, value: mobile.offered, at: mobile.at }] : []),
  ];
}

/** Those that the host's record does not have yet; one that it has is done. */
export function waitingOffers(
  records: PatientRecords,
  contacts: readonly Contact[],
): readonly Offer[] {
  return offersOf(records).filter((offer) => !isHeld(contacts, offer));
}

/** Whether the record has this very address or number, however it is written there. */
export function isHeld(
  contacts: readonly Contact[],
  { type, value }: Pick<Contact, 'type' | 'value'>,
): boolean {
  return contacts.some((held) => held.type === type && plain(held) === plain({ type, value }));
}

/** Mail systems tell no capitals from small letters, and a number of the United Kingdom is written in two ways. */
function plain({ type, value }: Pick<Contact, 'type' | 'value'>): string {
  return type === ContactType.email
    ? value.trim().toLowerCase()
    : value.replace(/[\s().-]/g, '').replace(/^\+44/, '0');
}
