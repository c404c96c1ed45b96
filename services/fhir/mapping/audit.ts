import type { AuditEvent, CodeableConcept, Meta, Provenance, Reference } from 'fhir/r4';
import type { AuditAction, AuditRecord } from '../../domain/records.ts';
import { RULE_ID, WORKSTATION_ID } from '../history-vocabulary.ts';
import {
  AUDIT_ACTION_CODE,
  AUDIT_REASON_CODE,
  OPERATION_TAG,
  PARTICIPANT_TYPE,
  SUMMARY_EXTENSION,
  TRANSMITTER_TYPE,
} from '../audit-vocabulary.ts';
import { ACCOUNT_KEY, ODS_CODE } from '../vocabulary.ts';
import { patientReference, practiceMeta, staffReference } from './writing.ts';

/** What gives data out: a letter shows the codes, and a history goes to paper or a file. */
const EXPORTS: readonly AuditAction[] = [
  'preview-letter',
  'print-letter',
  'save-letter',
  'export-history',
  'export-accounts',
  'export-job',
];
const LOOKS: readonly AuditAction[] = ['open-tab', 'open-history', ...EXPORTS];

/** Nothing was done to the record, but it was seen. */
function isLook(action: AuditAction): boolean {
  return LOOKS.includes(action);
}

const DICOM = 'http://dicom.nema.org/resources/ontology/DCM';
const EXPORT = { system: DICOM, code: '110106', display: 'Export' } as const;
const PATIENT_RECORD = { system: DICOM, code: '110110', display: 'Patient Record' } as const;
const AUTHOR: CodeableConcept = { coding: [{ system: PARTICIPANT_TYPE, code: 'author' }] };
const TRANSMITTER: CodeableConcept = {
  coding: [{ system: TRANSMITTER_TYPE, code: 'transmitter' }],
};
const PERFORMER: CodeableConcept = { coding: [{ system: PARTICIPANT_TYPE, code: 'performer' }] };
const SUCCESS = '0';
const MINOR_FAILURE = '4';

/**
 * An audit row: a Provenance for what was done to the record, an AuditEvent for what was refused, for looks and for
 * letters made. Written once and never updated; read again by history.ts.
 */
export function auditToResource(
  audit: AuditRecord,
  operationId: string,
  workstation: string,
): Provenance | AuditEvent {
  return audit.outcome === 'done' && !isLook(audit.action)
    ? provenance(audit, operationId, workstation)
    : auditEvent(audit, operationId, workstation);
}

function provenance(audit: AuditRecord, operationId: string, workstation: string): Provenance {
  return {
    resourceType: 'Provenance',
    meta: meta(audit, operationId),
    extension: [{ url: SUMMARY_EXTENSION, valueString: audit.summary }],
    target: concerned(audit),
    recorded: audit.at,
    location: { type: 'Location', identifier: { system: WORKSTATION_ID, value: workstation } },
    ...reason(audit),
    activity: { coding: [{ system: AUDIT_ACTION_CODE, code: audit.action }] },
    agent: [
      { type: AUTHOR, who: staffReference(audit.by), onBehalfOf: practice(audit) },
      ...sender(audit).map(({ who }) => ({ type: TRANSMITTER, who })),
      ...rule(audit).map((who) => ({ type: PERFORMER, who })),
    ],
  };
}

/** Chosen from a list, or said in somebody's own words, or both. */
function reason({ reasonCode, reason: text }: AuditRecord): Pick<Provenance, 'reason'> {
  if (reasonCode === undefined && text === undefined) return {};
  const coding = [{ system: AUDIT_REASON_CODE, code: reasonCode }];
  return {
    reason: [{ ...(reasonCode !== undefined && { coding }), ...(text !== undefined && { text }) }],
  };
}

function auditEvent(audit: AuditRecord, operationId: string, workstation: string): AuditEvent {
  const isExport = EXPORTS.includes(audit.action);
  return {
    resourceType: 'AuditEvent',
    meta: meta(audit, operationId),
    type: isExport ? EXPORT : PATIENT_RECORD,
    subtype: [{ system: AUDIT_ACTION_CODE, code: audit.action }],
    action: isLook(audit.action) ? 'R' : 'E',
    recorded: audit.at,
    outcome: audit.outcome === 'done' ? SUCCESS : MINOR_FAILURE,
    outcomeDesc: audit.summary,
    agent: [
      { type: AUTHOR, who: staffReference(audit.by), name: audit.by.name, requestor: true },
      ...sender(audit).map(({ who, name }) => ({ type: TRANSMITTER, who, name, requestor: false })),
      ...rule(audit).map((who) => ({ type: PERFORMER, who, requestor: false })),
    ],
    source: { site: workstation, observer: practice(audit) },
    entity: concerned(audit).map((what) => ({ what })),
  };
}

/**
 * Who sent it, also where that is who did it: a row that names one person alone is of before the two were told apart.
 */
function sender({ sentBy }: AuditRecord): readonly { who: Reference; name: string }[] {
  return sentBy === undefined ? [] : [{ who: staffReference(sentBy), name: sentBy.name }];
}

/** The rule that did it by itself; the author is who was signed in then. */
function rule({ action, byRule }: AuditRecord): readonly Reference[] {
  return byRule === true
    ? [{ type: 'Device', identifier: { system: RULE_ID, value: action } }]
    : [];
}

/** The account, else the patient, else the practice itself: a Provenance must have a target. */
function concerned(audit: AuditRecord): Reference[] {
  const { accountKey, patientRef } = audit;
  const about = [
    ...(accountKey === undefined
      ? []
      : [{ type: 'Person', identifier: { system: ACCOUNT_KEY, value: accountKey } }]),
    ...(patientRef === undefined ? [] : [patientReference(patientRef)]),
  ];
  return about.length > 0 ? about : [practice(audit)];
}

function practice(audit: AuditRecord): Reference {
  return { type: 'Organization', identifier: { system: ODS_CODE, value: audit.practiceId } };
}

function meta(audit: AuditRecord, operationId: string): Meta {
  const own = { system: OPERATION_TAG, code: operationId };
  return practiceMeta({ tag: [own] }, audit.practiceId);
}
