import type { ContactPoint, Person } from 'fhir/r4';
import { LONGEST_EMAIL } from '../../domain/contacts/contact.ts';
import { offersIn, type Offer } from '../../domain/contacts/offered-contact.ts';
import type { AccountRecord } from '../../domain/records.ts';
import { OFFERED_CONTACT_EXTENSION } from '../vocabulary.ts';
import { extension, instant, isJson, listed, objects, text, type Json } from './reading.ts';

/** What the account still offers, in the place of what it offered; every other telecom is kept as it is. */
export function offeredTelecom(
  existing: readonly ContactPoint[] | undefined,
  account: AccountRecord,
): Pick<Person, 'telecom'> {
  const offers = offersIn(account);
  const held = listed(existing).map((point) => [point, offerIn(point)] as const);
  const kept = held.filter(([, offer]) => offer === undefined || offers.some(isSame(offer)));
  const missing = offers.filter((offer) => !held.some(([, one]) => one && isSame(offer)(one)));
  const telecom = [...kept.map(([point]) => point), ...missing.map(pointOf)];
  return telecom.length === 0 ? {} : { telecom };
}

/** The newest of each kind. One that makes no sense counts as not there, and is kept. */
export function offersFrom(person: Json): Pick<AccountRecord, 'offeredEmail' | 'offeredMobile'> {
  const offers = objects(person.telecom).flatMap((point) => offerIn(point) ?? []);
  const newest = (wanted: Offer['type']) =>
    offers
      .filter(({ type }) => type === wanted)
      .reduce<Offer | undefined>(
        (one, other) => (one && one.at >= other.at ? one : other),
        undefined,
      );
  const [email, mobile] = [newest('email'), newest('mobile')];
  return {
    ...(email && { offeredEmail: { offered: email.value, at: email.at } }),
    ...(mobile && { offeredMobile: { offered: mobile.value, at: mobile.at } }),
  };
}

function offerIn(point: unknown): Offer | undefined {
  if (!isJson(point)) return undefined;
  const at = instant(extension(point, OFFERED_CONTACT_EXTENSION)?.valueInstant);
  const value = text(point.value);
  const type = point.system === 'phone' ? 'mobile' : point.system;
  const isWhole = at !== undefined && value !== undefined && value.length <= LONGEST_EMAIL;
  return isWhole && (type === 'email' || type === 'mobile') ? { type, value, at } : undefined;
}

function isSame(offer: Offer): (other: Offer) => boolean {
  return ({ type, value, at }) => type === offer.type && value === offer.value && at === offer.at;
}

function pointOf({ type, value, at }: Offer): ContactPoint {
  return {
    ...(type === 'email' ? { system: 'email' } : { system: 'phone', use: 'mobile' }),
    value,
    extension: [{ url: OFFERED_CONTACT_EXTENSION, valueInstant: at }],
  };
}
