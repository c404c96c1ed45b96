import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { Patient } from 'fhir/r4';
import {
  eligiblePatientId,
  whyNoPatientOfOurs,
} from '../../../services/domain/patient/eligibility.ts';
import { patientFromFhir } from '../../../services/host/patient/patient-from-fhir.ts';
import { questionsBeforeCodes } from '../../../services/domain/patient/questions-before-codes.ts';

const TOP = new URL('../../../', import.meta.url);
const TODAY = '2026-04-20';

function read(path: string): string {
  return readFileSync(new URL(path, TOP), 'utf8');
}

/** The cells of each row of the table: file, what the record says, then what follows from it. */
const rows = read('docs/patients-as-fhir-says.md')
  .split('\n')
  .filter((line) => line.startsWith('| [`'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

/** What the product makes of a patient, as the table says it. */
function madeOf(file: string): readonly string[] {
  const patient = patientFromFhir(JSON.parse(read(`demo/patients/${file}.json`)) as Patient, {
    practiceId: 'A99968',
    extraSystems: {},
    today: TODAY,
  });
  assert.ok(patient);
  const eligible = eligiblePatientId({ ...patient, nation: 'england' });
  const { language, interpreter, format } = patient.needs ?? {};
  const shown = [
    ...(patient.restricted ? ['restricted'] : []),
    ...(language === undefined ? [] : [language]),
    ...(interpreter === undefined ? [] : ['interpreter']),
    ...(format === undefined ? [] : [format]),
  ];
  return [
    eligible.ok ? 'yes' : `no: ${eligible.failure.reason.code}`,
    whyNoPatientOfOurs(patient) === undefined ? 'stays' : 'ends',
    listed(questionsBeforeCodes(patient, TODAY).map(({ code }) => code)),
    patient.address === undefined
      ? 'none'
      : `${patient.address.kind}: ${patient.address.lines[0] ?? ''}`,
    listed(shown),
  ];
}

function listed(values: readonly string[]): string {
  return values.length === 0 ? '–' : values.join(', ');
}

describe('patients as FHIR says', () => {
  it('are in the table, each case of the demonstration once', () => {
    assert.ok(rows.length >= 18, `${rows.length} rows`);
    assert.equal(new Set(rows.map(([file]) => file)).size, rows.length);
  });

  for (const [link = '', what = '', ...follows] of rows) {
    const file = /`([^`]+)`/.exec(link)?.[1] ?? '';
    it(`does the right thing: ${what}`, () => {
      assert.deepEqual(follows, madeOf(file));
    });
  }
});
