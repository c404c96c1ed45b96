import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Patient } from 'fhir/r4';
import {
  CONTACT_VERIFIED_EXTENSION,
  contactsOf,
  holdsEmail,
  withContact,
} from '../../../demo/reference-host/record/patient-contacts.ts';
import { CONTACT_VERIFIED_EXTENSION as OF_THE_PRODUCT } from '../../../services/fhir/vocabulary.ts';

const VERIFIED = { url: CONTACT_VERIFIED_EXTENSION, valueBoolean: true };
const PATIENT: Patient = {
  resourceType: 'Patient',
  telecom: [
    { id: 'a', system: 'email', value: 'a@mail.example', rank: 1, extension: [VERIFIED] },
    { id: 'b', system: 'email', value: 'b@mail.example', extension: [{ url: 'urn:other' }] },
    { system: 'phone', use: 'mobile', value: '07700 900001', rank: 1 },
    { system: 'phone', use: 'work', value: '01632 960001' },
    { system: 'fax', value: '01632 960002' },
    { system: 'email', use: 'old', value: 'old@mail.example' },
    { system: 'email', value: 'ended@mail.example', period: { end: '2020-01-01' } },
  ],
};
const newId = (): string => 'new';

describe('contacts on a patient’s record', () => {
  it('keeps Verified where the product reads it', () => {
    assert.equal(CONTACT_VERIFIED_EXTENSION, OF_THE_PRODUCT);
  });

  it('reads type, verified and preferred, and leaves out what is not a current contact', () => {
    assert.deepEqual(
      contactsOf(PATIENT).map(({ type, value, verified, preferred }) => [
        type,
        value,
        verified,
        preferred,
      ]),
      [
        ['email', 'a@mail.example', true, true],
        ['email', 'b@mail.example', false, false],
        ['mobile', '07700 900001', false, true],
        ['phone', '01632 960001', false, false],
      ],
    );
  });

  it('adds one, preferred instead of the others of its type and of no other type', () => {
    const added = {
      type: 'email',
      value: ' c@mail.example ',
      verified: true,
      preferred: true,
    } as const;
    const { patient, saved } = withContact(PATIENT, added, newId);
    assert.deepEqual(saved, { ...added, id: 'new', value: 'c@mail.example' });
    const preferred = contactsOf(patient).filter((contact) => contact.preferred);
    assert.deepEqual(
      preferred.map(({ value }) => value),
      ['07700 900001', 'c@mail.example'],
    );
    assert.equal(PATIENT.telecom?.length, 7, 'the patient given is not changed');
  });

  it('updates one and keeps what others wrote on it', () => {
    const change = {
      id: 'b',
      type: 'email',
      value: 'b@mail.example',
      verified: true,
      preferred: false,
    } as const;
    const { patient } = withContact(PATIENT, change, newId);
    const point = patient.telecom?.find(({ id }) => id === 'b');
    assert.deepEqual(
      point?.extension?.map(({ url }) => url),
      ['urn:other', CONTACT_VERIFIED_EXTENSION],
    );
    assert.equal(patient.telecom?.length, 7);
  });

  it('knows one that came without an id again, also after its value has changed', () => {
    const phone = contactsOf(PATIENT).find(({ type }) => type === 'phone');
    assert.ok(phone);
    const first = withContact(PATIENT, { ...phone, value: '01632 960009' }, newId);
    const second = withContact(first.patient, { ...first.saved, verified: true }, newId);
    const phones = contactsOf(second.patient).filter(({ type }) => type === 'phone');
    assert.deepEqual(
      phones.map(({ value, verified }) => [value, verified]),
      [['01632 960009', true]],
    );
    assert.equal(second.patient.telecom?.[3]?.use, 'work');
  });

  it('refuses an empty one, one that is there already, and one that is gone', () => {
    const email = { type: 'email', verified: false, preferred: false } as const;
    const refusal = (message: RegExp) => ({ name: 'HostError', message });
    assert.throws(() => withContact(PATIENT, { ...email, value: ' ' }, newId), refusal(/Type the/));
    assert.throws(
      () => withContact(PATIENT, { ...email, value: 'A@MAIL.example' }, newId),
      refusal(/already/),
    );
    assert.throws(
      () => withContact(PATIENT, { ...email, id: 'gone', value: 'x@mail.example' }, newId),
      refusal(/no longer/),
    );
  });

  it('compares email addresses without case and spaces', () => {
    assert.ok(holdsEmail(PATIENT, ' A@Mail.Example '));
    assert.ok(!holdsEmail(PATIENT, 'old@mail.example'));
  });
});
