/** Who is on a list, in the order asked for: by keys alone, for lists are long. */
import {
  combineLatest,
  from,
  map,
  of,
  ReplaySubject,
  share,
  switchMap,
  type Observable,
} from 'rxjs';
import { pendingRegistration } from '../../domain/codes/pending-codes.ts';
import {
  HOST_LISTS,
  type HostList,
  type OwnList,
  type WorklistOrder,
} from '../../domain/practice/worklists.ts';
import { AccountStatus } from '../../domain/records.ts';
import type { Result } from '../../domain/result.ts';
import type { DirectoryQuery } from '../../ports/patient-directory.ts';
import type {
  RegisterAnswer,
  RegisterKeys,
  RegisterList,
  RegisterOrder,
  RegisterPatient,
} from '../../ports/practice-register.ts';
import { words } from '../../words/words.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import { sentenceOf } from '../commands/refusal.ts';
import { hostQuery, registerLists } from './worklist-sources.ts';
import { patientSearch$ } from './worklist-search.ts';
import { patientsAt, slicesOf } from './worklist-slices.ts';
import type { WorklistRows } from './worklists-view.ts';

/** So many lines are read, and their patients named, only to put them in an order. */
const MOST_ORDERED = 1000;

/** Lists of codes and of unsent work are not in the indexes of accounts. */
const NOT_OF_ACCOUNTS: ReadonlySet<OwnList> = new Set([
  'codes-unused',
  'codes-expiring',
  'unsent-waiting',
  'unsent-attention',
]);

const INDEXED: ReadonlySet<string> = new Set<RegisterOrder>(['created', 'status', 'account-id']);

type Listed = Extract<WorklistRows, { readonly available: true }>;
type Ports = Pick<CommandPorts, 'register' | 'directory' | 'environment'>;

/** The order that a list has by itself. */
export function orderOf(list: OwnList | HostList): WorklistOrder {
  if (isOfHost(list)) return 'name';
  return list.startsWith('codes-') ? 'expiry' : 'created';
}

export function isOfHost(list: string): list is HostList {
  return HOST_LISTS.some((other) => other === list);
}

/** Who is on a list, in any order. */
export type RowsIn = (order: WorklistOrder) => Observable<WorklistRows>;

/** A list of this workstation's own, as it lies. */
export function rowsAsTheyLie$(list: OwnList, ports: Ports): Observable<WorklistRows> {
  return rows$(keys$(registerLists(list, ports.environment.today()), ports));
}

/** A list of this workstation's own. */
export function ownRows(list: OwnList, ports: Ports): RowsIn {
  return (order) => {
    if (isIndexed(order) && !NOT_OF_ACCOUNTS.has(list)) {
      return rows$(keys$(registerLists(list, ports.environment.today()), ports, order));
    }
    const natural$ = rowsAsTheyLie$(list, ports);
    return order === 'expiry' && orderOf(list) === 'expiry'
      ? natural$
      : ordered$(natural$, order, ports);
  };
}

/** A list of the host's. */
export function hostRows(list: HostList, ports: Ports): RowsIn {
  const query = hostQuery(list, ports.environment.today());
  // Whose account is shut already needs nothing done.
  return found(search$(query, ports, list === 'left' ? isEnabled : undefined), ports);
}

/** Whoever has this name. */
export function searchRows(query: DirectoryQuery, ports: Ports): RowsIn {
  return found(search$(query, ports), ports);
}

/** Accounts whose ID begins so; before them the patient who has the number, where it may be one. */
export function numberRows(
  { beginning, number }: { readonly beginning: string; readonly number?: string },
  ports: Ports,
): RowsIn {
  const own$ = rows$(ports.register.keys$({ by: 'account-id', beginning }));
  const all$ = number === undefined ? own$ : together$(search$({ number }, ports), own$);
  return (order) => (order === 'account-id' ? all$ : inOrderOfAccounts$(all$, order, ports));
}

/** Looked for once, in however many orders it is looked at; anew where nobody looks any more. */
function found(search$: Observable<WorklistRows>, ports: Ports): RowsIn {
  const shared$ = search$.pipe(share({ connector: () => new ReplaySubject(1) }));
  return (order) => (order === 'name' ? shared$ : inOrderOfAccounts$(shared$, order, ports));
}

function together$(
  one$: Observable<WorklistRows>,
  other$: Observable<WorklistRows>,
): Observable<WorklistRows> {
  return combineLatest([one$, other$]).pipe(
    map(([one, other]): WorklistRows => {
      if (!one.available) return one;
      if (!other.available) return other;
      const keys = Uint32Array.from(new Set([...one.keys, ...other.keys]));
      return { ...one, keys, isWhole: one.isWhole && other.isWhole };
    }),
  );
}

function keys$(
  lists: readonly RegisterList[],
  { register }: Ports,
  order?: RegisterOrder,
): Observable<RegisterAnswer<RegisterKeys>> {
  const [first] = lists;
  if (first !== undefined && lists.length === 1) return register.keys$(first, order);
  return combineLatest(lists.map((list) => register.keys$(list))).pipe(
    map((answers): RegisterAnswer<RegisterKeys> => {
      const parts: RegisterKeys[] = [];
      for (const answer of answers) {
        if (!answer.available) return answer;
        parts.push(answer.value);
      }
      // Several entries of one patient may be in several states.
      const keys = Uint32Array.from(new Set(parts.flatMap((part) => [...part.keys])));
      return { available: true, value: { keys, isWhole: parts.every(({ isWhole }) => isWhole) } };
    }),
  );
}

function rows$(answers$: Observable<RegisterAnswer<RegisterKeys>>): Observable<WorklistRows> {
  return answers$.pipe(
    map((answer): WorklistRows =>
      answer.available
        ? { available: true, ...answer.value }
        : { available: false, message: sentenceOf(answer.reason) },
    ),
  );
}

/** Found accounts by an index of all of them: what is found is picked from it. */
function inOrderOfAccounts$(
  found$: Observable<WorklistRows>,
  order: WorklistOrder,
  ports: Ports,
): Observable<WorklistRows> {
  if (!isIndexed(order)) return ordered$(found$, order, ports);
  return combineLatest([found$, ports.register.keys$({ by: 'all' }, order)]).pipe(
    map(([found, all]): WorklistRows => {
      if (!found.available || !all.available || !all.value.isWhole) return found;
      const members = new Set(found.keys);
      return { ...found, keys: all.value.keys.filter((key) => members.has(key)) };
    }),
  );
}

/** By what only the lines themselves, or the host, say: for lists of which that can be asked. */
function ordered$(
  natural$: Observable<WorklistRows>,
  order: WorklistOrder,
  ports: Ports,
): Observable<WorklistRows> {
  return natural$.pipe(
    switchMap((rows): Observable<WorklistRows> => {
      if (!rows.available || !rows.isWhole) return of(rows);
      if (rows.keys.length > MOST_ORDERED) {
        const unordered = words('accounts').orders.tooMany(MOST_ORDERED);
        return of({ ...rows, unordered });
      }
      return from(ordered(rows, order, ports));
    }),
  );
}

async function ordered(rows: Listed, order: WorklistOrder, ports: Ports): Promise<WorklistRows> {
  const ranks = new Map<number, string>();
  for (const slice of slicesOf(rows.keys)) {
    const patients = await patientsAt(slice, ports);
    if (!patients.available) return { ...rows, unordered: sentenceOf(patients.reason) };
    const names = order === 'name' ? await namesOf(patients.value, ports) : undefined;
    if (names?.ok === false) return { ...rows, unordered: sentenceOf(names.failure.reason) };
    for (const [key, patient] of patients.value) {
      ranks.set(key, names?.value.get(patient.patientRef) ?? rankOf(patient, order));
    }
  }
  const { compare } = new Intl.Collator();
  const keys = [...rows.keys].sort((one, other) =>
    compare(ranks.get(one) ?? LAST, ranks.get(other) ?? LAST),
  );
  return { ...rows, keys: Uint32Array.from(keys) };
}

/** Whoever is without what the order goes by comes last. */
const LAST = '\uffff';

function rankOf({ records }: RegisterPatient, order: WorklistOrder): string {
  const { account } = records;
  switch (order) {
    case 'expiry':
      return pendingRegistration(records)?.expiresOn ?? LAST;
    case 'created':
      return account?.createdAt ?? LAST;
    case 'status':
      return account === undefined
        ? LAST
        : String(Object.values(AccountStatus).indexOf(account.status));
    case 'account-id':
      return account?.accountId ?? LAST;
    case 'name':
      return LAST;
  }
}

async function namesOf(
  patients: ReadonlyMap<number, RegisterPatient>,
  { directory }: Ports,
): Promise<Result<ReadonlyMap<string, string>>> {
  const refs = [...patients.values()].map(({ patientRef }) => patientRef);
  const described = await directory.describe(refs);
  if (!described.ok) return described;
  const names = [...described.value].flatMap(([ref, { displayName }]) =>
    displayName === undefined ? [] : [[ref, displayName] as const],
  );
  return { ok: true, value: new Map(names) };
}

/** Those of the patients the host finds who have an account. */
function search$(
  query: DirectoryQuery,
  ports: Ports,
  isWanted?: (patient: RegisterPatient) => boolean,
): Observable<WorklistRows> {
  const { register } = ports;
  const wanted = async (keys: readonly number[]): Promise<readonly number[]> => {
    if (isWanted === undefined) return keys;
    const patients = await patientsAt(keys, { register });
    // Who cannot be looked at closely stays on the list.
    if (!patients.available) return keys;
    return keys.filter((key) => {
      const patient = patients.value.get(key);
      return patient !== undefined && isWanted(patient);
    });
  };
  return patientSearch$(query, ports, async (_patients, held) => wanted([...held.values()]));
}

function isEnabled({ records }: RegisterPatient): boolean {
  return records.account?.enabled === true;
}

function isIndexed(order: WorklistOrder): order is RegisterOrder {
  return INDEXED.has(order);
}
