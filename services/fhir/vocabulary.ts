/**
 * Systems, codes and extension addresses of the shared record. Also read by the website that patients use, so a change
 * here changes the contract: see docs/fhir-mapping.md.
 */
export const BASE = 'https://fhir.online-services.example';

/** What other systems show of a resource, the same in every language. */
export const LETTER_TITLE = 'Online services registration letter';
export const SERVICES_POLICY = 'Online services that the practice lets this patient use.';

/** Published identifier systems. */
export const NHS_NUMBER = 'https://fhir.nhs.uk/Id/nhs-number';
export const ODS_CODE = 'https://fhir.nhs.uk/Id/ods-organization-code';
export const STAFF_ID = 'https://fhir.nhs.uk/Id/sds-user-id';
/** Common, though not the only, system for the CHI number. */
export const CHI_NUMBER = 'urn:oid:2.16.840.1.113883.2.1.3.2.4.16.53';
/** Sources disagree on the H&C number's system; both are read. */
export const HC_NUMBERS = [
  'https://fhir.nhs.uk/Id/hsc-number',
  'https://fhir.hscni.net/Id/hcn',
] as const;

/** `meta.tag` naming the practice a resource belongs to: the filter of every pull. Not access control. */
export const PRACTICE_TAG = `${BASE}/practice`;

/** Identifier systems of our own. */
export const ACCOUNT_KEY = `${BASE}/Id/online-account`;
export const ACCOUNT_ID = `${BASE}/Id/account-id`;
/** Value `<practice id>.<patient ref>`: one account a patient and practice. */
export const ACCOUNT_OF_PATIENT = `${BASE}/Id/online-account-of-patient`;
export const REGISTRATION_ID = `${BASE}/Id/registration`;
export const SERVICES_ID = `${BASE}/Id/services`;
export const IDENTITY_CHECK_ID = `${BASE}/Id/identity-check`;
export const LETTER_ID = `${BASE}/Id/letter`;
/** Value = practice id: one resource a practice. */
export const PRACTICE_SETTINGS = `${BASE}/Id/practice-settings`;

/** Extensions. */
export const OPERATION_EXTENSION = `${BASE}/StructureDefinition/operation`;
/**
 * Person: status and its dates; parts `status`, `createdAt`, `registeredAt`, `activatedAt`, `lockedAt`, `lockedUntil`,
 * `activateBy`, `lastUsedOn`, `useKnownSince`, `suspendOn`, `resetAt`, `resetId`, `resetBy`,
 * `movedTo`, `movedToName`, `cameBackAt`, `reminder`, `kind`, `origin`, `originName`, `firstSeenAt`, `upgradedAt`, `usernameVerifier`.
 */
export const ACCOUNT_EXTENSION = `${BASE}/StructureDefinition/online-account`;
/** Person: who asked for the account of a child; parts `group`, `relation`, `askedBy`, `responsibility`, `competence`, `decidedBy`, `at`. */
export const CHILD_EXTENSION = `${BASE}/StructureDefinition/child-account`;
/** Person.telecom: when the patient typed it at the website (`valueInstant`). Without it a telecom is none of ours. */
export const OFFERED_CONTACT_EXTENSION = `${BASE}/StructureDefinition/offered-contact`;
/** Person and Consent.provision: the practice's own note. */
export const NOTES_EXTENSION = `${BASE}/StructureDefinition/practice-notes`;
/** Person and Consent.provision: the act of switching off; parts `id`, `reason` and `at`. */
export const DISABLING_EXTENSION = `${BASE}/StructureDefinition/disabling`;
/** Consent.provision of a view of the record: what was decided; parts `outcome`, `at`, `by`, `considered` and `reason`. */
export const RECORD_ACCESS_EXTENSION = `${BASE}/StructureDefinition/record-access`;
/** Consent.provision: since when missed appointments count anew. */
export const MISSED_FROM_EXTENSION = `${BASE}/StructureDefinition/missed-appointments-from`;
/** Task: part `activationDays`. */
export const REGISTRATION_EXTENSION = `${BASE}/StructureDefinition/registration`;
/** DocumentReference: parts `copy` and `medium`. */
export const LETTER_EXTENSION = `${BASE}/StructureDefinition/letter`;
/** QuestionnaireResponse: parts `at`, `by` and `reason`. */
export const ENTERED_IN_ERROR_EXTENSION = `${BASE}/StructureDefinition/entered-in-error`;

/** Code systems. */
export const TASK_CODE = `${BASE}/CodeSystem/task`;
export const TASK_CODE_REGISTRATION = 'online-registration';
export const TASK_INPUT = `${BASE}/CodeSystem/registration-input`;
export const TASK_INPUT_SEALED_CODES = 'sealed-codes';
export const TASK_INPUT_TOKEN_VERIFIER = 'token-verifier';
export const TASK_INPUT_LINKAGE_KEY_VERIFIER = 'linkage-key-verifier';
export const SERVICE_CODE = `${BASE}/CodeSystem/online-service`;
export const IDENTITY_METHOD_CODE = `${BASE}/CodeSystem/identity-method`;
export const CONTACT_VERIFIED_EXTENSION = `${BASE}/StructureDefinition/contact-verified`;
