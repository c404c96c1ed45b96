/** What is done to an account, and what is asked on the way. It comes with the dialogs, when somebody starts to work. */
import { html } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type {
  ChildAnswers,
  OnlineServices,
  ReadyTabView,
} from '../../services/application/views.ts';
import { loadWords, words } from '../../services/words/words.ts';
import { allowed } from '../base/allowed.ts';
import type { DialogCloseEvent } from '../base/dialog-element.ts';
import { dialogPlace, type Dialog, type DialogPlace } from '../base/dialog-place.ts';
import { handing } from '../base/handing.ts';
import { notLoaded } from '../base/later.ts';
import type { SectionElement } from '../base/section-element.ts';
import type { BasicAccountAct } from '../osu/os-basic-account-dialog.ts';
import { ticksOf } from '../services/draft-ticks.ts';
import type { ServicesDraft } from '../services/services-draft.ts';
import type { Result } from '../view-types.ts';
import { answeredNow, childAskedAbout, questionOf, type Asking } from './account-questions.ts';
import type { NewCodesAct } from './os-new-codes-dialog.ts';

/** The section of the account. */
interface Section extends SectionElement {
  readonly draft: ServicesDraft;
  readonly onEdit: () => void;
}

/** What a form does, under its operation id. */
type Command<T> = (services: OnlineServices, operationId: string) => Promise<Result<T>>;

export type AccountButton =
  'create' | 'unlock' | 'withdraw' | 'history' | 'print-letter' | NewCodesAct | BasicAccountAct;

export interface AccountActs {
  /** What each button does, with the view in which it was pressed. */
  readonly press: (button: AccountButton, view: ReadyTabView) => Promise<Result<unknown>>;
  /** Runs a command, and says what was done. */
  readonly run: <T>(name: string, command: Command<T>, done: string) => Promise<Result<T>>;
  readonly renderDialog: DialogPlace['render'];
  /** Takes in a view before it is shown. */
  readonly follow: (view: ReadyTabView) => void;
}

/** What is done in a section, once what it says has come too. */
export async function loadAccountActs(
  section: Section,
  services: () => OnlineServices | undefined,
): Promise<AccountActs> {
  await loadWords('dialogs');
  return accountActs(section, services);
}

function accountActs(section: Section, services: () => OnlineServices | undefined): AccountActs {
  const hand = handing(
    services,
    'os-letter-dialog',
    'os-history-dialog',
    'os-new-codes-dialog',
    'os-child-dialog',
    'os-basic-account-dialog',
  );
  /** One id for each form now open, used up when its command succeeded. */
  const operationIds = new Map<string, string>();
  const place = dialogPlace(section);
  /** What the open dialog asks, where it is a question. */
  let asking: Asking | undefined;
  /** Codes have just been made here: their letter opens as soon as a view has them. */
  let letterDue: ((view: ReadyTabView) => boolean) | undefined;

  function ask(asks: Asking): Promise<Result<false>> {
    asking = asks;
    const group = childAskedAbout(asks);
    const isOfChild = group !== undefined && asks.act === 'create';
    return place.open(isOfChild ? childDialog(asks, group) : confirmDialog(asks));
  }

  function askNoMore(): void {
    asking = undefined;
    place.close();
  }

  async function operate<T>(name: string, command: Command<T>): Promise<Result<T>> {
    const given = services();
    if (given === undefined) return notLoaded();
    const operationId = operationIds.get(name) ?? given.newOperationId();
    operationIds.set(name, operationId);
    const result = await command(given, operationId);
    if (result.ok) operationIds.delete(name);
    return result;
  }

  async function run<T>(name: string, command: Command<T>, done: string): Promise<Result<T>> {
    const result = await operate(name, command);
    if (result.ok) tell(done);
    return result;
  }

  /** Does it. Where that needs an answer first, it is asked for, and then done again. */
  async function carryOut(view: ReadyTabView, asked: Asking): Promise<Result<void>> {
    const result = await (asked.act === 'create' ? create(view, asked) : withdraw(view));
    if (!result.ok && result.failure.question !== undefined) {
      void ask({ ...asked, refusal: result.failure });
    }
    return result;
  }

  async function create(view: ReadyTabView, { answered, child }: Asking): Promise<Result<void>> {
    const ticks = ticksOf(section.draft, view.services);
    const result = await operate('create', (given, operationId) =>
      given.createAccount({
        operationId,
        patientRef: view.patient.ref,
        answered,
        services: ticks,
        ...(child && { child }),
      }),
    );
    if (result.ok) {
      section.draft.saved(ticks);
      letterDue = ({ account }) => account !== undefined;
      tellDone(words('dialogs').account.done.created);
    }
    return result;
  }

  async function withdraw(view: ReadyTabView): Promise<Result<void>> {
    const result = await operate('withdraw', (given, operationId) =>
      given.withdrawAccess({ operationId, patientRef: view.patient.ref }),
    );
    if (result.ok) tellDone(words('dialogs').account.done.withdrawn);
    return result;
  }

  function tellDone(said: string): void {
    section.onEdit();
    section.requestUpdate();
    tell(said);
  }

  /** Says what was done and moves the focus on when its button has gone. */
  function tell(done: string): void {
    if (!section.isConnected) return;
    section.announcer?.say(done);
    void section.updateComplete.then(() => {
      if (section.shadowRoot?.activeElement === null) void section.focusOn('print-letter');
    });
  }

  /** Where this person may not print, or codes are not at hand, what was done alone is what was asked for. */
  function openLetterDue(view: ReadyTabView): void {
    // What is shown may be of before.
    if (letterDue?.(view) !== true) return;
    letterDue = undefined;
    // Nor over another dialog, in which somebody may be typing by now.
    const isFree = section.announcer?.dialog === undefined;
    if (isFree && allowed(view, 'printLetter').allowed) void place.open(letterDialog);
  }

  const letterDialog: Dialog = (view) =>
    html`<os-letter-dialog
      .patient=${view.patient}
      .announcer=${section.announcer}
      .codesWork=${view.letter?.codesWork === true}
      .headingLevel=${section.headingLevel}
      @os-connected=${hand}
      @os-close=${({ outcome }: DialogCloseEvent<string>) => {
        place.close();
        if (outcome !== undefined) tell(outcome);
      }}
    ></os-letter-dialog>`;

  const historyDialog: Dialog = (view) =>
    html`<os-history-dialog
      .patient=${view.patient}
      .announcer=${section.announcer}
      .today=${view.today}
      .exporting=${allowed(view, 'exportHistory')}
      .headingLevel=${section.headingLevel}
      @os-connected=${hand}
      @os-close=${() => {
        place.close();
      }}
    ></os-history-dialog>`;

  const newCodesDialog =
    (act: NewCodesAct, before: string | undefined): Dialog =>
    (view) =>
      html`<os-new-codes-dialog
        .act=${act}
        .view=${view}
        .staffId=${view.staff.id}
        .patient=${view.patient}
        .announcer=${section.announcer}
        .headingLevel=${section.headingLevel}
        @os-connected=${hand}
        @os-close=${({ outcome }: DialogCloseEvent<true>) => {
          place.close();
          if (outcome !== true) return;
          letterDue = ({ letter }) => letter !== undefined && letter.registrationId !== before;
          const { done } = words('dialogs').account;
          tellDone(act === 'reset' ? done.reset : done.newLetter);
        }}
      ></os-new-codes-dialog>`;

  const basicDialog =
    (act: BasicAccountAct): Dialog =>
    (view) =>
      html`<os-basic-account-dialog
        .act=${act}
        .view=${view}
        .staffId=${view.staff.id}
        .patient=${view.patient}
        .announcer=${section.announcer}
        .headingLevel=${section.headingLevel}
        @os-connected=${hand}
        @os-close=${({ outcome }: DialogCloseEvent<true>) => {
          place.close();
          if (outcome === true) tellDone(words('dialogs').account.done[act]);
        }}
      ></os-basic-account-dialog>`;

  const childDialog =
    (asks: Asking, group: 'under-11' | 'under-16'): Dialog =>
    (view) =>
      html`<os-child-dialog
        .group=${group}
        .staffChoices=${view.staffChoices}
        .staffId=${view.staff.id}
        .patient=${view.patient}
        .announcer=${section.announcer}
        .headingLevel=${section.headingLevel}
        @os-connected=${hand}
        @os-close=${({ outcome: child }: DialogCloseEvent<ChildAnswers>) => {
          goOn(view, asks, child !== undefined, child);
        }}
      ></os-child-dialog>`;

  // A question after another one is another dialog, which tells of itself and takes the focus.
  const confirmDialog =
    (asks: Asking): Dialog =>
    (view) =>
      html`${keyed(
        asks,
        html`<os-confirm-dialog
          .ask=${() => questionOf(asks)}
          .dangerous=${asks.act === 'withdraw'}
          .patient=${view.patient}
          .announcer=${section.announcer}
          .headingLevel=${section.headingLevel}
          @os-close=${({ outcome }: DialogCloseEvent<true>) => {
            goOn(view, asks, outcome === true);
          }}
        ></os-confirm-dialog>`,
      )}`;

  function goOn(view: ReadyTabView, asked: Asking, isYes: boolean, child = asked.child): void {
    askNoMore();
    if (!isYes) return;
    const { act } = asked;
    const next = { act, answered: answeredNow(asked), ...(child && { child }) };
    void section.perform(act, () => carryOut(view, next));
  }

  function press(button: AccountButton, view: ReadyTabView): Promise<Result<unknown>> {
    switch (button) {
      case 'create':
        return carryOut(view, { act: 'create', answered: [] });
      case 'withdraw':
        return ask({ act: 'withdraw', answered: [] });
      case 'unlock':
        return run(
          'unlock',
          (given, operationId) =>
            given.unlockAccount({ operationId, patientRef: view.patient.ref }),
          words('dialogs').account.done.unlocked,
        );
      case 'history':
        return place.open(historyDialog);
      case 'print-letter':
        return place.open(letterDialog);
      case 'new-letter':
      case 'reset':
        return place.open(newCodesDialog(button, view.letter?.registrationId));
      case 'upgrade':
      case 'reject':
        return place.open(basicDialog(button));
    }
  }

  return {
    press,
    run,
    renderDialog: place.render,
    follow: (view) => {
      openLetterDue(view);
      // A refusal to create says nothing about the account that came from elsewhere meanwhile.
      if (view.account !== undefined && asking?.act === 'create') askNoMore();
    },
  };
}
