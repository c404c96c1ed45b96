/** Counts a split on the server itself: by FHIR alone, without anything that made it. */
import type { Bundle, FhirResource, Person, Task } from 'fhir/r4';
import {
  ACCOUNT_EXTENSION,
  ACCOUNT_KEY,
  ACCOUNT_OF_PATIENT,
  PRACTICE_TAG,
  REGISTRATION_ID,
  TASK_INPUT,
  TASK_INPUT_SEALED_CODES,
} from '../../services/fhir/vocabulary.ts';
import { TRANSFER_ID, TRANSFER_TAG } from '../../services/fhir/transfer-vocabulary.ts';
import { unsealCodes } from '../../services/security/sealing.ts';
import type { MadeUpPerson } from './two-practices.ts';

export interface Counted {
  readonly closed: number;
  readonly made: number;
  readonly waiting: number;
  /** Codes that work at the new practice, each told from every other. */
  readonly newCodes: number;
  /** One sentence for each thing that is not as it has to be. */
  readonly wrong: readonly string[];
}

export interface CountOptions {
  /** Base address of the FHIR server. */
  readonly base: string;
  readonly token: string;
  readonly from: string;
  readonly to: string;
  /** Of the new practice. */
  readonly key: CryptoKey;
}

const PAGE = 500;

export async function countSplit(
  people: readonly MadeUpPerson[],
  options: CountOptions,
): Promise<Counted> {
  const { from, to, key } = options;
  const wrong: string[] = [];
  const persons = await all<Person>('Person', PRACTICE_TAG, [from, to], options);
  const tasks = await all<Task>('Task', PRACTICE_TAG, [from, to], options);
  const transfers = await all<Task>('Task', TRANSFER_TAG, [to], options);
  const accounts = grouped(persons, (person) => identifierOf(person, ACCOUNT_OF_PATIENT));
  const registrations = grouped(tasks, (task) => identifierOf(task, ACCOUNT_KEY));
  const moves = grouped(transfers, (task) =>
    identifierOf(task, TRANSFER_ID)?.replace(/^[^.]*\./, ''),
  );
  const codes = new Map<string, string>();
  let [closed, made, waiting] = [0, 0, 0];
  for (const person of people) {
    const say = (what: string): void => void wrong.push(`${person.number}: ${what}`);
    const [old, ...otherOld] = accounts.get(`${from}.${person.oldRef}`) ?? [];
    if (old === undefined || otherOld.length > 0) say(`${otherOld.length + 1} accounts at ${from}`);
    else if (movedTo(old) !== to || old.active !== false)
      say('the account at the old code is open');
    else closed += 1;
    for (const task of registrations.get(person.accountKey) ?? []) {
      if (task.status === 'requested' || task.input !== undefined) say('an old code may work');
    }
    const [move, ...otherMoves] = moves.get(person.oldRef) ?? [];
    if (move === undefined || otherMoves.length > 0) say('not one transfer');
    const [held, ...otherHeld] = accounts.get(`${to}.${person.newRef}`) ?? [];
    if (otherHeld.length > 0) say(`${otherHeld.length + 1} accounts at ${to}`);
    if (!person.expected.startsWith('made')) {
      if (held !== undefined) say(`has an account at ${to}, though ${person.expected}`);
      if (move?.status === 'requested') waiting += 1;
      else
        say(`the transfer is ${move?.status ?? 'not there'}, though nobody can have taken it in`);
      continue;
    }
    if (held === undefined) {
      say(`no account at ${to}: the transfer is ${move?.status ?? 'not there'}`);
      continue;
    }
    made += 1;
    if (move?.status !== 'completed')
      say(`made, and the transfer is ${move?.status ?? 'not there'}`);
    const isDisabled = person.expected === 'made-disabled';
    if (held.active === isDisabled) say(isDisabled ? 'is not disabled any more' : 'is disabled');
    const accountKey = identifierOf(held, ACCOUNT_KEY) ?? '';
    const live = (registrations.get(accountKey) ?? []).filter(
      ({ status }) => status === 'requested',
    );
    if (live.length !== (isDisabled ? 0 : 1)) say(`${live.length} sets of codes`);
    for (const task of live) {
      const context = {
        practiceId: to,
        accountKey,
        registrationId: identifierOf(task, REGISTRATION_ID) ?? '',
      };
      const opened = await unsealCodes(sealedIn(task), context, key);
      if (opened === undefined) say('the codes do not open with the key of the new practice');
      else {
        for (const code of [opened.token, opened.linkageKey]) {
          const other = codes.get(code);
          if (other !== undefined) say(`has a code of ${other}`);
          codes.set(code, person.number);
        }
      }
    }
  }
  const ofNobody = accounts.size - people.length - made;
  if (ofNobody !== 0) wrong.push(`${ofNobody} accounts are of nobody who moved`);
  return { closed, made, waiting, newCodes: codes.size, wrong };
}

async function all<T extends FhirResource>(
  type: T['resourceType'],
  system: string,
  codes: readonly string[],
  { base, token }: CountOptions,
): Promise<readonly T[]> {
  const found = new Map<string, T>();
  for (const code of codes) {
    const query = new URLSearchParams({ _tag: `${system}|${code}`, _count: String(PAGE) });
    let address: string | undefined = `${base}/${type}?${query.toString()}`;
    while (address !== undefined) {
      const answer: Response = await fetch(address, {
        headers: { Authorization: `Bearer ${token}`, 'Cache-Control': 'no-cache' },
      });
      if (!answer.ok) throw new Error(`${type}: ${answer.status}`);
      const page = (await answer.json()) as Bundle<T>;
      for (const { resource } of page.entry ?? []) {
        if (resource?.id !== undefined) found.set(resource.id, resource);
      }
      address = page.link?.find(({ relation }) => relation === 'next')?.url;
    }
  }
  return [...found.values()];
}

function grouped<T>(
  resources: readonly T[],
  keyOf: (resource: T) => string | undefined,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const resource of resources) {
    const key = keyOf(resource);
    if (key === undefined) continue;
    const group = groups.get(key) ?? [];
    group.push(resource);
    groups.set(key, group);
  }
  return groups;
}

function identifierOf({ identifier = [] }: Person | Task, wanted: string): string | undefined {
  return identifier.find(({ system }) => system === wanted)?.value;
}

function movedTo({ extension = [] }: Person): string | undefined {
  const parts = extension.find(({ url }) => url === ACCOUNT_EXTENSION)?.extension ?? [];
  return parts.find(({ url }) => url === 'movedTo')?.valueString;
}

function sealedIn({ input = [] }: Task): string {
  const held = input.find(({ type }) =>
    type.coding?.some(
      ({ system, code }) => system === TASK_INPUT && code === TASK_INPUT_SEALED_CODES,
    ),
  );
  return held?.valueString ?? '';
}
