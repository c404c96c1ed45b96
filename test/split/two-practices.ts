/** A practice that is split: made-up people, each with an account at the old code, most with a record at the new one too. */
import { createHash } from 'node:crypto';
import type { Patient } from 'fhir/r4';
import type { SeedResource } from '../../demo/fhir-server/index.ts';
import { luhnCheckDigit } from '../../services/domain/codes/registration-code.ts';
import { hasValidCheckDigit } from '../../services/domain/patient/patient-identifier.ts';
import { NHS_NUMBER, ODS_CODE } from '../../services/fhir/vocabulary.ts';
import { STORED } from '../../services/fhir/resource-mapping.ts';
import { makeVerifier, sealCodes } from '../../services/security/sealing.ts';

/** What has to become of somebody: an account at the new practice, or a transfer that waits for a person there. */
export type Expected =
  'made' | 'made-disabled' | 'no-such-number' | 'birth-date-differs' | 'surname-differs';

export interface MadeUpPerson {
  readonly number: string;
  readonly expected: Expected;
  /** Ids of the Patients at the old and at the new practice. */
  readonly oldRef: string;
  readonly newRef: string;
  readonly accountKey: string;
  readonly accountId: string;
  /** Linkage key of a letter that nobody has used. */
  readonly unusedKey?: string;
}

export interface Sides {
  readonly from: string;
  readonly to: string;
  /** Of the old practice. */
  readonly key: CryptoKey;
}

const STAFF = { id: '000000000011', name: 'Aisha Kelsall' };
/** Numbers of test patients: 999 and six digits more, those with a valid check digit. Demonstration patients have the first ones. */
const FIRST_NUMBER = 9_990_100_000;
const AT = '2026-01-12T09:30:00.000Z';

/** People, and all that the shared record has of them before. */
export async function madeUpPractice(
  count: number,
  sides: Sides,
): Promise<{ readonly people: readonly MadeUpPerson[]; readonly resources: SeedResource[] }> {
  const people: MadeUpPerson[] = [];
  const resources: SeedResource[] = [];
  const numbers = validNumbers();
  for (let index = 0; index < count; index += 1) {
    const person = personOf(index, numbers.next().value);
    people.push(person);
    resources.push(...(await resourcesOf(index, person, sides)));
  }
  return { people, resources };
}

function* validNumbers(): Generator<string, never> {
  for (let number = FIRST_NUMBER; ; number += 1) {
    if (hasValidCheckDigit(String(number))) yield String(number);
  }
}

function personOf(index: number, number: string): MadeUpPerson {
  const digits = String(50_000_000_000 + index);
  return {
    number,
    expected: expectedOf(index),
    oldRef: `split-old-${index}`,
    newRef: `split-new-${index}`,
    accountKey: uuid(`account ${index}`),
    accountId: digits + luhnCheckDigit(digits),
    ...(index % 4 === 0 && { unusedKey: codeOf(index) }),
  };
}

function expectedOf(index: number): Expected {
  if (index % 100 === 7) return 'no-such-number';
  if (index % 100 === 11) return 'birth-date-differs';
  if (index % 100 === 13) return 'surname-differs';
  return index % 50 === 3 ? 'made-disabled' : 'made';
}

async function resourcesOf(
  index: number,
  person: MadeUpPerson,
  { from, to, key }: Sides,
): Promise<readonly SeedResource[]> {
  const { expected, oldRef, newRef, accountKey, accountId, unusedKey } = person;
  const base = { practiceId: from, patientRef: oldRef };
  const operation = uuid(`operation ${index}`);
  const registrationId = uuid(`registration ${index}`);
  const isUsed = unusedKey === undefined;
  const disabling = { id: uuid(`act ${index}`), reason: 'misuse', at: AT, by: STAFF };
  const isDisabled = expected === 'made-disabled';
  const account = STORED.account.toResource(
    {
      ...base,
      id: accountKey,
      accountId,
      status: isUsed ? 'active' : 'created',
      createdAt: AT,
      ...(isUsed && { registeredAt: AT, activatedAt: AT }),
      enabled: !isDisabled,
      ...(isDisabled && { disabling }),
    },
    operation,
  );
  const services = STORED.services.toResource(
    {
      ...base,
      id: uuid(`services ${index}`),
      accountKey,
      services: {
        appointments: { enabled: true },
        repeats: { enabled: index % 3 > 0 },
        'summary-data': { enabled: index % 2 > 0 },
      },
    },
    operation,
  );
  const check = STORED['identity-check'].toResource(
    {
      ...base,
      id: uuid(`check ${index}`),
      date: '2026-01-12',
      method: 'passport',
      staff: STAFF,
      freetext: '',
      recordedAt: AT,
      recordedBy: STAFF,
    },
    operation,
  );
  const registration = STORED.registration.toResource(
    {
      ...base,
      id: registrationId,
      accountKey,
      state: isUsed ? 'used' : 'pending',
      issuedAt: AT,
      expiresOn: '2099-12-31',
      activationDays: 14,
      ...(!isUsed &&
        (await sealed(unusedKey, { practiceId: from, accountKey, registrationId }, key))),
    },
    operation,
  );
  const records = [account, services, check, registration].map((resource, place) => ({
    ...resource,
    id: `split-${index}-${place}`,
  }));
  const there = expected === 'no-such-number' ? [] : [patient(index, person, newRef, to)];
  return [patient(index, person, oldRef, from), ...there, ...records] as SeedResource[];
}

async function sealed(
  linkageKey: string,
  context: Parameters<typeof sealCodes>[1],
  key: CryptoKey,
) {
  const codes = { token: [...linkageKey].reverse().join(''), linkageKey };
  return {
    sealedCodes: await sealCodes(codes, context, key),
    verifiers: {
      token: await makeVerifier(codes.token),
      linkageKey: await makeVerifier(codes.linkageKey),
    },
  };
}

function patient(index: number, person: MadeUpPerson, id: string, practice: string): Patient {
  const isNew = id === person.newRef;
  const day = String((index % 28) + 1).padStart(2, '0');
  const otherDay = String(((index + 1) % 28) + 1).padStart(2, '0');
  const surname = `${SURNAMES[index % SURNAMES.length] ?? ''}${letters(index)}`;
  return {
    resourceType: 'Patient',
    id,
    active: true,
    identifier: [{ use: 'official', system: NHS_NUMBER, value: person.number }],
    name: [
      {
        use: 'official',
        family: isNew && person.expected === 'surname-differs' ? `${surname}-Wynne` : surname,
        given: [GIVEN[index % GIVEN.length] ?? ''],
      },
    ],
    birthDate: `19${String(40 + (index % 50))}-05-${
      isNew && person.expected === 'birth-date-differs' ? otherDay : day
    }`,
    address: [{ use: 'home', line: [`${index + 1} Hollin Rise`], postalCode: 'ZZ99 3VZ' }],
    managingOrganization: { identifier: { system: ODS_CODE, value: practice } },
  };
}

const SURNAMES = ['Ashworth', 'Brindle', 'Ceredig', 'Dunmore', 'Eastwood', 'Żuraw', 'Garth'];
const GIVEN = ['Siân', 'Łukasz', 'Owen', 'Maud', 'Tomasz', 'Ffion', 'Ruth', 'Idris'];

/** So that nobody has the name of another: letters only, as names are. */
function letters(index: number): string {
  return [...index.toString(26)]
    .map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 26)))
    .join('');
}

/** Sixteen characters of the alphabet of codes. */
function codeOf(index: number): string {
  const alphabet = 'CDFHJKMNPQRTWXY2346789';
  return [...createHash('sha256').update(`key ${index}`).digest().subarray(0, 16)]
    .map((byte) => alphabet[byte % alphabet.length] ?? '')
    .join('');
}

function uuid(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
