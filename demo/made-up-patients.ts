/**
 * As many invented patients as one likes, to see how lists of a large practice feel:
 *
 *   node --import tsx demo/made-up-patients.ts 5000 > many.ndjson && npm start -- --patients many.ndjson
 */
import { pathToFileURL } from 'node:url';
import type { ContactPoint, Patient } from 'fhir/r4';
import { CONTACT_VERIFIED_EXTENSION } from './reference-host/record/patient-contacts.ts';
import { practiceWithId } from './reference-host/server/practices.ts';

const PRACTICE = 'A99968';
const ODS_CODE = 'https://fhir.nhs.uk/Id/ods-organization-code';
const STEMS = ['Ack', 'Bram', 'Cald', 'Dun', 'Ent', 'Farth', 'Garr', 'Hollin', 'Ing', 'Kett'];
const ENDINGS = ['erby', 'worth', 'more', 'ingale', 'owby', 'ley', 'stone', 'wick', 'thorpe'];
const GIVEN = ['Ada', 'Bryn', 'Carys', 'Dev', 'Esme', 'Finlay', 'Grace', 'Hana', 'Idris', 'Joan'];
/** NHS numbers from here on are never issued. */
const FIRST_NUMBER = 999_100_000;
const DAY_MS = 86_400_000;
const YEARS_MS = 95 * 365 * DAY_MS;
/** The youngest is born on this day, whenever they are made up. */
const LAST_BIRTH = Date.UTC(2025, 11, 31);

/** The same ones each time, with everything by which lists tell patients apart. */
export function* madeUpPatients(count: number): Generator<Patient> {
  let number = FIRST_NUMBER;
  for (let at = 0; at < count; at += 1) {
    do number += 1;
    while (checkDigit(number) === 10);
    yield madeUpPatient(at, `${number}${checkDigit(number)}`);
  }
}

function madeUpPatient(at: number, nhsNumber: string): Patient {
  const gps = practiceWithId(PRACTICE)?.gps ?? [];
  const gp = gps[at % (gps.length + 1)];
  // Multiples of a prime, so that neighbours in the list have nothing in common.
  const born = new Date(LAST_BIRTH - ((at * 7_919 * DAY_MS) % YEARS_MS));
  const organisation = {
    type: 'Organization',
    identifier: { system: ODS_CODE, value: PRACTICE },
  };
  return {
    resourceType: 'Patient',
    id: `made-up-${at}`,
    active: at % 41 !== 0,
    identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: nhsNumber }],
    name: [{ use: 'official', family: surname(at), given: [GIVEN[at % GIVEN.length] ?? ''] }],
    birthDate: born.toISOString().slice(0, 10),
    telecom: emails(at),
    managingOrganization: organisation,
    generalPractitioner: [
      organisation,
      ...(gp === undefined
        ? []
        : [
            {
              type: 'Practitioner',
              identifier: { system: 'https://fhir.nhs.uk/Id/sds-user-id', value: gp.id },
              display: gp.name,
            },
          ]),
    ],
    ...(at % 53 === 0 && { meta: { security: [{ code: 'R' }] } }),
    ...(at % 67 === 1 && { deceasedBoolean: true }),
  };
}

function surname(at: number): string {
  const stem = STEMS[Math.floor(at / GIVEN.length) % STEMS.length] ?? '';
  const ending = ENDINGS[Math.floor(at / (GIVEN.length * STEMS.length)) % ENDINGS.length] ?? '';
  return `${stem}${ending}`;
}

/** Most have one of their own, every thirteenth shares one with the next, every seventh has none that is verified. */
function emails(at: number): ContactPoint[] {
  const holder = at % 13 === 1 ? at - 1 : at;
  return [
    {
      id: 'c1',
      system: 'email',
      value: `patient.${holder}@mail.example`,
      rank: 1,
      extension: [{ url: CONTACT_VERIFIED_EXTENSION, valueBoolean: at % 7 !== 0 }],
    },
  ];
}

/** Of an NHS number's first nine digits; 10 is never issued. */
function checkDigit(nine: number): number {
  const sum = [...String(nine)].reduce((total, digit, at) => total + Number(digit) * (10 - at), 0);
  return (11 - (sum % 11)) % 11;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const count = Number(process.argv[2] ?? 1_000);
  for (const patient of madeUpPatients(count)) process.stdout.write(`${JSON.stringify(patient)}\n`);
}
