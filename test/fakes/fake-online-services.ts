import { BehaviorSubject, Subject, firstValueFrom } from 'rxjs';
import { COMMANDS } from '../../services/application/commands/command-list.ts';
import type {
  Commands,
  HistoryReading,
  HistoryView,
  PreparedLetter,
  Queries,
  SettingsView,
  TabView,
} from '../../services/application/views.ts';
import type { Failure, Result } from '../../components/view-types.ts';
import { BLANK_LETTER } from './blank-letter.ts';

/** Names of the facade's commands. */
export type CommandName = keyof Commands;

/** A facade in a test's hands: it shows what the test says, remembers what was asked, answers as told. */
export type FakeOnlineServices = FakeFacade & Commands;

/** The fake, with a method for each command of the list. */
export function fakeOnlineServices(tab?: TabView, settings?: SettingsView): FakeOnlineServices {
  const facade = new FakeFacade(tab, settings);
  const methods = Object.keys(COMMANDS).map((name) => [
    name,
    (input: unknown) => facade.perform(name as CommandName, input),
  ]);
  // A test answers with what the command gives; this is the one place that trusts it.
  return Object.assign(facade, Object.fromEntries(methods) as Commands);
}

class FakeFacade implements Queries {
  readonly tab$: BehaviorSubject<TabView>;
  readonly settings$: BehaviorSubject<SettingsView>;
  /** Every command in order, with its input. */
  readonly calls: { readonly command: CommandName; readonly input: unknown }[] = [];
  /** What somebody did: looking at the record's codes follows by itself, on a tab that is open. */
  get acts(): readonly unknown[] {
    return this.calls.filter(({ command }) => command !== 'reviewRecordAccess');
  }

  refreshed = 0;
  prepared = 0;
  operationIds = 0;
  readonly #answers = new Map<CommandName, (() => Promise<Result<unknown>>)[]>();

  constructor(tab: TabView = { phase: 'loading' }, settings: SettingsView = { phase: 'loading' }) {
    this.tab$ = new BehaviorSubject(tab);
    this.settings$ = new BehaviorSubject(settings);
  }

  /** The next calls of this command get these answers, one each; then it succeeds again. */
  answer(command: CommandName, ...results: readonly Result<unknown>[]): void {
    this.#queue(
      command,
      results.map((result) => () => Promise.resolve(result)),
    );
  }

  refuse(command: CommandName, failure: Failure): void {
    this.answer(command, { ok: false, failure });
  }

  /** The next call of this command stays in flight until the returned function is called. */
  hold(command: CommandName): (result?: Result<unknown>) => void {
    const held = new Subject<Result<unknown>>();
    this.#queue(command, [() => firstValueFrom(held)]);
    return (result = success(command, undefined)) => {
      held.next(result);
    };
  }

  /** The next call of this command is a bug. */
  throwOn(command: CommandName, error: Error): void {
    this.#queue(command, [() => Promise.reject(error)]);
  }

  /** Inputs of all calls of one command. */
  inputs(command: CommandName): readonly unknown[] {
    return this.calls.filter((call) => call.command === command).map(({ input }) => input);
  }

  prepare(): void {
    this.prepared += 1;
  }

  /** Patients whose tab was noted as opened, in order; refused while there is a failure. */
  readonly openings: string[] = [];
  openingFailure: Failure | undefined;

  noteOpening(patientRef: string): Promise<Result<void>> {
    const failure = this.openingFailure;
    if (failure !== undefined) return Promise.resolve({ ok: false, failure });
    this.openings.push(patientRef);
    return Promise.resolve({ ok: true, value: undefined });
  }

  newOperationId(): string {
    this.operationIds += 1;
    return `operation-${this.operationIds}`;
  }

  refresh(): void {
    this.refreshed += 1;
  }

  #queue(command: CommandName, answers: readonly (() => Promise<Result<unknown>>)[]): void {
    this.#answers.set(command, [...(this.#answers.get(command) ?? []), ...answers]);
  }

  async perform(command: CommandName, input: unknown): Promise<Result<unknown>> {
    this.calls.push({ command, input });
    const answer = this.#answers.get(command)?.shift();
    return answer === undefined ? success(command, input) : answer();
  }
}

const LETTER: PreparedLetter = {
  pdf: BLANK_LETTER,
  title: 'Registration letter',
  registrationId: 'registration-1',
};

const NO_HISTORY: HistoryView = { entries: [], people: [], hasMore: false, unreadable: 0 };

/** A history that gives these views, one after the other, and then the last again. */
export function readingOf(...views: readonly HistoryView[]): HistoryReading {
  const left = [...views];
  let last = NO_HISTORY;
  return {
    keepsFiles: true,
    more: () => {
      last = left.shift() ?? last;
      return Promise.resolve({ ok: true, value: last });
    },
  };
}

/** What a command that gives something gives; the others give nothing. */
const GIVEN: Readonly<Partial<Record<CommandName, unknown>>> = {
  recordIdentityCheck: {},
  reviewRecordAccess: { concerns: [] },
  previewLetter: LETTER,
  openHistory: readingOf(),
  exportHistory: true,
  printLetter: true,
  saveLetter: true,
};

function success(command: CommandName, input: unknown): Result<unknown> {
  const value = command === 'saveContact' ? (input as SavedContact).contact : GIVEN[command];
  return { ok: true, value };
}

type SavedContact = Parameters<Commands['saveContact']>[0];
