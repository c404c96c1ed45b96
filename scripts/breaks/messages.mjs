const RULES = ['test/services/domain/reminders/reminder-rules.test.ts'];
const REMINDERS = ['test/services/application/reminders/reminders.test.ts'];
const OFFERED = ['test/services/application/contacts/offered-contacts.test.ts'];
const CONTACTS = ['test/services/application/contacts/verified-contacts.test.ts'];

/** Reminders, and contacts that are verified. */
export const MESSAGES = {
  'two-reminders-a-day': {
    promise: 'fhir-mapping, reminders: one that was taken up is not taken up by another',
    file: 'services/domain/reminders/reminder-rules.ts',
    find: 'return Date.parse(now) - Date.parse(reminder.at) < TAKEN_UP_MS;',
    put: 'return Date.parse(now) < Date.parse(reminder.at);',
    tests: RULES,
  },
  'accepted-called-sent': {
    promise: 'embedding, messages: what was only accepted is never called sent',
    file: 'services/application/reminders/reminding.ts',
    find: 'state: ReminderState.accepted, messageId',
    put: 'state: ReminderState.sent, messageId',
    tests: REMINDERS,
  },
  'reminder-to-the-dead': {
    promise: 'decisions: no rule writes to who has died or left',
    file: 'services/application/reminders/reminder-round.ts',
    find: 'return whyNobodyIsLetIn({ patient, records: stored.records, settings, today }) === undefined;',
    put: 'return true;',
    tests: REMINDERS,
  },
  'code-of-another-address': {
    promise: 'guide, contacts: a code verifies the address that it was sent to',
    file: 'services/application/contacts/verify-contact.ts',
    find: 'return [session.id, patient.ref, type, value];',
    put: 'return [session.id, patient.ref, type, value.slice(0, 0)];',
    tests: CONTACTS,
  },
  'website-contact-preferred': {
    promise:
      'guide, contacts: what the patient changed at the website is neither verified nor preferred',
    file: 'services/application/contacts/take-over-contact.ts',
    find: 'checkContact({ type, value, verified: false, preferred: false })',
    put: 'checkContact({ type, value, verified: false, preferred: true })',
    tests: OFFERED,
  },
  'offer-lost-on-refusal': {
    promise:
      'guide, contacts: if your system refuses, what the patient sent stays until you decide',
    file: 'services/application/contacts/take-over-contact.ts',
    find: 'if (!saved.ok) return saved;',
    put: '',
    tests: OFFERED,
  },
};
