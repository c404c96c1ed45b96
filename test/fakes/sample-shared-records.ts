import type { PracticeSettingsRecord } from '../../services/domain/practice/shared-settings.ts';
import type {
  AccountRecord,
  AuditRecord,
  IdentityCheckRecord,
  LetterRecord,
  RegistrationRecord,
  ServicesRecord,
  SharedRecords,
  StaffMember,
} from '../../services/domain/records.ts';

/** Practice and people of the samples; all invented. */
export const PRACTICE_ID = 'Y99901';
export const RECEPTIONIST: StaffMember = { id: '555000111222', name: 'Róisín Ó Dónaill' };
export const MANAGER: StaffMember = { id: '555000111333', name: 'Łukasz Nowak' };

/** An account just made, of a patient of its own unless told otherwise. */
export function sampleAccount(changes: Partial<AccountRecord> = {}): AccountRecord {
  return {
    id: crypto.randomUUID(),
    practiceId: PRACTICE_ID,
    patientRef: crypto.randomUUID(),
    accountId: '012345678905',
    status: 'created',
    createdAt: '2026-03-01T09:00:00.000Z',
    enabled: true,
    ...changes,
  };
}

/** Codes that wait to be used. */
export function sampleRegistration(
  account: AccountRecord,
  changes: Partial<RegistrationRecord> = {},
): RegistrationRecord {
  return {
    id: crypto.randomUUID(),
    accountKey: account.id,
    practiceId: account.practiceId,
    patientRef: account.patientRef,
    state: 'pending',
    issuedAt: '2026-03-01T09:00:00.000Z',
    expiresOn: '2026-03-31',
    activationDays: 21,
    sealedCodes: 'eyJhbGciOiJkaXIifQ..c2VhbGVk.dGV4dA.dGFn',
    verifiers: {
      token: { salt: 'c2FsdC1vbmU', hash: 'aGFzaC1vbmU' },
      linkageKey: { salt: 'c2FsdC10d28', hash: 'aGFzaC10d28' },
    },
    ...changes,
  };
}

/** Two services decided on, one with a note. */
export function sampleServices(
  account: AccountRecord,
  changes: Partial<ServicesRecord> = {},
): ServicesRecord {
  return {
    id: crypto.randomUUID(),
    accountKey: account.id,
    practiceId: account.practiceId,
    patientRef: account.patientRef,
    services: {
      appointments: { enabled: true },
      messaging: {
        enabled: false,
        notes: 'Asked us to ring instead.',
        disabling: { id: 'act-1', reason: 'patient-opted-out', at: '2026-03-01T10:00:00.000Z' },
      },
    },
    ...changes,
  };
}

/** A passport seen at the desk. */
export function sampleIdentityCheck(
  account: AccountRecord,
  changes: Partial<IdentityCheckRecord> = {},
): IdentityCheckRecord {
  return {
    id: crypto.randomUUID(),
    practiceId: account.practiceId,
    patientRef: account.patientRef,
    date: '2026-02-28',
    method: 'passport',
    staff: MANAGER,
    freetext: 'Passport and utility bill\nseen at the desk',
    recordedAt: '2026-03-01T09:00:00.000Z',
    recordedBy: RECEPTIONIST,
    ...changes,
  };
}

/** A first letter, printed. */
export function sampleLetter(
  account: AccountRecord,
  changes: Partial<LetterRecord> = {},
): LetterRecord {
  return {
    id: crypto.randomUUID(),
    accountKey: account.id,
    registrationId: crypto.randomUUID(),
    practiceId: account.practiceId,
    patientRef: account.patientRef,
    at: '2026-03-01T09:05:00.000Z',
    by: RECEPTIONIST,
    medium: 'printed',
    copy: 0,
    ...changes,
  };
}

/** An audit row of the account's creation. */
export function sampleAudit(
  account: AccountRecord,
  changes: Partial<AuditRecord> = {},
): AuditRecord {
  return {
    id: crypto.randomUUID(),
    practiceId: account.practiceId,
    at: '2026-03-01T09:00:00.000Z',
    by: RECEPTIONIST,
    patientRef: account.patientRef,
    accountKey: account.id,
    action: 'create-account',
    outcome: 'done',
    summary: 'Online account created.',
    ...changes,
  };
}

/** Settings that a practice has saved: of each kind that there is one. */
export function sampleSettings(
  changes: Partial<PracticeSettingsRecord> = {},
): PracticeSettingsRecord {
  return {
    id: PRACTICE_ID,
    practiceId: PRACTICE_ID,
    savedAt: '2026-03-01T09:00:00.000Z',
    savedBy: MANAGER,
    values: {
      'services.appointments': true,
      'services.acutes': false,
      presets: [
        { name: 'Appointments and repeats only', services: ['appointments', 'repeats'] },
        { name: 'Nothing', services: [] },
      ],
      letterExpiryDays: 21,
      welcomeMessage: 'Croeso!\nWe are closed on 1 March.',
      identityDocuments: 'photo',
    },
    changes: {
      letterExpiryDays: { at: '2026-02-27T15:10:00.000Z', by: RECEPTIONIST },
      welcomeMessage: { at: '2026-03-01T09:00:00.000Z', by: MANAGER },
    },
    unusable: [],
    ...changes,
  };
}

/** One record of each kind, all of one patient; the settings are the practice's. */
export function oneOfEach(account = sampleAccount()): SharedRecords {
  return {
    account,
    registration: sampleRegistration(account),
    services: sampleServices(account),
    'identity-check': sampleIdentityCheck(account),
    letter: sampleLetter(account),
    audit: sampleAudit(account),
    'practice-settings': sampleSettings({ id: account.practiceId, practiceId: account.practiceId }),
  };
}
