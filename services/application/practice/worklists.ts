/** The accounts of the practice, list by list. Loads with their page. */
import {
  combineLatest,
  exhaustMap,
  filter,
  firstValueFrom,
  from,
  map,
  type Observable,
  startWith,
  switchMap,
} from 'rxjs';
import {
  HOST_LISTS,
  OWN_LISTS,
  type OwnList,
  type WorklistId,
  type WorklistOrder,
} from '../../domain/practice/worklists.ts';
import { FailureKind, ok, refuse, type Result } from '../../domain/result.ts';
import { loadWords, words } from '../../words/words.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import { inWords, sentenceOf } from '../commands/refusal.ts';
import type { StaffAction } from '../commands/staff-action.ts';
import { unreachable } from '../osu/dealing.ts';
import { timer } from '../../streams/sources.ts';
import { whileSignedIn } from './while-signed-in.ts';
import { division$ } from './worklist-division.ts';
import { WithoutAccount } from './without-account.ts';
import { WorklistReader } from './worklist-lines.ts';
import {
  hostRows,
  isOfHost,
  numberRows,
  orderOf,
  ownRows,
  rowsAsTheyLie$,
  searchRows,
  type RowsIn,
} from './worklist-rows.ts';
import { registerLists } from './worklist-sources.ts';
import type {
  AccountsView,
  UnmatchedView,
  Worklist,
  WorklistCounts,
  WorklistRows,
} from './worklists-view.ts';

/** Which list is opened. */
export interface WorklistInput {
  readonly list: WorklistId;
  /** Whom to look for, on the list `found`: a name, a patient number, or the beginning of an Account ID. */
  readonly search?: string;
}

/** The lists there are, with how many are on each. */
export async function openAccounts(
  action: StaffAction,
  ports: CommandPorts,
): Promise<Result<AccountsView>> {
  await loadWords('accounts');
  const audited = await action.audit(words('accounts').audit.opened);
  if (!audited.ok) return audited;
  const { find } = ports.directory;
  return ok({
    lists: OWN_LISTS,
    hostLists: find === undefined ? [] : HOST_LISTS,
    findsPatients: find !== undefined,
    counts$: whileSignedIn(counts$(ports), action, ports),
    unmatched$: whileSignedIn(unmatched$(ports), action, ports),
  });
}

/** One list. Who looked at which one is noted; not whom they saw on it. */
export async function openWorklist(
  action: StaffAction,
  input: WorklistInput,
  ports: CommandPorts,
): Promise<Result<Worklist>> {
  await loadWords('accounts');
  const source = sourceOf(input, ports);
  if (!source.ok) return source;
  const audited = await action.audit(words('accounts').audit.listOpened(input.list));
  if (!audited.ok) return audited;
  const { directory } = ports;
  const { order, rowsIn, without } = source.value;
  const register = without === undefined ? ports.register : without.register;
  const reader = new WorklistReader({ ...ports, register });
  const divides = DIVIDES[input.list];
  return ok({
    order,
    ...(divides !== undefined && { divides }),
    ...(without !== undefined && { refsOf: without.refsOf }),
    rows$: (asked) => whileSignedIn(rowsIn(asked), action, ports),
    lines$: (keys) => whileSignedIn(reader.lines$(keys), action, ports),
    division$: () =>
      whileSignedIn(
        from(wholeOf(rowsIn(order))).pipe(
          switchMap((keys) => division$(keys, divides ?? 'reason', ports)),
        ),
        action,
        ports,
      ),
    ...(directory.open !== undefined && {
      openPatient: async (ref: string) =>
        action.isSignedInStill()
          ? inWords((await directory.open?.(ref)) ?? ok(false))
          : inWords<boolean>(refuse(FailureKind.notPermitted, { code: 'signed-out' })),
    }),
  });
}

const DIVIDES: Readonly<Partial<Record<WorklistId, Worklist['divides']>>> = {
  disabled: 'reason',
  'codes-unused': 'letter',
  'codes-expiring': 'letter',
};

interface Source {
  readonly order: WorklistOrder;
  readonly rowsIn: RowsIn;
  /** Of the list of those who have no account. */
  readonly without?: WithoutAccount;
}

function sourceOf({ list, search = '' }: WorklistInput, ports: CommandPorts): Result<Source> {
  if (list === 'found') return searchFor(search.trim(), ports);
  const order = orderOf(list);
  if (list === 'no-account') {
    const without = new WithoutAccount(ports);
    return ok({ order, rowsIn: without.rowsIn, without });
  }
  return ok({
    order,
    rowsIn: isOfHost(list) ? hostRows(list, ports) : ownRows(list, ports),
  });
}

/** Digits are the number of a patient or the beginning of an Account ID; everything else is a name. */
function searchFor(search: string, ports: CommandPorts): Result<Source> {
  const { find } = ports.directory;
  if (search === '') return refuse(FailureKind.invalid, { code: 'nothing-to-look-for' }, 'search');
  const digits = search.replaceAll(/\s/g, '');
  if (/^\d+$/.test(digits)) {
    const number = find !== undefined && digits.length === PATIENT_NUMBER_DIGITS;
    const asked = { beginning: digits, ...(number && { number: digits }) };
    return ok({ order: 'account-id', rowsIn: numberRows(asked, ports) });
  }
  return find === undefined
    ? refuse(FailureKind.invalid, { code: 'names-not-looked-for' }, 'search')
    : ok({ order: 'name', rowsIn: searchRows({ name: search }, ports) });
}

const PATIENT_NUMBER_DIGITS = 10;

async function wholeOf(rows$: Observable<WorklistRows>): Promise<Uint32Array> {
  const rows = await firstValueFrom(rows$.pipe(filter((told) => !told.available || told.isWhole)));
  return rows.available ? rows.keys : new Uint32Array();
}

function counts$(ports: CommandPorts): Observable<WorklistCounts> {
  const counted = OWN_LISTS.map((list) => count$(list, ports).pipe(startWith(undefined)));
  const isComplete$ = ports.register.isComplete$.pipe(startWith(undefined));
  return combineLatest([combineLatest(counted), isComplete$]).pipe(
    map(([answers, isComplete]): WorklistCounts => {
      const counts = new Map<WorklistId, number>();
      for (const [index, answer] of answers.entries()) {
        const list = OWN_LISTS[index];
        if (answer === undefined || list === undefined) continue;
        if (!answer.available) return answer;
        counts.set(list, answer.count);
      }
      const isPartial = isComplete?.available === true && !isComplete.value;
      return { available: true, counts, ...(isPartial && { isPartial }) };
    }),
  );
}

type Count =
  | { readonly available: true; readonly count: number }
  | Extract<WorklistCounts, { readonly available: false }>;

/** Of one patient there may be several entries, in several states: those are counted by who they concern. */
function count$(list: OwnList, ports: CommandPorts): Observable<Count> {
  const [first] = registerLists(list, ports.environment.today());
  if (first === undefined || first.by === 'unsent') {
    return rowsAsTheyLie$(list, ports).pipe(
      map((rows) => (rows.available ? { available: true, count: rows.keys.length } : rows)),
    );
  }
  return ports.register
    .count$(first)
    .pipe(
      map((answer) =>
        answer.available
          ? { available: true, count: answer.value }
          : { available: false, message: sentenceOf(answer.reason) },
      ),
    );
}

/** How often it is asked whether applications wait, as long as somebody looks at the lists. */
const UNMATCHED_EVERY_MS = 5 * 60_000;

function unmatched$(ports: CommandPorts): Observable<UnmatchedView> {
  return timer(0, UNMATCHED_EVERY_MS).pipe(exhaustMap(() => unmatched(ports)));
}

/** Read alone: looking is not dealing with them. */
async function unmatched({ applications }: CommandPorts): Promise<UnmatchedView> {
  const open = await applications.open();
  if (open.ok) return { count: open.value.applications.length, hasMore: open.value.hasMore };
  const said = unreachable(open.failure);
  return { message: said.ok ? '' : sentenceOf(said.failure.reason) };
}
