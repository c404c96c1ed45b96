import type { Basic, Task } from 'fhir/r4';
import type { CalendarDate } from '../../services/domain/records.ts';
import { ACCOUNT_KEY, REGISTRATION_ID } from '../../services/fhir/vocabulary.ts';
import type { AccountFacts } from './account-person.ts';
import { FhirUnavailableError, type FhirGateway, type Stored } from './fhir-gateway.ts';
import { hasPassed, lastDayOf, verifiersOf, type Verifiers } from './registration-task.ts';
import { identifierOf, partsOf, stamped } from './resource-parts.ts';
import { SITE_CODE } from './site-system.ts';

/*
 * The practice's Task loses its verifiers once codes are used. So that the letter's owner, and nobody else, can be told
 * so, the site keeps the verifiers of used codes in a Basic of its own. They open nothing. After the last day of the
 * letter there is nothing left to explain, so they go.
 */
const SPENT = 'spent-registration-codes';
/** Some servers take no longer transactions; the next visit has the rest. */
const MOST_AT_ONCE = 8;
const SPENT_EXTENSION = 'https://patient-site.online-services.example/StructureDefinition/spent';

/** The Basic that remembers the used codes of a Task; to be created in the transaction that ends the Task. */
export function spentCodesOf(
  task: Task,
  { key: accountKey, resetId }: AccountFacts,
  operation: string,
): Basic {
  const expiresOn = lastDayOf(task);
  const basic: Basic = {
    resourceType: 'Basic',
    code: { coding: [{ system: SITE_CODE, code: SPENT }] },
    identifier: [
      { system: REGISTRATION_ID, value: identifierOf(task, REGISTRATION_ID) ?? operation },
      { system: ACCOUNT_KEY, value: accountKey },
    ],
    extension: [
      {
        url: SPENT_EXTENSION,
        extension: [
          ...(expiresOn === undefined ? [] : [{ url: 'expiresOn', valueDate: expiresOn }]),
          ...(resetId === undefined ? [] : [{ url: 'resetId', valueString: resetId }]),
          ...Object.entries(verifiersOf(task)).map(([url, valueString]) => ({ url, valueString })),
        ],
      },
    ],
  };
  return stamped(basic, operation);
}

/** Used codes, and the account's reset after which they were. */
export interface SpentCodes {
  readonly verifiers: Verifiers;
  readonly resetId?: string;
}

/**
 * The used codes of an account that may still be asked about. Those whose last day has passed in UK time, or is not
 * known, are deleted; where that fails, the next visit tries again.
 */
export async function tidySpentCodes(
  fhir: FhirGateway,
  accountKey: string,
  now: Date,
): Promise<readonly SpentCodes[]> {
  const found = await fhir.search<Basic>('Basic', {
    identifier: `${ACCOUNT_KEY}|${accountKey}`,
    code: `${SITE_CODE}|${SPENT}`,
  });
  const outdated = found.filter((basic) => hasPassed(lastDayIn(basic), now));
  if (outdated.length > 0) await drop(fhir, outdated);
  return found.filter((basic) => !outdated.includes(basic)).map(spentIn);
}

async function drop(fhir: FhirGateway, outdated: readonly Stored<Basic>[]): Promise<void> {
  try {
    await fhir.commit(outdated.slice(0, MOST_AT_ONCE).map((remove) => ({ remove })));
  } catch (error) {
    // A server that refuses this must not keep patients out: they came for something else.
    if (!(error instanceof FhirUnavailableError)) throw error;
  }
}

function lastDayIn(basic: Basic): CalendarDate | undefined {
  return partsOf(basic, SPENT_EXTENSION).expiresOn?.valueDate;
}

function spentIn(basic: Basic): SpentCodes {
  const parts = partsOf(basic, SPENT_EXTENSION);
  const [token, linkageKey] = [parts.token?.valueString, parts['linkage-key']?.valueString];
  const resetId = parts.resetId?.valueString;
  const verifiers = {
    ...(token === undefined ? {} : { token }),
    ...(linkageKey === undefined ? {} : { 'linkage-key': linkageKey }),
  };
  return { verifiers, ...(resetId === undefined ? {} : { resetId }) };
}
