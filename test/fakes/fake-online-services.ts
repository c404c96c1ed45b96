import { BehaviorSubject, Subject, firstValueFrom } from 'rxjs';
import type {
  OnlineServices,
  PreparedLetter,
  SettingsView,
  TabView,
} from '../../services/application/views.ts';
import type { Failure, Result } from '../../services/domain/result.ts';

/** Names of the facade's commands. */
export type CommandName = {
  [K in keyof OnlineServices]: OnlineServices[K] extends (
    ...args: never[]
  ) => Promise<Result<unknown>>
    ? K
    : never;
}[keyof OnlineServices];

/** A facade in a test's hands: it shows what the test says, remembers what was asked, answers as told. */
export class FakeOnlineServices implements OnlineServices {
  readonly tab$: BehaviorSubject<TabView>;
  readonly settings$: BehaviorSubject<SettingsView>;
  /** Every command in order, with its input. */
  readonly calls: { readonly command: CommandName; readonly input: unknown }[] = [];
  refreshed = 0;
  prepared = 0;
  operationIds = 0;

  readonly identityMethods: OnlineServices['identityMethods'] = [
    {
      method: 'personal-vouch',
      label: 'Personal Vouch',
      group: 'Vouching',
      freetextHint: 'How long and how well is the patient known?',
    },
    { method: 'information-confirmation', label: 'Information confirmation', group: 'Vouching' },
    { method: 'passport', label: 'Passport', group: 'Photo identity' },
    { method: 'driving-licence', label: 'Photocard driving licence', group: 'Photo identity' },
    { method: 'council-tax-bill', label: 'Council tax bill', group: 'Proof of address' },
  ];

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
    return (result = SUCCESS[command]) => {
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

  newOperationId(): string {
    this.operationIds += 1;
    return `operation-${this.operationIds}`;
  }

  readonly saveContact: OnlineServices['saveContact'] = (input) =>
    this.#run('saveContact', input, { ok: true, value: input.contact });
  readonly recordIdentityCheck: OnlineServices['recordIdentityCheck'] = (input) =>
    this.#run('recordIdentityCheck', input);
  readonly markIdentityCheckEnteredInError: OnlineServices['markIdentityCheckEnteredInError'] = (
    input,
  ) => this.#run('markIdentityCheckEnteredInError', input);
  readonly createAccount: OnlineServices['createAccount'] = (input) =>
    this.#run('createAccount', input);
  readonly changeServices: OnlineServices['changeServices'] = (input) =>
    this.#run('changeServices', input);
  readonly unlockAccount: OnlineServices['unlockAccount'] = (input) =>
    this.#run('unlockAccount', input);
  readonly issueNewCodes: OnlineServices['issueNewCodes'] = (input) =>
    this.#run('issueNewCodes', input);
  readonly previewLetter: OnlineServices['previewLetter'] = (input) =>
    this.#run('previewLetter', input);
  readonly printLetter: OnlineServices['printLetter'] = (input) => this.#run('printLetter', input);
  readonly saveLetter: OnlineServices['saveLetter'] = (input) => this.#run('saveLetter', input);
  readonly retryWork: OnlineServices['retryWork'] = (entryId) => this.#run('retryWork', entryId);
  readonly discardWork: OnlineServices['discardWork'] = (entryId) =>
    this.#run('discardWork', entryId);
  readonly resolveConflict: OnlineServices['resolveConflict'] = (entryId, choice) =>
    this.#run('resolveConflict', { entryId, choice });
  readonly saveSettings: OnlineServices['saveSettings'] = (changes) =>
    this.#run('saveSettings', changes);

  refresh(): void {
    this.refreshed += 1;
  }

  #queue(command: CommandName, answers: readonly (() => Promise<Result<unknown>>)[]): void {
    this.#answers.set(command, [...(this.#answers.get(command) ?? []), ...answers]);
  }

  /** A test answers with what the command gives, so the one place that trusts it is here. */
  async #run<T>(
    command: CommandName,
    input: unknown,
    otherwise: Result<unknown> = SUCCESS[command],
  ): Promise<Result<T>> {
    this.calls.push({ command, input });
    const answer = this.#answers.get(command)?.shift();
    return (answer === undefined ? otherwise : await answer()) as Result<T>;
  }
}

const LETTER: PreparedLetter = {
  pdf: new Blob(['%PDF-1.7\n%%EOF\n'], { type: 'application/pdf' }),
  title: 'Registration letter',
};

const DONE = { ok: true, value: undefined } as const;

const SUCCESS: Readonly<Record<CommandName, Result<unknown>>> = {
  saveContact: DONE,
  recordIdentityCheck: { ok: true, value: {} },
  markIdentityCheckEnteredInError: DONE,
  createAccount: DONE,
  changeServices: DONE,
  unlockAccount: DONE,
  issueNewCodes: DONE,
  previewLetter: { ok: true, value: LETTER },
  printLetter: { ok: true, value: true },
  saveLetter: { ok: true, value: true },
  retryWork: DONE,
  discardWork: DONE,
  resolveConflict: DONE,
  saveSettings: DONE,
};
