import type { Patient, Person, Task } from 'fhir/r4';
import {
  ACCOUNT_ID,
  ACCOUNT_KEY,
  CHI_NUMBER,
  HC_NUMBERS,
  NHS_NUMBER,
  PRACTICE_TAG,
  REGISTRATION_ID,
} from '../../services/fhir/vocabulary.ts';
import { accountIn, type AccountFacts } from './account-person.ts';
import type { FhirGateway, Stored } from './fhir-gateway.ts';
import type { RegistrationDetails } from './registration-details.ts';
import { identifierOf } from './resource-parts.ts';
import { isRegistration } from './registration-task.ts';

const PATIENT_NUMBERS = [NHS_NUMBER, CHI_NUMBER, ...HC_NUMBERS];

/** An account with the resource it came from. */
export interface FoundAccount {
  readonly person: Stored<Person>;
  readonly account: AccountFacts;
}

/**
 * The accounts that these details point to, codes aside. Way 1: patients with that number in any of the four nations'
 * systems, then the accounts of theirs at that practice. Way 2: the account with that Account ID at that practice.
 */
export async function findAccounts(
  fhir: FhirGateway,
  details: RegistrationDetails,
): Promise<readonly FoundAccount[]> {
  const _tag = `${PRACTICE_TAG}|${details.practiceId}`;
  const persons =
    details.by === 'account-id'
      ? await fhir.search<Person>('Person', {
          identifier: `${ACCOUNT_ID}|${details.identifier}`,
          _tag,
        })
      : await personsOfPatient(fhir, details.identifier, _tag);
  return persons.flatMap((person) => {
    const account = accountIn(person);
    // The tag is a filter; what the account itself says about its practice decides.
    return account?.practiceId === details.practiceId ? [{ person, account }] : [];
  });
}

async function personsOfPatient(
  fhir: FhirGateway,
  patientId: string,
  _tag: string,
): Promise<readonly Stored<Person>[]> {
  const identifier = PATIENT_NUMBERS.map((system) => `${system}|${patientId}`).join(',');
  const patients = await fhir.search<Patient>('Patient', { identifier });
  const persons = await Promise.all(
    patients.map(({ id }) => fhir.search<Person>('Person', { patient: `Patient/${id}`, _tag })),
  );
  return persons.flat();
}

/**
 * The codes of an account that wait to be used, expired or not. Of several sets, issued by workstations that had not
 * heard of one another, the newest counts: see docs/fhir-mapping.md.
 */
export async function pendingRegistration(
  fhir: FhirGateway,
  accountKey: string,
): Promise<Stored<Task> | undefined> {
  const tasks = await fhir.search<Task>('Task', {
    identifier: `${ACCOUNT_KEY}|${accountKey}`,
    status: 'requested',
  });
  return tasks.filter(isRegistration).sort(newestFirst)[0];
}

function newestFirst(one: Task, other: Task): number {
  const [at, otherAt] = [issuedAt(one), issuedAt(other)];
  const order = at === otherAt ? keyOf(one) > keyOf(other) : at > otherAt;
  return order ? -1 : 1;
}

function issuedAt({ authoredOn }: Task): number {
  return Date.parse(authoredOn ?? '') || 0;
}

function keyOf(task: Task): string {
  return identifierOf(task, REGISTRATION_ID) ?? '';
}
