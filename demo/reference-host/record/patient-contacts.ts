import type { ContactPoint, Patient } from 'fhir/r4';
import type { HostContact, HostVerification } from '../../../plugin/host-api.ts';
import { HostRefusal } from '../base/host-refusal.ts';

/** Where this host keeps *Verified*, for which FHIR has no place: an extension of the contact point. */
export const CONTACT_VERIFIED_EXTENSION =
  'https://fhir.online-services.example/StructureDefinition/contact-verified';

/** Where this host keeps how a contact was verified, as it was given. */
const VERIFICATION_EXTENSION =
  'https://fhir.online-services.example/StructureDefinition/reference-host-contact-verification';

/**
 * The ways to reach a patient: FHIR `telecom` as contacts. Email by its system; a phone whose use is mobile, or an SMS
 * number, as mobile; other phones as phone. Rank 1 is the preferred one. Contacts that have ended are left out.
 */
export function contactsOf(patient: Patient): readonly HostContact[] {
  const contacts = (patient.telecom ?? []).flatMap((point) => toContact(point) ?? []);
  return contacts.map((contact, index) => ({
    ...contact,
    // Somebody else's data may rank two of a type first; only one can be preferred.
    preferred: contact.preferred && isFirstPreferred(contacts, index),
  }));
}

/** The result of {@link withContact}. */
export interface ContactChange {
  readonly patient: Patient;
  readonly saved: HostContact;
}

/**
 * The patient with a contact added, or the one of the same id updated; preferring it clears the others of its type.
 * Other content of a contact point is kept.
 * @throws {HostRefusal} when there is nothing in it, it is there already, or the one to update is gone.
 */
export function withContact(
  patient: Patient,
  contact: HostContact,
  newId: () => string,
): ContactChange {
  const value = contact.value.trim();
  if (value === '') throw new HostRefusal('Type the address or number.');
  const telecom = (patient.telecom ?? []).map((point) => ({ ...point }));
  const same = telecom.find(
    (point) => comparable(point.value) === comparable(value) && idOf(point) !== contact.id,
  );
  if (same !== undefined && toContact(same)?.type === contact.type) {
    throw new HostRefusal('This is on the patient’s record already.');
  }
  const existing = contact.id === undefined ? undefined : telecom.find(hasId(contact.id));
  if (contact.id !== undefined && existing === undefined) {
    throw new HostRefusal('This contact is no longer on the patient’s record.');
  }
  const saved = { ...contact, id: contact.id ?? newId(), value };
  const changed = toContactPoint(saved, existing);
  const others = telecom.map((point) => {
    if (point === existing) return changed;
    return saved.preferred && toContact(point)?.type === saved.type ? withoutRank(point) : point;
  });
  const next = existing === undefined ? [...others, changed] : others;
  return { patient: { ...patient, telecom: next }, saved };
}

/** Whether a patient holds this email address, compared without case and spaces. */
export function holdsEmail(patient: Patient, email: string): boolean {
  const wanted = comparable(email);
  return contactsOf(patient).some(
    (contact) => contact.type === 'email' && comparable(contact.value) === wanted,
  );
}

function toContact(point: ContactPoint): HostContact | undefined {
  const { value, period, use } = point;
  const type = typeOf(point);
  if (type === undefined || value === undefined || use === 'old') return undefined;
  if (period?.end !== undefined && Date.parse(period.end) < Date.now()) return undefined;
  const verified = (point.extension ?? []).some(
    ({ url, valueBoolean }) => url === CONTACT_VERIFIED_EXTENSION && valueBoolean === true,
  );
  const verification = verified ? verificationIn(point) : undefined;
  return {
    id: idOf(point),
    type,
    value,
    verified,
    preferred: point.rank === 1,
    ...(verification && { verification }),
  };
}

/** Written by this host alone; what others made of it counts as not there. */
function verificationIn({ extension = [] }: ContactPoint): HostVerification | undefined {
  const text = extension.find(({ url }) => url === VERIFICATION_EXTENSION)?.valueString;
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as HostVerification;
  } catch {
    return undefined;
  }
}

function typeOf({ system, use }: ContactPoint): HostContact['type'] | undefined {
  if (system === 'email') return 'email';
  if (system === 'sms') return 'mobile';
  if (system === 'phone') return use === 'mobile' ? 'mobile' : 'phone';
  return undefined;
}

function toContactPoint(contact: HostContact, existing: ContactPoint | undefined): ContactPoint {
  const { id, type, value, verified, preferred, verification } = contact;
  const extension = [
    ...(existing?.extension ?? []).filter(({ url }) => !OWN.includes(url)),
    { url: CONTACT_VERIFIED_EXTENSION, valueBoolean: verified },
    ...(verified && verification !== undefined
      ? [{ url: VERIFICATION_EXTENSION, valueString: JSON.stringify(verification) }]
      : []),
  ];
  const base: ContactPoint = {
    ...withoutRank(existing ?? {}),
    ...(id === undefined ? {} : { id }),
    extension,
    system: type === 'email' ? 'email' : 'phone',
    value,
    use: useFor(type, existing?.use),
  };
  return preferred ? { ...base, rank: 1 } : base;
}

const OWN: readonly string[] = [CONTACT_VERIFIED_EXTENSION, VERIFICATION_EXTENSION];

function useFor(type: HostContact['type'], before: ContactPoint['use']): ContactPoint['use'] {
  if (type === 'mobile') return 'mobile';
  return before === undefined || before === 'mobile' ? 'home' : before;
}

function withoutRank(point: ContactPoint): ContactPoint {
  const { rank: _rank, ...rest } = point;
  return rest;
}

/**
 * Contact points of other systems often have no id: what they hold stands in for one until they are saved here, when
 * they keep it.
 */
function idOf(point: ContactPoint): string {
  return point.id ?? `${point.system ?? ''}:${comparable(point.value)}`;
}

function hasId(id: string): (point: ContactPoint) => boolean {
  return (point) => idOf(point) === id;
}

function comparable(value: string | undefined): string {
  return (value ?? '').replace(/\s/g, '').toLowerCase();
}

function isFirstPreferred(contacts: readonly HostContact[], index: number): boolean {
  const { type } = contacts[index] ?? {};
  return contacts.findIndex((other) => other.preferred && other.type === type) === index;
}
