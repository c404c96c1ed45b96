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
