import { ContactType, verifiedPreferred, type Contact } from '../../domain/contacts/contact.ts';
import { eligiblePatientId } from '../../domain/patient/eligibility.ts';
import { identityMethodLabel } from '../../domain/identity/identity-check.ts';
import { whyNoAccount } from '../../domain/account/account-state.ts';
import { whyNotCreate } from '../../domain/account/create-account.ts';
import { whyNotUnlock } from '../../domain/account/unlock-account.ts';
import { whyNotIssueNewCodes } from '../../domain/codes/issue-new-codes.ts';
import { whyNotPrintLetter } from '../../domain/letter/letter-rules.ts';
import { IDENTIFIER_LABEL, type Nation } from '../../domain/patient/patient-identifier.ts';
import { Permission } from '../../domain/practice/permission.ts';
import type { PracticeSettings } from '../../domain/practice/practice-settings.ts';
import {
  AccountStatus,
  type CalendarDate,
  type Instant,
  type PatientRecords,
} from '../../domain/records.ts';
import {
  defaultTick,
  GLOBAL_EFFECT,
  GLOBAL_LABEL,
  servicesOf,
} from '../../domain/services/service-entitlements.ts';
import type { OutboxEntry } from '../../ports/outbox.ts';
import type { Patient, Practice, StaffSession } from '../../ports/practice-host.ts';
import type { SyncState } from '../../ports/sync-control.ts';
import { accountView, letterView, statusNow } from '../account/account-view.ts';
import { syncView } from '../unsent-work/sync-view.ts';
import type {
  Allowed,
  IdentityCheckView,
  PatientView,
  ReadyTabView,
  ServiceView,
} from '../views.ts';

/** Everything the tab is put together from. */
export interface TabFacts {
  readonly practice: Practice;
  readonly session: StaffSession;
  readonly patient: Patient;
  readonly contacts: readonly Contact[];
  readonly emailSharedBy: number | undefined;
  readonly settings: PracticeSettings;
  readonly records: PatientRecords;
  readonly entries: readonly OutboxEntry[];
  readonly sync: SyncState;
  readonly now: Instant;
  readonly today: CalendarDate;
}

/** The Online Services tab of one patient, ready to show. */
export function tabView(facts: TabFacts): ReadyTabView {
  const { contacts, records, entries, session } = facts;
  const account = accountView(records, entries, facts.now);
  const letter = letterView(records, entries, facts.today);
  const email = verifiedPreferred(contacts, ContactType.email);
  const mobile = verifiedPreferred(contacts, ContactType.mobile);
  return {
    patient: patientView(facts),
    today: facts.today,
    staff: session.staff,
    staffChoices: staffChoices(facts),
    contacts,
    ...(email === undefined ? {} : { preferredEmail: email }),
    ...(mobile === undefined ? {} : { preferredMobile: mobile }),
    ...(facts.emailSharedBy === undefined ? {} : { emailSharedBy: facts.emailSharedBy }),
    identityChecks: records.identityChecks.map((check) => identityCheckView(check, entries)),
    services: serviceViews(facts),
    ...(account === undefined ? {} : { account }),
    ...(letter === undefined ? {} : { letter }),
    can: permissions(facts),
    sync: syncView(facts.sync, entries, facts.patient.ref, session.staff.id),
  };
}

/** Label of the number a nation's patients are known by. */
export function patientIdLabel(nation: Nation): string {
  switch (nation) {
    case 'scotland':
      return IDENTIFIER_LABEL.chi;
    case 'northern-ireland':
      return IDENTIFIER_LABEL.hc;
    case 'england':
    case 'wales':
      return IDENTIFIER_LABEL.nhs;
  }
}

function patientView({ patient, practice }: TabFacts): PatientView {
  const { ref, displayName, birthDate } = patient;
  const eligible = eligiblePatientId({ ...patient, nation: practice.nation });
  return {
    ref,
    name: displayName,
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(eligible.ok
      ? { patientId: eligible.value.display, patientIdLabel: eligible.value.label }
      : { ineligible: eligible.failure.message, patientIdLabel: patientIdLabel(practice.nation) }),
  };
}

function staffChoices({ session, records }: TabFacts): ReadyTabView['staffChoices'] {
  const everyone = [session.staff, ...records.identityChecks.map(({ staff }) => staff)];
  return [...new Map(everyone.map((staff) => [staff.id, staff])).values()];
}

function identityCheckView(
  check: PatientRecords['identityChecks'][number],
  entries: readonly OutboxEntry[],
): IdentityCheckView {
  const { enteredInError } = check;
  return {
    id: check.id,
    date: check.date,
    methodLabel: identityMethodLabel(check.method),
    staffName: check.staff.name,
    freetext: check.freetext,
    recordedAt: check.recordedAt,
    recordedByName: check.recordedBy.name,
    ...(enteredInError === undefined
      ? {}
      : {
          enteredInError: {
            at: enteredInError.at,
            byName: enteredInError.by.name,
            reason: enteredInError.reason,
          },
        }),
    unsent: entries.some(({ recordId }) => recordId === check.id),
  };
}

function serviceViews({ practice, settings, records }: TabFacts): readonly ServiceView[] {
  const global: ServiceView = {
    name: 'global',
    label: GLOBAL_LABEL,
    effect: GLOBAL_EFFECT,
    enabled: records.account?.enabled ?? true,
    notes: records.account?.enabledNotes ?? '',
    offeredByPractice: true,
  };
  const rows = servicesOf(practice.nation).map(({ name, label, effect }) => {
    const offered = settings.services[name];
    const held = records.services?.services[name];
    return {
      name,
      label,
      effect,
      enabled:
        records.account === undefined ? defaultTick(name, offered) : (held?.enabled ?? false),
      notes: held?.notes ?? '',
      offeredByPractice: offered,
    };
  });
  return [global, ...rows];
}

function permissions(facts: TabFacts): ReadyTabView['can'] {
  const { records, session, today, patient, practice } = facts;
  const eligible = eligiblePatientId({ ...patient, nation: practice.nation });
  const ineligible = eligible.ok ? undefined : eligible.failure.message;
  const allow = (permission: Permission, ...reasons: (string | undefined)[]): Allowed =>
    session.permissions.includes(permission)
      ? allowedUnless(reasons.find((reason) => reason !== undefined))
      : { allowed: false, reason: 'Your role may not do this.' };
  const has = records.account !== undefined;
  const status = records.account && statusNow(records.account, facts.now);
  return {
    create: hiddenIf(has, allow(Permission.manageAccounts, ineligible, whyNotCreate(records))),
    recordIdentity: allow(Permission.recordIdentity),
    changeServices: allow(Permission.changeServices, has ? whyNoAccount(records) : ineligible),
    printLetter: hiddenIf(
      !has,
      allow(Permission.printLetters, ineligible, whyNotPrintLetter(records, today)),
    ),
    issueNewCodes: hiddenIf(
      whyNotIssueNewCodes(records, facts.now) !== undefined,
      allow(Permission.manageAccounts, ineligible),
    ),
    unlock: hiddenIf(
      status !== AccountStatus.locked,
      allow(Permission.manageAccounts, whyNotUnlock(records)),
    ),
    editContacts: allow(Permission.editContacts),
  };
}

function allowedUnless(reason: string | undefined): Allowed {
  return reason === undefined ? { allowed: true } : { allowed: false, reason };
}

/** What makes no sense here is not shown, rather than shown and refused. */
function hiddenIf(hidden: boolean, allowed: Allowed): Allowed {
  if (!hidden) return allowed;
  return { allowed: false, hidden: true, reason: allowed.allowed ? '' : allowed.reason };
}
