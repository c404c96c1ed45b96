import { dayToSuspend, isAgeCareDue } from '../../domain/account/child-account.ts';
import { isWaitingForActivation } from '../../domain/account/account-state.ts';
import { addDays } from '../../domain/calendar.ts';
import { ContactType, verifiedPreferred, type Contact } from '../../domain/contacts/contact.ts';
import { waitingOffers } from '../../domain/contacts/offered-contact.ts';
import { isNewFromElsewhere } from '../../domain/account/made-elsewhere.ts';
import { eligiblePatientId } from '../../domain/patient/eligibility.ts';
import { patientIdFor, schemeUsedIn } from '../../domain/patient/patient-identifier.ts';
import { staffChoices } from '../../domain/identity/staff-choices.ts';
import type { PatientRecords, ServiceEntitlement, StaffMember } from '../../domain/records.ts';
import {
  defaultTick,
  isRecordService,
  servicesOf,
} from '../../domain/services/service-entitlements.ts';
import type { OutboxEntry, UnsentTotals } from '../../ports/outbox.ts';
import type { StaffSession } from '../../ports/practice-host.ts';
import type { StaffNotice } from '../../ports/staff-notice.ts';
import type { SyncState } from '../../ports/sync-control.ts';
import { visibleText, words } from '../../words/words.ts';
import { accountView, letterView } from '../account/account-view.ts';
import { sentenceOf } from '../commands/refusal.ts';
import type { PatientFacts } from '../commands/staff-action.ts';
import { disablingView } from '../services/disabling-views.ts';
import { mustEndAccess, whyNobodyIsLetIn } from '../patient/who-is-let-in.ts';
import { shownText } from '../shown-text.ts';
import { syncView } from '../unsent-work/sync-view.ts';
import type { WorkViews } from '../unsent-work/work-views.ts';
import type { Loading } from './loading.ts';
import type {
  AccountView,
  IdentityCheckView,
  LetterView,
  PatientView,
  ReadyTabView,
  ServiceView,
} from '../views.ts';

/** Everything the tab is put together from. */
export interface TabFacts extends PatientFacts {
  readonly session: StaffSession;
  readonly colleagues: readonly StaffMember[];
  readonly contacts: readonly Contact[];
  readonly emailSharedBy: number | undefined;
  /** The patient's own unsent work. */
  readonly entries: readonly OutboxEntry[];
  readonly others: UnsentTotals;
  /** What who is signed in must be told of their own work. */
  readonly notices: readonly StaffNotice[];
  /** All there is has been fetched once. */
  readonly isComplete: boolean;
  readonly sync: SyncState;
  readonly letterAtHand: boolean;
  readonly can: ReadyTabView['can'];
  /** What describes unsent work, once it has loaded. */
  readonly describing: Loading<WorkViews>;
}

/** The Online Services tab of one patient, ready to show. */
export function tabView(facts: TabFacts): ReadyTabView {
  const { contacts, records, entries, session } = facts;
  const account = accountView(records, entries, facts.now);
  const letter = letterView(records, entries, facts.today);
  const email = verifiedPreferred(contacts, ContactType.email);
  const mobile = verifiedPreferred(contacts, ContactType.mobile);
  const offeredContacts = waitingOffers(records, contacts);
  return {
    patient: patientView(facts),
    today: facts.today,
    staff: session.staff,
    staffChoices: staffChoices(session.staff, facts.colleagues, records.identityChecks).map(
      ({ id, name }) => ({ id, name: visibleText(name) }),
    ),
    contacts,
    ...(email === undefined ? {} : { preferredEmail: email }),
    ...(mobile === undefined ? {} : { preferredMobile: mobile }),
    ...(facts.emailSharedBy === undefined ? {} : { emailSharedBy: facts.emailSharedBy }),
    identityChecks: records.identityChecks.map((check) => identityCheckView(check, entries)),
    services: serviceViews(facts),
    ...(facts.settings.presets.length > 0 && { presets: facts.settings.presets }),
    ...(account === undefined
      ? mayExist(facts)
      : { account: { ...account, ...childUntil(facts) } }),
    ...(letter === undefined ? {} : { letter }),
    ...waiting(facts),
    ...(offeredContacts.length > 0 && { offeredContacts }),
    ...nobodyLetIn(facts),
    ...upkeep(facts, letter),
    ...(facts.settings.missedAppointmentsLimit > 0 && account && { countsMissed: true }),
    can: facts.can,
    letterAtHand: facts.letterAtHand,
    sync: syncView(facts.sync, facts, session, facts.describing),
  };
}

/** Only where somebody could be let in: without an account it is said beside *Create*. */
function nobodyLetIn(facts: TabFacts): Pick<ReadyTabView, 'nobodyLetIn'> {
  const reason = facts.records.account && whyNobodyIsLetIn(facts);
  return reason === undefined ? {} : { nobodyLetIn: sentenceOf(reason) };
}

function upkeep(facts: TabFacts, letter: LetterView | undefined): Pick<ReadyTabView, 'upkeep'> {
  if (mustEndAccess(facts)) return { upkeep: 'end-access' };
  if (isAgeCareDue(facts)) return { upkeep: 'turn-sixteen' };
  if (letter?.expired === true && !letter.wiped) return { upkeep: 'expire-codes' };
  return isNewFromElsewhere(facts.records) ? { upkeep: 'note-first-seen' } : {};
}

function waiting({ records, settings, now }: TabFacts): Pick<ReadyTabView, 'activation'> {
  const { account } = records;
  if (account === undefined || !isWaitingForActivation(account, now)) return {};
  return { activation: { account, settings, now } };
}

function childUntil(facts: TabFacts): Pick<AccountView, 'childUntil'> {
  const { settings, today } = facts;
  const on = dayToSuspend(facts);
  if (on === undefined || on <= today) return {};
  return { childUntil: { on, isNear: addDays(on, -settings.warnBeforeSixteenDays) <= today } };
}

function mayExist({ isComplete }: TabFacts): Pick<ReadyTabView, 'accountMayExist'> {
  return isComplete ? {} : { accountMayExist: true };
}

function patientView({ patient, practice }: TabFacts): PatientView {
  const { ref, displayName, birthDate, restricted, needs } = patient;
  const { nation } = practice;
  const eligible = eligiblePatientId({ ...patient, nation });
  // Also of who can have no account: by it staff know whom they have before them.
  const number = patientIdFor(nation, patient.identifiers);
  const { number: numberLabels, nameNotRecorded } = words('views').patient;
  return {
    ref,
    name: visibleText(displayName ?? nameNotRecorded),
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(restricted && { restricted }),
    ...(needs !== undefined && { needs }),
    ...(number.ok && { patientId: number.value.display }),
    patientIdLabel: numberLabels[number.ok ? number.value.scheme : schemeUsedIn(nation)],
    ...(!eligible.ok && { ineligible: sentenceOf(eligible.failure.reason) }),
  };
}

function identityCheckView(
  check: PatientRecords['identityChecks'][number],
  entries: readonly OutboxEntry[],
): IdentityCheckView {
  const { enteredInError } = check;
  return {
    id: check.id,
    date: check.date,
    methodLabel: words('views').identity.methods[check.method],
    staffName: visibleText(check.staff.name),
    freetext: shownText(check.freetext),
    recordedAt: check.recordedAt,
    recordedByName: visibleText(check.recordedBy.name),
    ...(enteredInError === undefined
      ? {}
      : {
          enteredInError: {
            at: enteredInError.at,
            byName: visibleText(enteredInError.by.name),
            reason: shownText(enteredInError.reason),
          },
        }),
    unsent: entries.some(({ recordId }) => recordId === check.id),
  };
}

function serviceViews({ practice, settings, records }: TabFacts): readonly ServiceView[] {
  const { labels, effects, basicAccount } = words('views').services;
  const { account } = records;
  const global: ServiceView = {
    name: 'global',
    label: labels.global,
    effect: effects.global,
    enabled: account?.enabled ?? true,
    notes: account?.enabledNotes ?? '',
    offeredByPractice: true,
    ...shownDisabling(account),
    ...(account?.movedToName && !account.enabled && { movedTo: visibleText(account.movedToName) }),
  };
  const rows = servicesOf(practice.nation).map((name) => {
    const offered = settings.services[name];
    const held = records.services?.services[name];
    return {
      name,
      label: labels[name],
      effect: effects[name],
      enabled: account === undefined ? defaultTick(name, offered) : (held?.enabled ?? false),
      notes: held?.notes ?? '',
      offeredByPractice: offered,
      ...(account?.kind === 'osu' && name !== 'appointments' && { unavailable: basicAccount }),
      ...shownDisabling(held),
      ...(isRecordService(name) && shownAccess(held)),
    };
  });
  return [global, ...rows];
}

function shownDisabling(
  held: Pick<ServiceEntitlement, 'disabling'> | undefined,
): Pick<ServiceView, 'disabling'> {
  const disabling = held && disablingView(held);
  return disabling === undefined ? {} : { disabling };
}

function shownAccess(
  { access }: ServiceEntitlement = { enabled: false },
): Pick<ServiceView, 'access' | 'showsRecord'> {
  if (access === undefined) return { showsRecord: true };
  const { outcome, at, by, reason = '' } = access;
  const byName = visibleText(by.name);
  return { showsRecord: true, access: { outcome, at, byName, reason: shownText(reason) } };
}
