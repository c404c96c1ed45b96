import type { AuditEvent, CodeableConcept, Meta, Provenance, Reference } from 'fhir/r4';
import type { WebsiteAction } from '../../services/domain/history/history-kind.ts';
import type { WebsiteFacts } from '../../services/domain/history/history-row.ts';
import type { Instant } from '../../services/domain/records.ts';
import { AUDIT_FACTS_EXTENSION, WEBSITE_ID } from '../../services/fhir/history-vocabulary.ts';
import {
  AUDIT_ACTION_CODE,
  OPERATION_TAG,
  PARTICIPANT_TYPE,
} from '../../services/fhir/audit-vocabulary.ts';
import { ACCOUNT_KEY, ODS_CODE, PRACTICE_TAG } from '../../services/fhir/vocabulary.ts';
import type { AccountFacts } from './account-person.ts';
import type { Change } from './fhir-gateway.ts';

/** Something that happened to an account at the site. */
export interface Deed {
  readonly action: WebsiteAction;
  readonly at: Instant;
  /** The operation of the change that it goes with. */
  readonly operation: string;
  /** Who did it has shown who they are; the site's own doing, or a stranger's, unless it says so. */
  readonly byPatient?: true;
  readonly facts?: WebsiteFacts;
  /** It was not done: a password refused. */
  readonly refused?: true;
}

const DICOM = 'http://dicom.nema.org/resources/ontology/DCM';
const PATIENT_RECORD = { system: DICOM, code: '110110', display: 'Patient Record' } as const;
/** An AuditEvent of something minor that failed. */
const MINOR_FAILURE = '4';
const SITE = 'patient-site';

const AUTHOR = participant('author');
const PERFORMER = participant('performer');

/**
 * What the history of the account is to say, to be written in one transaction with the change itself: codes and facts,
 * no sentences, which are the practice's to make. See docs/fhir-mapping.md, "What a website writes of itself".
 */
export function noted(account: AccountFacts, deed: Deed): readonly Change[] {
  const { patientRef, practiceId, key } = account;
  // A Person that names no patient or practice lets nobody in, and has nobody to tell.
  if (patientRef === undefined || practiceId === undefined) return [];
  const patient = { reference: `Patient/${patientRef}` };
  const about = [{ type: 'Person', identifier: { system: ACCOUNT_KEY, value: key } }, patient];
  const practice = { type: 'Organization', identifier: { system: ODS_CODE, value: practiceId } };
  const by = { deed, patient, practice, about, meta: metaOf(practiceId, deed.operation) };
  return [{ create: deed.refused === true ? auditEvent(by) : provenance(by) }];
}

interface Parts {
  readonly deed: Deed;
  readonly patient: Reference;
  readonly practice: Reference;
  readonly about: Reference[];
  readonly meta: Meta;
}

function provenance({ deed, patient, about, meta }: Parts): Provenance {
  const author = deed.byPatient === true ? [{ type: AUTHOR, who: patient }] : [];
  return {
    resourceType: 'Provenance',
    meta,
    ...factsOf(deed),
    target: about,
    recorded: deed.at,
    activity: { coding: [{ system: AUDIT_ACTION_CODE, code: deed.action }] },
    agent: [...author, { type: PERFORMER, who: site() }],
  };
}

function auditEvent({ deed, practice, about, meta }: Parts): AuditEvent {
  return {
    resourceType: 'AuditEvent',
    meta,
    ...factsOf(deed),
    type: PATIENT_RECORD,
    subtype: [{ system: AUDIT_ACTION_CODE, code: deed.action }],
    action: 'E',
    recorded: deed.at,
    outcome: MINOR_FAILURE,
    agent: [{ type: PERFORMER, who: site(), requestor: true }],
    source: { observer: practice },
    entity: about.map((what) => ({ what })),
  };
}

function metaOf(practiceId: string, operation: string): Meta {
  return {
    tag: [
      { system: PRACTICE_TAG, code: practiceId },
      { system: OPERATION_TAG, code: operation },
    ],
  };
}

function factsOf({ facts }: Deed): Pick<Provenance, 'extension'> {
  if (facts === undefined) return {};
  const { tries, until } = facts;
  const parts = [
    ...(tries === undefined ? [] : [{ url: 'tries', valueInteger: tries }]),
    ...(until === undefined ? [] : [{ url: 'until', valueInstant: until }]),
  ];
  return { extension: [{ url: AUDIT_FACTS_EXTENSION, extension: parts }] };
}

function site(): Reference {
  return { type: 'Device', identifier: { system: WEBSITE_ID, value: SITE } };
}

function participant(code: string): CodeableConcept {
  return { coding: [{ system: PARTICIPANT_TYPE, code }] };
}
