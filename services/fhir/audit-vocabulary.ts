/** Systems, codes and extension addresses of the audit: who sends it loads them. */
import { BASE } from './vocabulary.ts';

/** `meta.tag` of audit resources, which have no identifier: the operation that made them. */
export const OPERATION_TAG = `${BASE}/operation`;
/** Provenance: the summary sentence. */
export const SUMMARY_EXTENSION = `${BASE}/StructureDefinition/summary`;
/** HL7's own, for who took part in what an audit row is about. */
export const PARTICIPANT_TYPE = 'http://terminology.hl7.org/CodeSystem/provenance-participant-type';
/** US Core's: HL7's own has nobody who only passes a thing on. */
export const TRANSMITTER_TYPE =
  'http://hl7.org/fhir/us/core/CodeSystem/us-core-provenance-participant-type';
export const AUDIT_ACTION_CODE = `${BASE}/CodeSystem/audit-action`;
export const AUDIT_REASON_CODE = `${BASE}/CodeSystem/audit-reason`;
