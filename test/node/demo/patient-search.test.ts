import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Patient } from 'fhir/r4';
import { findPatients } from '../../../demo/reference-host/record/patient-search.ts';
import { ageOn, readableDate } from '../../../demo/reference-host/record/patient-text.ts';

const TODAY = '2026-03-02';

function person(family: string, given: string, birthDate: string, number: string): Patient {
  return {
    resourceType: 'Patient',
    name: [{ family, given: [given] }],
    birthDate,
    identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: number }],
  };
}

const PATIENTS = [
  person('Wójcik-Brzęczkowski', 'Łukasz', '1988-11-03', '9990000026'),
  person('Pritchard', 'Siân', '1979-05-14', '9990000018'),
  person('Ó Dónaill', 'Seán', '1975-02-01', '3200000015'),
];

function found(typed: string): string[] {
  return findPatients(PATIENTS, typed, TODAY).map(({ name }) => name?.[0]?.given?.[0] ?? '');
}

describe('finding a patient', () => {
  it('finds by the beginning of any name, in any order, without accents', () => {
    assert.deepEqual(found('sian'), ['Siân']);
    assert.deepEqual(found('PRIT, si'), ['Siân']);
    assert.deepEqual(found('lukasz brzecz'), ['Łukasz']);
    assert.deepEqual(found('o donaill'), ['Seán']);
    assert.deepEqual(found('itchard'), []);
  });

  it('lists those found by surname', () => {
    assert.deepEqual(found('s'), ['Seán', 'Siân']);
  });

  it('finds by number, spaced or in part', () => {
    assert.deepEqual(found('999 000 0018'), ['Siân']);
    assert.deepEqual(found('3200'), ['Seán']);
  });

  it('finds by date of birth as people write it', () => {
    for (const typed of [
      ...['14/05/1979', '14.5.1979', '14-5-1979', '14 05 1979', '1979-05-14', '14051979'],
      ...['14.5.79', '14/5/79', '14 5 79', '140579'],
      ...['14 May 1979', '14th may 79', '14-MAY-1979'],
    ]) {
      assert.deepEqual(found(typed), ['Siân'], typed);
    }
  });

  it('takes a year of two digits for any that is not to come', () => {
    const born = (birthDate: string) => person('Test', birthDate, birthDate, '9990000034');
    const all = [born('1925-03-02'), born('2025-03-02'), born('1926-03-03'), born('2026-03-03')];
    const dates = (typed: string) => findPatients(all, typed, TODAY).map((one) => one.birthDate);
    assert.deepEqual(dates('2.3.25'), ['1925-03-02', '2025-03-02']);
    assert.deepEqual(dates('3 March 26'), ['1926-03-03']);
    assert.deepEqual(dates('31.2.79'), []);
  });

  const AT_HOME: Patient = {
    ...person('Ackerby', 'Joan', '1951-07-09', '9990000042'),
    address: [
      { use: 'home', postalCode: 'ZZ99 3VZ' },
      { use: 'old', postalCode: 'ZZ99 1WZ' },
    ],
    telecom: [{ system: 'email', value: 'Joan.Ackerby@mail.example' }],
  };
  const inAll = (typed: string, patient: Patient) =>
    findPatients([...PATIENTS, patient], typed, TODAY).map(({ name }) => name?.[0]?.given?.[0]);

  it('finds by postcode, spaced or not or its first half, where somebody lives now', () => {
    for (const typed of ['ZZ99 3VZ', 'zz993vz', 'ZZ99']) {
      assert.deepEqual(inAll(typed, AT_HOME), ['Joan'], typed);
    }
    assert.deepEqual(inAll('ZZ99 1WZ', AT_HOME), []);
  });

  it('finds by email, whole or begun', () => {
    assert.deepEqual(inAll('joan.ackerby@MAIL.example', AT_HOME), ['Joan']);
    assert.deepEqual(inAll('joan.ackerby@', AT_HOME), ['Joan']);
    assert.deepEqual(inAll('ackerby@mail.example', AT_HOME), []);
  });

  it('finds a restricted record by what its row shows only: name and number', () => {
    const restricted: Patient = { ...AT_HOME, meta: { security: [{ code: 'R' }] } };
    assert.deepEqual(inAll('Ackerby', restricted), ['Joan']);
    assert.deepEqual(inAll('999 000 0042', restricted), ['Joan']);
    for (const typed of ['9.7.51', '9 July 1951', 'ZZ99 3VZ', 'joan.ackerby@mail.example']) {
      assert.deepEqual(inAll(typed, restricted), [], typed);
    }
  });

  it('finds nobody when nothing is typed', () => {
    assert.deepEqual(found('  '), []);
  });
});

describe('dates on screen', () => {
  it('counts whole years', () => {
    assert.equal(ageOn('2017-02-08', '2026-02-07'), 8);
    assert.equal(ageOn('2017-02-08', '2026-02-08'), 9);
    assert.equal(ageOn('2017', '2026-02-08'), undefined);
  });

  it('shows partial dates as they are', () => {
    assert.equal(readableDate('1979-05-14'), '14 May 1979');
    assert.equal(readableDate('1979'), '1979');
  });
});
