import type { Basic, Task } from 'fhir/r4';
import { ACCOUNT_KEY, REGISTRATION_ID } from '../../services/fhir/vocabulary.ts';
import type { FhirGateway } from './fhir-gateway.ts';
import type { Verifiers } from './registration-task.ts';
import { identifierOf, partsOf, stamped } from './resource-parts.ts';
import { SITE_CODE } from './website-login.ts';

/*
 * The practice's Task loses its verifiers once codes are used or expired. So that the letter's owner, and nobody else,
 * can be told what became of them, the site keeps the verifiers of spent codes in a Basic of its own. They open nothing.
 */
const SPENT = 'spent-registration-codes';
const SPENT_EXTENSION = 'https://patient-site.online-services.example/StructureDefinition/spent';

/** What became of codes that work no more. */
export interface SpentCodes {
  readonly outcome: 'used' | 'expired';
  readonly verifiers: Verifiers;
}

/** The Basic that remembers the codes of a Task; to be created in the transaction that ends the Task. */
export function spentCodesOf(
  task: Task,
  accountKey: string,
  spent: SpentCodes,
  operation: string,
): Basic {
  const { outcome, verifiers } = spent;
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
          { url: 'outcome', valueCode: outcome },
          ...Object.entries(verifiers).map(([url, valueString]) => ({ url, valueString })),
        ],
      },
    ],
  };
  return stamped(basic, operation);
}

/** Spent codes of an account. */
export async function findSpentCodes(
  fhir: FhirGateway,
  accountKey: string,
): Promise<readonly SpentCodes[]> {
  const found = await fhir.search<Basic>('Basic', {
    identifier: `${ACCOUNT_KEY}|${accountKey}`,
    code: `${SITE_CODE}|${SPENT}`,
  });
  return found.map((basic) => {
    const parts = partsOf(basic, SPENT_EXTENSION);
    const [token, linkageKey] = [parts.token?.valueString, parts['linkage-key']?.valueString];
    return {
      outcome: parts.outcome?.valueCode === 'expired' ? 'expired' : 'used',
      verifiers: {
        ...(token === undefined ? {} : { token }),
        ...(linkageKey === undefined ? {} : { 'linkage-key': linkageKey }),
      },
    };
  });
}
