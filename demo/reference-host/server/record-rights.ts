import type {
  AuditEvent,
  FhirResource,
  Person,
  Provenance,
  Reference,
  Subscription,
} from 'fhir/r4';
import { APPLICATION_TAG } from '../../../services/fhir/application-vocabulary.ts';
import { JOB_TAG } from '../../../services/fhir/job-vocabulary.ts';
import {
  ODS_CODE,
  PRACTICE_SETTINGS,
  PRACTICE_TAG,
  STAFF_ID,
} from '../../../services/fhir/vocabulary.ts';
import { TRANSFER_FROM_TAG, TRANSFER_TAG } from '../../../services/fhir/transfer-vocabulary.ts';
import type { AnyResource, RecordRights, RecordWrite } from '../../fhir-server/index.ts';
import {
  ADMINISTER,
  CHANGE_SERVICES,
  EDIT_CONTACTS,
  MANAGE_ACCOUNTS,
  PRINT_LETTERS,
  RECORD_IDENTITY,
  SPLIT_PRACTICE,
} from '../permission-names.ts';
import { isOfDemonstration } from '../record/demonstration-patient.ts';
import { practiceOf } from '../record/practice-of-patient.ts';
import { PRACTICES } from './practices.ts';
import type { StaffSession } from './staff-sessions.ts';

/** What staff write on the shared record, and the permissions of which one is needed. */
const WORK: Readonly<Partial<Record<string, readonly string[]>>> = {
  // What the patient changed at the website is decided about by who edits contacts.
  Person: [MANAGE_ACCOUNTS, CHANGE_SERVICES, EDIT_CONTACTS],
  Task: [MANAGE_ACCOUNTS, PRINT_LETTERS],
  Consent: [MANAGE_ACCOUNTS, CHANGE_SERVICES],
  QuestionnaireResponse: [RECORD_IDENTITY], // Settings among them have a right of their own.
  DocumentReference: [PRINT_LETTERS],
};
/** By one of these somebody looks at what is done to many patients at once, here or at another workstation. */
const JOBS = [MANAGE_ACCOUNTS, SPLIT_PRACTICE];
/** Whatever is kept here says by one of these whose it is. */
const OWN_TAGS: readonly (string | undefined)[] = [PRACTICE_TAG, APPLICATION_TAG, JOB_TAG];
const PRACTICE_IDS = PRACTICES.map(({ id }) => id);

/**
 * What somebody may do on the shared record: see what is their practice's, and write what their role works with. Of
 * audit rows they add those that name them. Patients come from elsewhere, and nothing is ever deleted.
 */
export function rightsOf(session: StaffSession): RecordRights {
  const { practiceId } = session;
  return {
    sees: (resource) =>
      isTransfer(resource)
        ? mayTransfer(session) && isTransferOf(practiceId, resource)
        : isOf(practiceId, resource) &&
          (!isApplication(resource) || session.permissions.includes(MANAGE_ACCOUNTS)) &&
          (!isJob(resource) || mayFollowJobs(session)),
    whyNotWrite: (write) => whyNotWrite(session, write),
  };
}

/** The website works for one patient at a time: what staff do to many is not its business. */
export const SITE_RIGHTS: RecordRights = {
  sees: (resource) => !isJob(resource),
  whyNotWrite: ({ after }) =>
    after !== undefined && isJob(after) ? 'Jobs are told of by staff alone.' : undefined,
};

/**
 * The same on a server that holds others' patients too: of patients only those that the demonstration loaded. What such
 * a server would tell of changes does not come through here, so it is not asked to.
 */
export function amongOthers({ sees, whyNotWrite }: RecordRights): RecordRights {
  const isOthers = (resource: AnyResource): boolean => {
    const held = resource as FhirResource;
    return held.resourceType === 'Patient' && !isOfDemonstration(held);
  };
  return {
    sees: (resource) => !isOthers(resource) && sees(resource),
    whyNotWrite: (write) => {
      if (write.after === undefined) return whyNotWrite(write);
      if (isSubscription(write.after)) return 'Changes are not told of here.';
      return isOthers(write.after)
        ? 'This is no patient of the demonstration.'
        : whyNotWrite(write);
    },
  };
}

function whyNotWrite(session: StaffSession, { before, after }: RecordWrite): string | undefined {
  const { practiceId, staff } = session;
  if (after === undefined) {
    // That a workstation is told of changes is no part of the record.
    return before !== undefined && isSubscription(before)
      ? undefined
      : 'Staff delete nothing from the shared record.';
  }
  if (isTransfer(after) || (before !== undefined && isTransfer(before))) {
    return whyNotTransfer(session, before, after);
  }
  if (!isOf(practiceId, after) || !organisationsIn(after).every((id) => id === practiceId)) {
    return 'This is not a record of your practice.';
  }
  if (isSubscription(after)) {
    const asked = new URLSearchParams(after.criteria.split('?')[1]);
    const isOwn = [...asked].join() === `_tag,${PRACTICE_TAG}|${practiceId}`;
    return isOwn ? undefined : 'Staff are told of changes at their own practice only.';
  }
  if (isAudit(after)) {
    if (before !== undefined) return 'An audit row is never changed.';
    return namesStaff(after, staff.id) ? undefined : 'An audit row must name who sends it.';
  }
  if (isJob(after) || (before !== undefined && isJob(before))) {
    return whyNotTellOfJob(session, before, after);
  }
  return mayWorkOn(session, { before, after })
    ? undefined
    : `A ${staff.role} may not ${before === undefined ? 'make' : 'change'} a ${after.resourceType}.`;
}

function mayWorkOn(
  { permissions }: StaffSession,
  { before, after }: { readonly before: AnyResource | undefined; readonly after: AnyResource },
): boolean {
  if (after.resourceType === 'Patient') {
    return before !== undefined && permissions.includes(EDIT_CONTACTS);
  }
  if (isApplication(after) || (before !== undefined && isApplication(before))) {
    // Those are the website's to make; staff say what became of them.
    const isSame = isApplication(after) && before !== undefined && isApplication(before);
    return isSame && permissions.includes(MANAGE_ACCOUNTS);
  }
  if (isSettings(after) || (before !== undefined && isSettings(before))) {
    // Neither is a check of identity ever made into settings, nor the other way round.
    const isSame = isSettings(after) && (before === undefined || isSettings(before));
    return isSame && permissions.includes(ADMINISTER);
  }
  return WORK[after.resourceType]?.some((needed) => permissions.includes(needed)) ?? false;
}

/** Whoever began a job tells how it stands, and nobody else. It is no record of a patient's, and never becomes one. */
function whyNotTellOfJob(
  session: StaffSession,
  before: AnyResource | undefined,
  after: AnyResource,
): string | undefined {
  if (!mayFollowJobs(session)) return `A ${session.staff.role} tells of no jobs.`;
  const [was, is] = [before && jobIn(before), jobIn(after)];
  if (is === undefined || (before !== undefined && was === undefined)) return 'This is no job.';
  const isOwn = is.by === session.staff.id && (was === undefined || was.by === is.by);
  if (!isOwn) return 'A job is told of by who began it.';
  return was === undefined || was.id === is.id ? undefined : 'This is another job.';
}

function mayFollowJobs({ permissions }: StaffSession): boolean {
  return JOBS.some((needed) => permissions.includes(needed));
}

function isJob(resource: AnyResource): boolean {
  return ((resource as FhirResource).meta?.tag ?? []).some(({ system }) => system === JOB_TAG);
}

/** Which it is and who began it, where it is a job and nothing else. */
function jobIn(resource: AnyResource) {
  const held = resource as FhirResource;
  if (held.resourceType !== 'Task' || held.for !== undefined) return undefined;
  const own = (held.meta?.tag ?? []).filter(({ system }) => OWN_TAGS.includes(system));
  if (!own.every(({ system }) => system === JOB_TAG)) return undefined;
  const { identifier } = held.requester ?? {};
  const by = identifier?.system === STAFF_ID ? identifier.value : undefined;
  return { id: held.identifier?.[0]?.value, by };
}

/**
 * The old practice hands its own over, and takes back what nobody has taken up. The new one takes up what is addressed to it, and says
 * what became of it. Who is named in it stays as it was; nobody else does anything.
 */
function whyNotTransfer(
  session: StaffSession,
  before: AnyResource | undefined,
  after: AnyResource,
): string | undefined {
  const [was, is] = [before && transferIn(before), transferIn(after)];
  if (!mayTransfer(session)) return `A ${session.staff.role} hands nothing over.`;
  if (is === undefined || (before !== undefined && was === undefined)) {
    return 'This names no two practices.';
  }
  const { practiceId } = session;
  if (was === undefined) {
    const isNew = is.from === practiceId && is.to !== practiceId && is.status === 'requested';
    return isNew ? undefined : 'A practice hands over its own accounts, to another one.';
  }
  if (was.from !== is.from || was.to !== is.to || was.id !== is.id) {
    return 'Whose it is does not change.';
  }
  const steps = [
    ...(was.from === practiceId ? STEPS_OF_OLD : []),
    ...(was.to === practiceId ? STEPS_OF_NEW : []),
  ];
  return steps.includes(`${was.status} > ${is.status}`)
    ? undefined
    : 'This is not for your practice to say of it.';
}

const STEPS_OF_OLD = ['requested > cancelled'];
const STEPS_OF_NEW = [
  'requested > in-progress',
  'requested > rejected',
  'in-progress > completed',
  'in-progress > rejected',
];

function mayTransfer({ permissions }: StaffSession): boolean {
  return permissions.includes(SPLIT_PRACTICE);
}

/** Something of either tag, however it is put together otherwise. */
function isTransfer(resource: AnyResource): boolean {
  return ((resource as FhirResource).meta?.tag ?? []).some(
    ({ system }) => system === TRANSFER_TAG || system === TRANSFER_FROM_TAG,
  );
}

function isTransferOf(practiceId: string, resource: AnyResource): boolean {
  const held = transferIn(resource);
  return held?.from === practiceId || held?.to === practiceId;
}

/** From whom to whom, where it names one of each and belongs to nobody else. */
function transferIn(resource: AnyResource) {
  const held = resource as FhirResource;
  if (held.resourceType !== 'Task') return undefined;
  const tags = held.meta?.tag ?? [];
  const [to, ...otherTo] = tags.filter(({ system }) => system === TRANSFER_TAG);
  const [from, ...otherFrom] = tags.filter(({ system }) => system === TRANSFER_FROM_TAG);
  const isOthers = tags.some(({ system }) => OWN_TAGS.includes(system));
  if (isOthers || otherTo.length + otherFrom.length > 0) return undefined;
  if (to?.code === undefined || from?.code === undefined) return undefined;
  const id = held.identifier?.[0]?.value;
  return { to: to.code, from: from.code, status: held.status, id };
}

/** The practice's settings are of the same type as checks of identity. */
function isSettings(resource: AnyResource): boolean {
  const held = resource as FhirResource;
  return (
    held.resourceType === 'QuestionnaireResponse' && held.identifier?.system === PRACTICE_SETTINGS
  );
}

/** What somebody applied for at the website has a tag of its own. */
function isApplication(resource: AnyResource): boolean {
  return ((resource as FhirResource).meta?.tag ?? []).some(
    ({ system }) => system === APPLICATION_TAG,
  );
}

/** A patient by who registers them, everything else by its tag: one practice, and no other. */
function isOf(practiceId: string, resource: AnyResource): boolean {
  const held = resource as FhirResource;
  if (held.resourceType === 'Patient') return practiceOf(held, PRACTICE_IDS) === practiceId;
  const tags = (held.meta?.tag ?? []).filter(({ system }) => OWN_TAGS.includes(system));
  return tags.length > 0 && tags.every(({ code }) => code === practiceId);
}

/** Codes of the practices that a record says it belongs to, besides its tag. */
function organisationsIn(resource: AnyResource): readonly (string | undefined)[] {
  const named: readonly (Reference | undefined)[] = isAudit(resource)
    ? resource.resourceType === 'AuditEvent'
      ? [resource.source.observer]
      : resource.agent.map(({ onBehalfOf }) => onBehalfOf)
    : resource.resourceType === 'Person'
      ? [(resource as Person).managingOrganization]
      : [];
  return named.flatMap((reference) =>
    reference?.identifier?.system === ODS_CODE ? [reference.identifier.value] : [],
  );
}

function isSubscription(resource: AnyResource): resource is Subscription {
  return resource.resourceType === 'Subscription';
}

function isAudit(resource: AnyResource): resource is AuditEvent | Provenance {
  return ['AuditEvent', 'Provenance'].includes(resource.resourceType);
}

function namesStaff({ agent }: AuditEvent | Provenance, staffId: string): boolean {
  return (agent as readonly { readonly who?: Reference }[]).some(
    ({ who }) => who?.identifier?.system === STAFF_ID && who.identifier.value === staffId,
  );
}
