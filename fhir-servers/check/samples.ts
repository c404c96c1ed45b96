import { randomUUID } from 'node:crypto';
import type { Coding, Patient, Person, Provenance } from 'fhir/r4';
import { AUDIT_ACTION_CODE, OPERATION_TAG } from '../../services/fhir/audit-vocabulary.ts';
import {
  ACCOUNT_EXTENSION,
  ACCOUNT_KEY,
  ACCOUNT_OF_PATIENT,
  NHS_NUMBER,
  ODS_CODE,
  OPERATION_EXTENSION,
  PRACTICE_TAG,
} from '../../services/fhir/vocabulary.ts';

/** Synthetic resources of one run, tagged as those of a practice that nobody has. */
export class Samples {
  /** Code of that practice. */
  readonly practice = `check-${randomUUID()}`;
  /** `Patient/<id>` on the server, once there is one. */
  patient: string | undefined;

  /** `_tag` of a search for everything of this run. */
  get tag(): string {
    return `${PRACTICE_TAG}|${this.practice}`;
  }

  /** Nobody's number: those with 999 are for tests, and this one has its check digit. */
  newPatient(): Patient {
    return {
      resourceType: 'Patient',
      meta: this.#meta(),
      identifier: [{ system: NHS_NUMBER, value: testNumber() }],
      active: true,
      name: [{ use: 'official', family: 'Servercheck', given: ['Tess'] }],
      gender: 'other',
      birthDate: '1970-01-01',
    };
  }

  /** An account as the product makes it; `name` tells it from others of the run. */
  person(name: string): Person {
    return {
      resourceType: 'Person',
      meta: this.#meta(),
      extension: [
        {
          url: ACCOUNT_EXTENSION,
          extension: [
            { url: 'status', valueCode: 'created' },
            { url: 'createdAt', valueInstant: new Date().toISOString() },
          ],
        },
      ],
      identifier: [
        { system: ACCOUNT_KEY, value: randomUUID() },
        { system: ACCOUNT_OF_PATIENT, value: this.#nameOf(name) },
      ],
      active: true,
      managingOrganization: {
        type: 'Organization',
        identifier: { system: ODS_CODE, value: this.practice },
      },
      ...(this.patient === undefined ? {} : { link: [{ target: { reference: this.patient } }] }),
    };
  }

  /** The next version of an account, made by an operation of its own, as every version of the product's is. */
  changed(person: Person): Person {
    const operation = { url: OPERATION_EXTENSION, valueString: randomUUID() };
    return { ...person, extension: [...(person.extension ?? []), operation] };
  }

  /** `system|value` by which {@link person} is found. */
  identifier(name: string): string {
    return `${ACCOUNT_OF_PATIENT}|${this.#nameOf(name)}`;
  }

  /** An audit row as the product makes it, of one operation. */
  audit(operationId: string): Provenance {
    const practice = {
      type: 'Organization',
      identifier: { system: ODS_CODE, value: this.practice },
    };
    return {
      resourceType: 'Provenance',
      meta: this.#meta({ system: OPERATION_TAG, code: operationId }),
      target: [this.patient === undefined ? practice : { reference: this.patient }],
      recorded: new Date().toISOString(),
      activity: { coding: [{ system: AUDIT_ACTION_CODE, code: 'create-account' }] },
      agent: [{ who: practice }],
    };
  }

  #nameOf(name: string): string {
    return `${this.practice}.${name}`;
  }

  #meta(...tags: Coding[]): { tag: Coding[] } {
    return { tag: [{ system: PRACTICE_TAG, code: this.practice }, ...tags] };
  }
}

/** An NHS number of the test range with its check digit (modulus 11); some have none and are drawn again. */
export function testNumber(random: () => number = Math.random): string {
  for (;;) {
    const digits = `999${String(Math.floor(random() * 1_000_000)).padStart(6, '0')}`;
    const sum = [...digits].reduce((all, digit, place) => all + Number(digit) * (10 - place), 0);
    const check = (11 - (sum % 11)) % 11;
    if (check < 10) return `${digits}${check}`;
  }
}
