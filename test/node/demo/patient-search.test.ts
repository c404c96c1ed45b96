import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Patient } from 'fhir/r4';
import { findPatients } from '../../../demo/reference-host/record/patient-search.ts';
import { ageOn, readableDate } from '../../../demo/reference-host/record/patient-text.ts';

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
  return findPatients(PATIENTS, typed).map(({ name }) => name?.[0]?.given?.[0] ?? '');
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
    for (const typed of ['14/05/1979', '14.5.1979', '1979-05-14']) {
      assert.deepEqual(found(typed), ['Siân'], typed);
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
