import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type {
  Basic,
  Consent,
  Extension,
  Patient,
  Person,
  QuestionnaireResponse,
  Task,
} from 'fhir/r4';
import type { FhirServer } from '../../../demo/fhir-server/index.ts';
import { luhnCheckDigit } from '../../../services/domain/codes/registration-code.ts';
import {
  ACCOUNT_EXTENSION,
  ACCOUNT_ID,
  ACCOUNT_KEY,
  CONTACT_VERIFIED_EXTENSION,
  IDENTITY_CHECK_ID,
  NHS_NUMBER,
  NOTES_EXTENSION,
  ODS_CODE,
  OPERATION_EXTENSION,
  PRACTICE_TAG,
  REGISTRATION_EXTENSION,
  REGISTRATION_ID,
  SERVICE_CODE,
  SERVICES_ID,
  TASK_CODE,
  TASK_CODE_REGISTRATION,
  TASK_INPUT,
} from '../../../services/fhir/vocabulary.ts';
import type { SiteAnswer, SiteUnderTest } from './site-under-test.ts';

export const PRACTICE = 'A99968';
export const PASSWORD = 'heron flies 42';

/** What is on the patient's letter, and where the practice put the rest. */
export interface Letter {
  readonly practiceId: string;
  readonly patientId: string;
  readonly token: string;
  readonly accountId: string;
  readonly linkageKey: string;
  readonly patientRef: string;
  readonly personId: string;
  readonly taskId: string;
  readonly accountKey: string;
}

interface Case {
  readonly patientId?: string;
  readonly system?: string;
  readonly email?: { readonly verified: boolean; readonly rank?: number } | null;
  readonly expiresOn?: string;
  readonly activationDays?: number;
  /** When the codes were issued. */
  readonly issuedAt?: string;
  readonly enabled?: boolean;
}

/** A resource under the id that the practice's server gave it. */
type WithId<T> = T & { readonly id: string };

let count = 0;

/** What the practice writes when it creates an account: docs/fhir-mapping.md. */
export async function createAccount(
  site: { readonly fhir: Pick<FhirServer, 'seed'> },
  options: Case = {},
): Promise<Letter> {
  count += 1;
  const digits = String(48_151_623_000 + count);
  const letter: Letter = {
    practiceId: PRACTICE,
    patientId: options.patientId ?? '9990000018',
    token: `TKN${count}CDFHJKMNPQ`,
    accountId: `${digits}${luhnCheckDigit(digits)}`,
    linkageKey: `LKY${count}RTWXY23467`,
    patientRef: `patient-${count}`,
    personId: `person-${count}`,
    taskId: `task-${count}`,
    accountKey: randomUUID(),
  };
  await site.fhir.seed([
    patientOf(letter, options),
    personOf(letter, options.enabled ?? true),
    taskOf(letter, options),
    consentOf(letter),
    identityCheckOf(letter),
  ]);
  return letter;
}

/** What the practice writes when it issues new codes to the account of a letter; gives the new letter. */
export async function issueAgain(
  site: SiteUnderTest,
  earlier: Letter,
  options: Pick<Case, 'expiresOn' | 'activationDays' | 'issuedAt'> = {},
): Promise<Letter> {
  count += 1;
  const letter: Letter = {
    ...earlier,
    token: `TKN${count}CDFHJKMNPQ`,
    linkageKey: `LKY${count}RTWXY23467`,
    taskId: `task-${count}`,
  };
  await site.fhir.seed([taskOf(letter, options)]);
  await changeAccountParts(site, letter, (parts) => [
    { url: 'status', valueCode: 'created' },
    ...parts.filter(({ url }) => url !== 'status'),
  ]);
  return letter;
}

/**
 * What the practice writes when it resets an account: nothing of registering is left, the codes of the earlier letter
 * have ended, and there are new ones; gives the new letter.
 */
export async function resetAccount(site: SiteUnderTest, earlier: Letter): Promise<Letter> {
  await site.change<Task>('Task', earlier.taskId, ({ input: _codes, ...task }) => ({
    ...task,
    status: task.status === 'requested' ? 'cancelled' : task.status,
  }));
  const letter = await issueAgain(site, earlier);
  await changeAccountParts(site, letter, (parts) => [
    ...parts.filter(({ url }) => ['status', 'createdAt'].includes(url)),
    { url: 'resetAt', valueInstant: '2026-03-10T12:00:00.000Z' },
    { url: 'resetId', valueString: randomUUID() },
  ]);
  return letter;
}

/** What the practice writes when it hands an account over to another one. */
export async function moveAway(site: SiteUnderTest, letter: Letter, to: string): Promise<void> {
  await site.change<Task>('Task', letter.taskId, ({ input: _codes, ...task }) => ({
    ...task,
    status: task.status === 'requested' ? 'cancelled' : task.status,
  }));
  await setEnabled(site, letter, false);
  await changeAccountParts(site, letter, () => [
    { url: 'status', valueCode: 'created' },
    { url: 'createdAt', valueInstant: '2026-03-10T09:00:00.000Z' },
    { url: 'resetAt', valueInstant: '2026-03-10T12:00:00.000Z' },
    { url: 'resetId', valueString: randomUUID() },
    { url: 'movedTo', valueString: 'A99969' },
    { url: 'movedToName', valueString: to },
  ]);
}

/** Changes status and dates of an account behind the site's back. */
export async function changeAccountParts(
  site: SiteUnderTest,
  { personId }: Letter,
  change: (parts: readonly Extension[]) => Extension[],
): Promise<void> {
  await site.change<Person>('Person', personId, (person) => ({
    ...person,
    extension: (person.extension ?? []).map((extension) =>
      extension.url === ACCOUNT_EXTENSION
        ? { url: ACCOUNT_EXTENSION, extension: change(extension.extension ?? []) }
        : extension,
    ),
  }));
}

function patientOf(letter: Letter, { system, email }: Case): WithId<Patient> {
  const { verified, rank } = email ?? { verified: true, rank: 1 };
  return {
    resourceType: 'Patient',
    id: letter.patientRef,
    identifier: [{ system: system ?? NHS_NUMBER, value: letter.patientId }],
    name: [{ family: 'Pritchard', given: ['Siân'] }],
    ...(email !== null && {
      telecom: [
        {
          system: 'email',
          value: 'sian@mail.example',
          ...((email === undefined || rank !== undefined) && { rank: rank ?? 1 }),
          extension: [{ url: CONTACT_VERIFIED_EXTENSION, valueBoolean: verified }],
        },
      ],
    }),
  };
}

const meta = { tag: [{ system: PRACTICE_TAG, code: PRACTICE }] };
const madeByPractice = { url: OPERATION_EXTENSION, valueString: 'made-by-the-practice' };

function personOf(letter: Letter, active: boolean): WithId<Person> {
  return {
    resourceType: 'Person',
    id: letter.personId,
    meta,
    identifier: [
      { system: ACCOUNT_KEY, value: letter.accountKey },
      { system: ACCOUNT_ID, value: letter.accountId },
    ],
    active,
    managingOrganization: { identifier: { system: ODS_CODE, value: PRACTICE } },
    link: [{ target: { reference: `Patient/${letter.patientRef}` }, assurance: 'level3' }],
    extension: [
      { url: NOTES_EXTENSION, valueString: 'Carer phones for her' },
      madeByPractice,
      {
        url: ACCOUNT_EXTENSION,
        extension: [
          { url: 'status', valueCode: 'created' },
          { url: 'createdAt', valueInstant: '2026-03-10T09:00:00.000Z' },
        ],
      },
    ],
  };
}

function taskOf(letter: Letter, { expiresOn, activationDays, issuedAt }: Case): WithId<Task> {
  const { accountKey } = letter;
  const input = (code: string, valueString: string): NonNullable<Task['input']>[number] => ({
    type: { coding: [{ system: TASK_INPUT, code }] },
    valueString,
  });
  return {
    resourceType: 'Task',
    id: letter.taskId,
    meta,
    extension: [
      madeByPractice,
      ...(activationDays === undefined
        ? []
        : [
            {
              url: REGISTRATION_EXTENSION,
              extension: [{ url: 'activationDays', valueInteger: activationDays }],
            },
          ]),
    ],
    identifier: [
      { system: REGISTRATION_ID, value: randomUUID() },
      { system: ACCOUNT_KEY, value: accountKey },
    ],
    status: 'requested',
    intent: 'order',
    code: { coding: [{ system: TASK_CODE, code: TASK_CODE_REGISTRATION }] },
    focus: { type: 'Person', identifier: { system: ACCOUNT_KEY, value: accountKey } },
    for: { reference: `Patient/${letter.patientRef}` },
    authoredOn: issuedAt ?? '2026-03-10T09:00:00.000Z',
    restriction: { period: { end: expiresOn ?? '2026-03-24' } },
    input: [
      input('sealed-codes', 'eyJhbGciOiJkaXIifQ..sealed'),
      input('token-verifier', verifierOf(letter.token)),
      input('linkage-key-verifier', verifierOf(letter.linkageKey)),
    ],
  };
}

function verifierOf(code: string): string {
  const salt = randomBytes(16);
  const hash = createHash('sha256').update(salt).update(code, 'utf8').digest('base64url');
  return `${salt.toString('base64url')}.${hash}`;
}

function consentOf(letter: Letter): WithId<Consent> {
  const service = (type: 'permit' | 'deny', code: string) => ({
    type,
    code: [{ coding: [{ system: SERVICE_CODE, code }] }],
  });
  return {
    resourceType: 'Consent',
    id: `consent-of-${letter.personId}`,
    meta,
    identifier: [
      { system: SERVICES_ID, value: randomUUID() },
      { system: ACCOUNT_KEY, value: letter.accountKey },
    ],
    status: 'active',
    scope: { coding: [{ code: 'patient-privacy' }] },
    category: [{ coding: [{ system: 'http://loinc.org', code: '59284-0' }] }],
    policyRule: { text: 'Services agreed with the practice' },
    patient: { reference: `Patient/${letter.patientRef}` },
    provision: {
      type: 'deny',
      provision: [service('permit', 'repeats'), service('deny', 'messaging')],
    },
  };
}

function identityCheckOf(letter: Letter): WithId<QuestionnaireResponse> {
  return {
    resourceType: 'QuestionnaireResponse',
    id: identityCheckId(letter),
    meta,
    identifier: { system: IDENTITY_CHECK_ID, value: randomUUID() },
    status: 'completed',
    subject: { reference: `Patient/${letter.patientRef}` },
    authored: '2026-03-10T08:00:00.000Z',
    item: [{ linkId: 'date', answer: [{ valueDate: '2026-03-10' }] }],
  };
}

/** Where the check of this patient's identity is. */
export function identityCheckId({ personId }: Letter): string {
  return `identity-of-${personId}`;
}

/** The account's status and dates, as the practice will pull them. */
export async function accountState(
  site: SiteUnderTest,
  { personId }: Letter,
): Promise<Readonly<Record<string, string | undefined>>> {
  const person = await site.resource<Person>('Person', personId);
  const parts = person.extension?.find(({ url }) => url === ACCOUNT_EXTENSION)?.extension ?? [];
  const told = parts.filter(({ valueDate }) => valueDate === undefined);
  return Object.fromEntries(told.map((part) => [part.url, part.valueCode ?? part.valueInstant]));
}

/** A member of staff chooses Active on the tab. */
export async function unlock(site: SiteUnderTest, letter: Letter): Promise<void> {
  await changeAccountParts(site, letter, () => [{ url: 'status', valueCode: 'active' }]);
}

/** A member of staff ticks or unticks Global. */
export async function setEnabled(
  site: SiteUnderTest,
  { personId }: Letter,
  active: boolean,
): Promise<void> {
  await site.change<Person>('Person', personId, (person) => ({ ...person, active }));
}

type TokenForm = Pick<Letter, 'practiceId' | 'patientId' | 'token'> & {
  readonly way: 'patient-id';
};
type LinkageKeyForm = Pick<Letter, 'practiceId' | 'accountId' | 'linkageKey'> & {
  readonly way: 'account-id';
};

/** The details of the first way to register. */
export function byToken({ practiceId, patientId, token }: Letter): TokenForm {
  return { way: 'patient-id', practiceId, patientId, token };
}

/** The details of the second way to register. */
export function byLinkageKey({ practiceId, accountId, linkageKey }: Letter): LinkageKeyForm {
  return { way: 'account-id', practiceId, accountId, linkageKey };
}

/** First step: checks the details and gives the ticket for the second. */
export async function ticketFor(
  site: SiteUnderTest,
  details: TokenForm | LinkageKeyForm,
): Promise<string> {
  const { body } = await site.post('api/registration-details', details);
  return String(body.ticket);
}

/** Second step. */
export function complete(
  site: SiteUnderTest,
  ticket: string,
  username: string,
): Promise<SiteAnswer> {
  return site.post('api/registrations', { ticket, username, password: PASSWORD, terms: true });
}

/** Both steps; gives the activation code of the email. */
export async function register(
  site: SiteUnderTest,
  letter: Letter,
  username = 'Sian79',
): Promise<string> {
  const { body } = await complete(site, await ticketFor(site, byToken(letter)), username);
  return (body.mail as { code: string }).code;
}

/** A patient who has registered and activated. */
export async function activePatient(site: SiteUnderTest, username = 'Sian79'): Promise<Letter> {
  const letter = await createAccount(site);
  await site.post('api/activations', { code: await register(site, letter, username) });
  return letter;
}

export function signIn(
  site: SiteUnderTest,
  password = PASSWORD,
  username = 'Sian79',
): Promise<SiteAnswer> {
  return site.post('api/sessions', { username, password });
}

/** A wrong password, so many times; gives the last answer. */
export async function failToSignIn(site: SiteUnderTest, times: number): Promise<SiteAnswer> {
  let answer = await signIn(site, 'wrong password 1');
  for (let time = 1; time < times; time += 1) answer = await signIn(site, 'wrong password 1');
  return answer;
}

/** Everything that the site has written of its own. */
export async function siteRecords(site: SiteUnderTest): Promise<string> {
  return JSON.stringify(await site.all<Basic>('Basic'));
}
