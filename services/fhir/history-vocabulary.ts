/**
 * Systems and extension addresses of the audit alone, apart from the rest because only what writes and reads it loads
 * them: see docs/fhir-mapping.md.
 */
import { BASE } from './vocabulary.ts';

/** Provenance.location: the workstation at which it was done, by the host's name for it. */
export const WORKSTATION_ID = `${BASE}/Id/workstation`;
/** Agent of an audit resource: the rule that did it by itself. */
export const RULE_ID = `${BASE}/Id/rule`;
/** Agent of an audit resource: the website that did it, or at which the patient did. */
export const WEBSITE_ID = `${BASE}/Id/website`;

/** Provenance and AuditEvent of a website: parts `tries` and `until`. */
export const AUDIT_FACTS_EXTENSION = `${BASE}/StructureDefinition/audit-facts`;
/** Provenance: the summary sentence. */
export const SUMMARY_EXTENSION = `${BASE}/StructureDefinition/summary`;

/** HL7's own, for who took part in what an audit row is about. */
export const PARTICIPANT_TYPE = 'http://terminology.hl7.org/CodeSystem/provenance-participant-type';
/** US Core's: HL7's own has nobody who only passes a thing on. */
export const TRANSMITTER_TYPE =
  'http://hl7.org/fhir/us/core/CodeSystem/us-core-provenance-participant-type';
export const AUDIT_ACTION_CODE = `${BASE}/CodeSystem/audit-action`;
export const AUDIT_REASON_CODE = `${BASE}/CodeSystem/audit-reason`;
