import type { Consent, ConsentProvision } from 'fhir/r4';
import { addDays, dateOf } from '../../services/domain/calendar.ts';
import { ServiceName, type CalendarDate } from '../../services/domain/records.ts';
import { ok } from '../../services/domain/result.ts';
import { ACCOUNT_KEY, SERVICE_CODE } from '../../services/fhir/vocabulary.ts';
import type { AccountFacts } from './account-person.ts';
import type { FhirGateway } from './fhir-gateway.ts';
import { practiceSettings, type SiteSettings } from './practice-settings.ts';
import { accountStillOpen } from './session-standing.ts';
import type { SignedIn } from './sign-in.ts';
import type { SiteResult } from './site-failure.ts';

/** In the patient's words; the practice has words of its own. */
const SERVICE_WORDS: Readonly<Record<ServiceName, string>> = {
  appointments: 'Book and cancel appointments',
  repeats: 'Order repeat prescriptions',
  acutes: 'Order other medicines you have had before',
  messaging: 'Send messages to your practice',
  'summary-data': 'See a summary of your health record',
  'detailed-coded-record': 'See your detailed coded record',
  'pharmacy-nomination-view': 'See your nominated pharmacy',
  'pharmacy-nomination-update': 'Change your nominated pharmacy',
};

/** What a signed-in patient sees. */
export interface AccountPage {
  readonly username: string;
  readonly practiceId: string;
  /** Services that the practice offers and has switched on for this patient, in the order of the practice's own list. */
  readonly services: readonly string[];
  /** Appointments is among them. */
  readonly canBook: boolean;
  /** Not of a basic account: nobody has checked whose it is. */
  readonly canChangeContacts: boolean;
  /** What the practice says to everybody who has signed in; empty when nothing. */
  readonly welcomeMessage: string;
  /** Day on which the account ends, where the practice wants it told by now. */
  readonly endsOn?: CalendarDate;
}

/** The page of a signed-in patient, or why the account is no longer open to them. */
export async function accountPage(
  fhir: FhirGateway,
  signedIn: SignedIn,
  now: Date,
): Promise<SiteResult<AccountPage>> {
  const open = await accountStillOpen(fhir, signedIn, now);
  if (!open.ok) return open;
  const account = open.value;
  const { services, settings } = await openServices(fhir, account);
  return ok({
    username: signedIn.username,
    practiceId: account.practiceId ?? '',
    services: services.map((name) => SERVICE_WORDS[name]),
    canChangeContacts: account.isBasic !== true,
    canBook: services.includes(ServiceName.appointments),
    welcomeMessage: settings.welcomeMessage,
    ...endsOn(account, settings, dateOf(now.toISOString())),
  });
}

function endsOn(
  { suspendOn }: AccountFacts,
  { suspendAtSixteen, warnBeforeSixteenDays }: SiteSettings,
  today: CalendarDate,
): Pick<AccountPage, 'endsOn'> {
  if (!suspendAtSixteen || suspendOn === undefined) return {};
  return addDays(suspendOn, -warnBeforeSixteenDays) <= today ? { endsOn: suspendOn } : {};
}

/** The services that are open to the owner of an account now, by the practice's settings. */
export async function openServices(
  fhir: FhirGateway,
  { key, practiceId, isBasic }: AccountFacts,
): Promise<{ readonly services: readonly ServiceName[]; readonly settings: SiteSettings }> {
  const consents = await fhir.search<Consent>('Consent', {
    identifier: `${ACCOUNT_KEY}|${key}`,
    status: 'active',
  });
  const permitted = new Set(consents.flatMap(permittedServices));
  const settings = await practiceSettings(fhir, practiceId);
  const services = Object.values(ServiceName).filter(
    (name) =>
      permitted.has(name) &&
      settings.isOffered(name) &&
      (isBasic !== true || name === ServiceName.appointments),
  );
  return { services, settings };
}

function permittedServices(consent: Consent): readonly string[] {
  return (consent.provision?.provision ?? []).filter(isPermit).flatMap(codesOf);
}

function isPermit({ type }: ConsentProvision): boolean {
  return type === 'permit';
}

function codesOf({ code }: ConsentProvision): readonly string[] {
  return (code ?? [])
    .flatMap(({ coding }) => coding ?? [])
    .flatMap((coding) =>
      coding.system === SERVICE_CODE && coding.code !== undefined ? [coding.code] : [],
    );
}
