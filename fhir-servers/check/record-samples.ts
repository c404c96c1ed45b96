import type { AuditEvent, Basic, Consent, DocumentReference, FhirResource } from 'fhir/r4';
import type { QuestionnaireResponse, Reference, Task } from 'fhir/r4';
import { AUDIT_ACTION_CODE } from '../../services/fhir/audit-vocabulary.ts';
import {
  ACCOUNT_KEY,
  IDENTITY_CHECK_ID,
  IDENTITY_METHOD_CODE,
  LETTER_ID,
  LETTER_TITLE,
  ODS_CODE,
  REGISTRATION_EXTENSION,
  REGISTRATION_ID,
  SERVICE_CODE,
  SERVICES_ID,
  SERVICES_POLICY,
  TASK_CODE,
  TASK_CODE_REGISTRATION,
} from '../../services/fhir/vocabulary.ts';
import type { Samples } from './samples.ts';

const SCOPE = 'http://terminology.hl7.org/CodeSystem/consentscope';
const LOINC = 'http://loinc.org';
const DICOM = 'http://dicom.nema.org/resources/ontology/DCM';

/** All that the check makes. */
export const SAMPLE_TYPES = [
  'Patient',
  'Person',
  'Task',
  'Consent',
  'QuestionnaireResponse',
  'DocumentReference',
  'Provenance',
  'AuditEvent',
  'Basic',
] as const;

/** One of each kind of resource that the product and the patient website store, as docs/fhir-mapping.md has them. */
export function recordsOf(samples: Samples, id: string): readonly FhirResource[] {
  const patient: Reference = { reference: samples.patient ?? '' };
  const account = { system: ACCOUNT_KEY, value: id };
  const { meta } = samples.newPatient();
  const shared = { samples, meta: meta ?? {}, patient, account, id };
  return [
    samples.person('record'),
    task(shared),
    consent(shared),
    identityCheck(shared),
    letter(shared),
    samples.audit(id),
    auditEvent(shared),
    login(shared),
  ];
}

interface Shared {
  readonly samples: Samples;
  readonly meta: NonNullable<FhirResource['meta']>;
  readonly patient: Reference;
  readonly account: { readonly system: string; readonly value: string };
  readonly id: string;
}

function task({ meta, patient, account, id }: Shared): Task {
  return {
    resourceType: 'Task',
    meta,
    extension: [
      {
        url: REGISTRATION_EXTENSION,
        extension: [{ url: 'activationDays', valueInteger: 14 }],
      },
    ],
    identifier: [{ system: REGISTRATION_ID, value: id }, account],
    status: 'requested',
    intent: 'order',
    code: { coding: [{ system: TASK_CODE, code: TASK_CODE_REGISTRATION }] },
    focus: { type: 'Person', identifier: account },
    for: patient,
    authoredOn: new Date().toISOString(),
  };
}

function consent({ meta, patient, id }: Shared): Consent {
  return {
    resourceType: 'Consent',
    meta,
    identifier: [{ system: SERVICES_ID, value: id }],
    status: 'active',
    scope: { coding: [{ system: SCOPE, code: 'patient-privacy' }] },
    category: [{ coding: [{ system: LOINC, code: '59284-0' }] }],
    patient,
    policyRule: { text: SERVICES_POLICY },
    provision: {
      type: 'deny',
      provision: [
        { type: 'permit', code: [{ coding: [{ system: SERVICE_CODE, code: 'messages' }] }] },
      ],
    },
  };
}

function identityCheck({ meta, patient, id }: Shared): QuestionnaireResponse {
  return {
    resourceType: 'QuestionnaireResponse',
    meta,
    identifier: { system: IDENTITY_CHECK_ID, value: id },
    status: 'completed',
    subject: patient,
    authored: new Date().toISOString(),
    item: [
      {
        linkId: 'method',
        answer: [{ valueCoding: { system: IDENTITY_METHOD_CODE, code: 'personal-vouching' } }],
      },
    ],
  };
}

function letter({ meta, patient, account, id }: Shared): DocumentReference {
  return {
    resourceType: 'DocumentReference',
    meta,
    identifier: [{ system: LETTER_ID, value: id }, account],
    status: 'current',
    type: { text: LETTER_TITLE },
    subject: patient,
    date: new Date().toISOString(),
    content: [{ attachment: { contentType: 'application/pdf', title: LETTER_TITLE } }],
    context: { related: [{ identifier: { system: REGISTRATION_ID, value: id } }] },
  };
}

function auditEvent({ samples, meta, patient }: Shared): AuditEvent {
  const practice = {
    type: 'Organization',
    identifier: { system: ODS_CODE, value: samples.practice },
  };
  return {
    resourceType: 'AuditEvent',
    meta,
    type: { system: DICOM, code: '110110', display: 'Patient Record' },
    subtype: [{ system: AUDIT_ACTION_CODE, code: 'open-tab' }],
    action: 'R',
    recorded: new Date().toISOString(),
    outcome: '0',
    agent: [{ who: practice, requestor: true }],
    source: { observer: practice },
    entity: [{ what: patient }],
  };
}

/** What the patient website keeps of a log-in. */
function login({ meta, patient, account }: Shared): Basic {
  return {
    resourceType: 'Basic',
    meta,
    identifier: [account],
    code: { text: 'Server check' },
    subject: patient,
  };
}
