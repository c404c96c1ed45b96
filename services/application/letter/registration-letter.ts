/** Making the registration letter. Plain codes live only inside these calls. */
import { firstValueFrom } from 'rxjs';
import { dateOf } from '../../domain/calendar.ts';
import { pendingRegistration } from '../../domain/codes/pending-codes.ts';
import { ContactType, verifiedPreferred } from '../../domain/contacts/contact.ts';
import { printedSettings, type PracticeSettings } from '../../domain/practice/practice-settings.ts';
import { eligiblePatientId } from '../../domain/patient/eligibility.ts';
import { ageGroupOf, type AgeGroup } from '../../domain/patient/patient-questions.ts';
import type { PatientId } from '../../domain/patient/patient-identifier.ts';
import type { AccountRecord, LetterRecord, RegistrationRecord } from '../../domain/records.ts';
import { FailureKind, ok, refuse, type Result } from '../../domain/result.ts';
import type { Patient } from '../../ports/practice-host.ts';
import type { Addressee, RegistrationLetter } from '../../ports/letter-renderer.ts';
import type { RegistrationCodes } from '../../ports/registration-codes.ts';
import { words } from '../../words/words.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import { sentenceOf } from '../commands/refusal.ts';
import type { PatientAction, PatientFacts } from '../commands/staff-action.ts';
import { areCodesShared } from './shared-codes.ts';
import { whyUnreachable } from '../../domain/contacts/unreachable.ts';
import { lettersOf } from '../../domain/letter/letters-of.ts';
import { usableServices } from '../../domain/services/usable-services.ts';

/** A letter on its way to the patient: opaque bytes, gone when released. */
export interface PreparedLetter {
  readonly pdf: Blob;
  readonly title: string;
  /** Which set of codes it bears. */
  readonly registrationId: string;
  /** "Copy 2", or `undefined` for the first. */
  readonly copyLabel?: string;
  /** Warning to show with it, e.g. the codes do not work yet. */
  readonly warning?: string;
}

/** How staff want the letter. */
export interface LetterChoices {
  /** Of a restricted patient: they have asked for the letter to bear their address. For others it always does. */
  readonly addressAskedFor?: boolean;
  /** Which letter: one that is saved and then printed is one letter. Left out = one of its own. */
  readonly letterId?: string;
}

/** Codes that wait to be used, with everything a letter about them needs. */
export interface LetterFacts {
  readonly account: AccountRecord;
  readonly registration: RegistrationRecord & { readonly sealedCodes: string };
  readonly patientId: PatientId;
  readonly copy: number;
  /** What is kept of this letter, when it has gone out by another way already. */
  readonly before?: LetterRecord;
}

export interface MadeLetter {
  readonly letter: PreparedLetter;
  readonly facts: LetterFacts;
}

/** Makes the letter anew, with the codes as they were issued. */
export async function makeLetter(
  action: PatientAction,
  ports: CommandPorts,
  choices: LetterChoices,
): Promise<Result<MadeLetter>> {
  const said = await letterFor(action, ports, choices);
  if (!said.ok) return said;
  const { content, facts } = said.value;
  const { account, registration, copy } = facts;
  const pdf = await ports.renderer.render(content);
  if (!pdf.ok) return pdf;
  const entries = await ports.outbox.entriesOf(account.patientRef);
  if (!entries.ok) return entries;
  const letter: PreparedLetter = {
    pdf: pdf.value,
    title: words('commands').letter.title,
    registrationId: registration.id,
    ...(copy === 0 ? {} : { copyLabel: words('commands').letter.copyLabel(copy) }),
    ...(areCodesShared(registration.id, account.id, entries.value)
      ? {}
      : { warning: sentenceOf({ code: 'codes-not-shared' }) }),
  };
  return ok({ letter, facts });
}

/** What the letter says, codes and all: for who makes it, and nobody else. */
export async function letterFor(
  action: PatientAction,
  ports: CommandPorts,
  choices: LetterChoices,
): Promise<Result<{ readonly content: RegistrationLetter; readonly facts: LetterFacts }>> {
  const facts = letterFacts(action.facts, choices);
  if (!facts.ok) return facts;
  const { account, registration } = facts.value;
  const codes = await ports.issuer.open(registration.sealedCodes, {
    practiceId: ports.practice.id,
    accountKey: account.id,
    registrationId: registration.id,
  });
  if (!codes.ok) return codes;
  const content = await contentOf(action, { ...facts.value, choices }, codes.value, ports);
  return content.ok ? ok({ content: content.value, facts: facts.value }) : content;
}

function letterFacts(
  { patient, practice, records }: PatientFacts,
  { letterId }: LetterChoices,
): Result<LetterFacts> {
  const patientId = eligiblePatientId({ ...patient, nation: practice.nation });
  if (!patientId.ok) return patientId;
  const registration = pendingRegistration(records);
  const sealedCodes = registration?.sealedCodes;
  if (records.account === undefined || registration === undefined || sealedCodes === undefined) {
    return refuse(FailureKind.letterImpossible, { code: 'codes-not-here-yet' });
  }
  const letters = lettersOf(records, registration);
  const before = letters.find(({ id }) => id === letterId);
  return ok({
    account: records.account,
    registration: { ...registration, sealedCodes },
    patientId: patientId.value,
    copy: before?.copy ?? letters.length,
    ...(before && { before }),
  });
}

const ADDRESSEES = {
  'under-11': 'guardian',
  'under-16': 'young-person',
  adult: 'patient',
} as const satisfies Record<AgeGroup, Addressee>;

/** Of who is under 11 it is the practice's choice; from 11 on a letter is the young person's own. */
function addresseeOf(
  group: AgeGroup,
  { lettersOfChildren }: Pick<PracticeSettings, 'lettersOfChildren'>,
): Addressee {
  return group === 'under-11' && lettersOfChildren === 'child' ? 'child' : ADDRESSEES[group];
}

async function contentOf(
  { patient, records }: PatientAction,
  {
    account,
    registration,
    patientId,
    copy,
    choices,
  }: LetterFacts & { readonly choices: LetterChoices },
  codes: RegistrationCodes,
  { environment, patients, practice, settings }: CommandPorts,
): Promise<Result<RegistrationLetter>> {
  const current = await firstValueFrom(settings.settings$);
  const checked = printedSettings(current);
  if (!checked.ok) return checked;
  const { activationDays, siteUrl } = checked.value;
  const { services } = current;
  const contacts = await firstValueFrom(patients.contacts$(patient.ref));
  const email = verifiedPreferred(contacts, ContactType.email)?.value;
  const noEmailBecause = whyUnreachable(contacts, ContactType.email);
  const sharing =
    email === undefined ? ok(0) : await patients.countSharingEmail(patient.ref, email);
  return ok({
    practice,
    patient: {
      name: patient.letterName ?? words('views').patient.nameNotRecorded,
      ...(patient.surname === undefined ? {} : { surname: patient.surname }),
      address: patient.address?.lines ?? [],
      addressee: addresseeOf(ageGroupOf(patient, environment.today()), current),
      isRestricted: patient.restricted,
      addressAskedFor: isAddressAskedFor(patient, choices),
      patientId: patientId.value,
      patientIdScheme: patientId.scheme,
      ...(email === undefined ? {} : { email }),
      ...(noEmailBecause === undefined ? {} : { noEmailBecause }),
      // Not to be had without a network: what everybody is told about mailboxes must do then.
      emailIsShared: sharing.ok && sharing.value > 0,
    },
    date: environment.today(),
    letterNumber: `${registration.id.slice(0, 8).toUpperCase()}-${copy + 1}`,
    copy,
    issuedOn: dateOf(registration.issuedAt),
    expiresOn: registration.expiresOn,
    token: codes.token,
    accountId: account.accountId,
    linkageKey: codes.linkageKey,
    // The website goes by what was promised when the codes were issued, whatever the setting says today.
    activationDays: registration.activationDays ?? activationDays,
    siteUrl,
    services: usableServices(practice.nation, services, records.services),
    language: 'en',
  });
}

/** Whether the letter bears the address of a patient of whom it would not. */
export function isAddressAskedFor(
  { restricted }: Pick<Patient, 'restricted'>,
  { addressAskedFor }: LetterChoices,
): boolean {
  return restricted && addressAskedFor === true;
}
