import { randomUUID } from 'node:crypto';
import type { ContactPoint, Patient, Person } from 'fhir/r4';
import { checkContact } from '../../services/domain/contacts/check-contact.ts';
import { isHeld, type Offer } from '../../services/domain/contacts/offered-contact.ts';
import { WebsiteAction } from '../../services/domain/history/history-kind.ts';
import { AccountStatus } from '../../services/domain/records.ts';
import { ok } from '../../services/domain/result.ts';
import { OFFERED_CONTACT_EXTENSION } from '../../services/fhir/vocabulary.ts';
import { accountIn, isSinceReset, type AccountFacts } from './account-person.ts';
import type { FhirGateway, Stored } from './fhir-gateway.ts';
import { textOf } from './registration-details.ts';
import { stamped } from './resource-parts.ts';
import { accountStillOpen } from './session-standing.ts';
import type { SignedIn } from './sign-in.ts';
import {
  fail,
  failFields,
  signedOut,
  UNAVAILABLE_MESSAGE,
  type SiteResult,
} from './site-failure.ts';
import { noted } from './site-history.ts';

/** Whoever else writes the Person at the same moment, it is tried again. */
const ROUNDS = 3;

const WRONG: Readonly<Record<Offer['type'], string>> = {
  email: 'Type an email address such as name@mail.example, or leave it empty.',
  mobile: 'Type a mobile number such as 07700 900123, or leave it empty.',
};

type Typed = Pick<Offer, 'type' | 'value'>;

/**
 * What a signed-in patient changes of how to reach them. It goes to the practice with the time, and changes nothing
 * before somebody there has looked at it: not where emails go, and not what counts as verified.
 */
export class ContactDetails {
  readonly #fhir: FhirGateway;
  readonly #now: () => Date;

  constructor(fhir: FhirGateway, now: () => Date) {
    this.#fhir = fhir;
    this.#now = now;
  }

  /** The answer says nothing of what the practice has: whoever is signed in may be somebody else. */
  async change(
    signedIn: SignedIn,
    form: Readonly<Record<string, unknown>>,
  ): Promise<SiteResult<object>> {
    const typed = readContacts(form);
    if (!typed.ok) return typed;
    for (let round = 0; round < ROUNDS; round += 1) {
      const answer = await this.#tryOnce(signedIn, typed.value);
      if (answer !== undefined) return answer;
    }
    return fail(503, 'unavailable', UNAVAILABLE_MESSAGE);
  }

  /** `undefined`: the Person has changed meanwhile, or the answer was lost; look again. */
  async #tryOnce(
    signedIn: SignedIn,
    typed: readonly Typed[],
  ): Promise<SiteResult<object> | undefined> {
    const open = await accountStillOpen(this.#fhir, signedIn, this.#now());
    if (!open.ok) return open;
    if (open.value.isBasic === true) return notForBasic();
    const person = await this.#fhir.read<Person>('Person', signedIn.personId);
    const account = person && accountIn(person);
    if (person === undefined || account === undefined || !isStill(account, signedIn)) {
      return signedOut();
    }
    const patient = await this.#fhir.read<Patient>('Patient', account.patientRef ?? '');
    const at = this.#now().toISOString();
    const operation = randomUUID();
    const telecom = changedTelecom(person, { typed, patient, at });
    const update = stamped({ ...person, telecom }, operation);
    const deed = { action: WebsiteAction.changeContacts, at, operation, byPatient: true } as const;
    const outcome = await this.#fhir.commit([{ update }, ...noted(account, deed)]);
    return outcome === 'done' ? ok({}) : undefined;
  }
}

/** What was typed, tidied; at least one of the two. */
function readContacts(form: Readonly<Record<string, unknown>>): SiteResult<readonly Typed[]> {
  const filled = (['email', 'mobile'] as const)
    .map((type) => ({ type, value: textOf(form[type]).trim() }))
    .filter(({ value }) => value !== '');
  if (filled.length === 0) return failFields({ email: 'Type what has changed.' });
  const checked = filled.map((one) => checkContact({ ...one, verified: false, preferred: false }));
  const wrong = filled.filter((_, index) => checked[index]?.ok !== true);
  if (wrong.length > 0) {
    return failFields(Object.fromEntries(wrong.map(({ type }) => [type, WRONG[type]])));
  }
  return ok(
    filled.map(({ type, value }, index) => {
      const one = checked[index];
      return { type, value: one?.ok === true ? one.value.value : value };
    }),
  );
}

interface Change {
  readonly typed: readonly Typed[];
  readonly patient: Patient | undefined;
  readonly at: string;
}

/** The newest of each kind in the place of the one before; nothing of what the record of the patient has already. */
function changedTelecom(person: Stored<Person>, { typed, patient, at }: Change): ContactPoint[] {
  const isReplaced = (point: ContactPoint): boolean =>
    typed.some(({ type }) => isOffered(point) && point.system === systemOf(type));
  const held = (patient?.telecom ?? []).flatMap((point) => contactOf(point) ?? []);
  const news = typed.filter((one) => !isHeld(held, one));
  return [
    ...(person.telecom ?? []).filter((point) => !isReplaced(point)),
    ...news.map(({ type, value }) => pointOf({ type, value, at })),
  ];
}

function pointOf({ type, value, at }: Offer): ContactPoint {
  return {
    system: systemOf(type),
    ...(type === 'mobile' && { use: 'mobile' as const }),
    value,
    extension: [{ url: OFFERED_CONTACT_EXTENSION, valueInstant: at }],
  };
}

function systemOf(type: Offer['type']): 'email' | 'phone' {
  return type === 'email' ? 'email' : 'phone';
}

function isOffered({ extension }: ContactPoint): boolean {
  return extension?.some(({ url }) => url === OFFERED_CONTACT_EXTENSION) === true;
}

function contactOf({ system, use, value }: ContactPoint) {
  if (value === undefined || use === 'old') return undefined;
  const type = system === 'email' ? ('email' as const) : ('mobile' as const);
  return { type, value, verified: false, preferred: false };
}

function isStill(account: AccountFacts, signedIn: SignedIn): boolean {
  return isSinceReset(account, signedIn) && account.status === AccountStatus.active;
}

function notForBasic(): ReturnType<typeof fail> {
  return fail(
    422,
    'not-offered',
    'With a basic account you cannot change your contact details. Please phone your practice.',
  );
}
