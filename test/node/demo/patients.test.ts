import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { before, describe, it } from 'node:test';
import type { Patient } from 'fhir/r4';
import { loadPatients } from '../../../demo/fhir-server/index.ts';
import { contactsOf } from '../../../demo/reference-host/record/patient-contacts.ts';
import { endOfRegistration, listName } from '../../../demo/reference-host/record/patient-text.ts';
import { PRACTICES } from '../../../demo/reference-host/server/practices.ts';
import { hasValidCheckDigit } from '../../../services/domain/patient/patient-identifier.ts';
import { CHI_NUMBER, HC_NUMBERS, NHS_NUMBER } from '../../../services/fhir/vocabulary.ts';

const FOLDER = fileURLToPath(new URL('../../../demo/patients', import.meta.url));

describe('the synthetic patients', () => {
  let patients: readonly Patient[] = [];
  const numbers = (system: string): string[] =>
    patients.flatMap(({ identifier = [] }) =>
      identifier.filter((one) => one.system === system).map(({ value = '' }) => value),
    );

  before(async () => {
    const loaded = await loadPatients(FOLDER);
    assert.deepEqual(loaded.refusals, []);
    ({ patients } = loaded);
  });

  it('are at least 24, each a valid Patient in a file of its own', () => {
    assert.ok(patients.length >= 24);
    assert.equal(patients.length, readdirSync(FOLDER).length);
  });

  it('are registered at practices of all four nations', () => {
    for (const { id, nation } of PRACTICES) {
      const here = patients.filter(
        ({ managingOrganization }) => managingOrganization?.identifier?.value === id,
      );
      assert.ok(here.length >= 3, `${nation} has ${here.length}`);
    }
  });

  it('have NHS numbers that are never issued, with a right check digit but for the two on purpose', () => {
    const odd = numbers(NHS_NUMBER).filter(
      (value) => !(/^999\d{7}$/.test(value) && hasValidCheckDigit(value)),
    );
    assert.deepEqual(odd.sort(), ['9990000027', 'QKZB 47']);
  });

  it('have CHI numbers that begin with the date of birth and end with a right check digit', () => {
    const withChi = patients.filter(({ identifier = [] }) =>
      identifier.some(({ system }) => system === CHI_NUMBER),
    );
    assert.ok(withChi.length >= 2);
    for (const { identifier = [], birthDate = '' } of withChi) {
      const value = identifier.find(({ system }) => system === CHI_NUMBER)?.value ?? '';
      const [, year, month, day] = /^\d\d(\d\d)-(\d\d)-(\d\d)$/.exec(birthDate) ?? [];
      assert.equal(value.slice(0, 6), `${day ?? ''}${month ?? ''}${year ?? ''}`);
      assert.ok(hasValidCheckDigit(value), value);
    }
  });

  it('have H&C numbers of the Northern Irish range with a right check digit', () => {
    const values = HC_NUMBERS.flatMap(numbers);
    assert.ok(values.length >= 2);
    for (const value of values) {
      assert.match(value, /^3[2-9]\d{8}$/);
      assert.ok(hasValidCheckDigit(value), value);
    }
  });

  it('share no number at one practice and show none in their ids', () => {
    for (const { id: practice } of PRACTICES) {
      const here = patients.filter(
        ({ managingOrganization }) => managingOrganization?.identifier?.value === practice,
      );
      const all = here.flatMap(({ identifier = [] }) => identifier.map(({ value }) => value));
      assert.equal(new Set(all).size, all.length);
    }
    for (const { id } of patients) assert.match(id ?? '', /^pt-[ewsnb]\d\d$/);
  });

  it('can be reached only where nobody is: reserved domains and numbers kept for drama', () => {
    for (const contact of patients.flatMap(contactsOf)) {
      const reserved =
        contact.type === 'email' ? /^[^\s@]+@[\w.-]+\.example$/ : /^(07700 900|01632 960)\d{3}$/;
      assert.match(contact.value, reserved);
    }
  });

  it('cover what registration trips over', () => {
    const emailsOf = (patient: Patient) =>
      contactsOf(patient).filter(({ type }) => type === 'email');
    const has = (what: string, fits: (patient: Patient) => boolean): void => {
      assert.ok(patients.some(fits), what);
    };
    has('no email', (patient) => emailsOf(patient).length === 0);
    has('only an unverified email', (patient) => {
      const emails = emailsOf(patient);
      return emails.length > 0 && emails.every(({ verified }) => !verified);
    });
    has('a verified, preferred email', (patient) =>
      emailsOf(patient).some(({ verified, preferred }) => verified && preferred),
    );
    has('many contacts', (patient) => contactsOf(patient).length >= 8);
    has('no number', ({ identifier = [] }) => identifier.length === 0);
    has('a long name', (patient) => listName(patient).length >= 60);
    has('letters beyond Latin-1', (patient) => /[Łŵŷ]/i.test(listName(patient)));
    has('Vietnamese letters', (patient) => listName(patient).includes('Ngọc'));
    has('Cyrillic letters', (patient) => /[а-яії]/i.test(listName(patient)));
    has('letters that letter fonts lack', (patient) => listName(patient).includes('王'));
    has('deceased', (patient) => endOfRegistration(patient)?.startsWith('Deceased') === true);
    has('departed', ({ active }) => active === false);
    has('born in 2017', ({ birthDate }) => birthDate?.startsWith('2017') === true);
    has('born in 2012', ({ birthDate }) => birthDate?.startsWith('2012') === true);
    has(
      'an NHS number in Northern Ireland',
      ({ id, identifier = [] }) =>
        id?.startsWith('pt-n') === true && identifier.some(({ system }) => system === NHS_NUMBER),
    );
    const emails = patients.flatMap((patient) =>
      emailsOf(patient).map(({ value }) => value.toLowerCase()),
    );
    assert.ok(new Set(emails).size < emails.length, 'a shared email');
  });
});
