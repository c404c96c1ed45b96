/** What is done about edits of services: saving them, and giving them up. It comes with the dialogs, when somebody starts to work. */
import { html, nothing, type TemplateResult } from 'lit';
import type {
  OnlineServices,
  ReadyTabView,
  ServiceView,
} from '../../services/application/views.ts';
import { loadWords, words } from '../../services/words/words.ts';
import { allowed } from '../base/allowed.ts';
import { commandButton } from '../base/command-button.ts';
import type { CommandRunner } from '../base/command-runner.ts';
import { notLoaded } from '../base/later.ts';
import type { SectionElement } from '../base/section-element.ts';
import type { Failure, Result } from '../view-types.ts';
import { ticksOf } from './draft-ticks.ts';
import { asksReason, type DraftRow, type ServicesDraft } from './services-draft.ts';

/** The section of the services. */
interface Section extends SectionElement {
  readonly draft: ServicesDraft;
  readonly edit: (record: ServiceView, change: { readonly reason: string }) => void;
  readonly save: () => Promise<void>;
  readonly giveUp: () => void;
}

export interface ServicesActs {
  /** Saves the edits. Refused, in words, before there is an account: they are part of creating it. */
  readonly save: (view: ReadyTabView) => Promise<Result<unknown>>;
  /** What is done about the edits, and what they are: new, or left before and shown again. */
  readonly renderSaving: (
    view: ReadyTabView,
    commands: CommandRunner,
    isBack: boolean,
  ) => TemplateResult;
  /** Asked for where something that is on is being switched off. */
  readonly renderReason: (
    view: ReadyTabView,
    row: DraftRow,
    record: ServiceView,
    failure: Failure | undefined,
  ) => TemplateResult | typeof nothing;
  /** The edits were given up. */
  readonly forget: () => void;
}

/** What is done in the section, once what it says has come too. */
export async function loadServicesActs(
  section: Section,
  services: () => OnlineServices | undefined,
): Promise<ServicesActs> {
  await loadWords('dialogs');
  return servicesActs(section, services);
}

function servicesActs(section: Section, services: () => OnlineServices | undefined): ServicesActs {
  /** Of the form, until it is saved. */
  let operationId: string | undefined;

  async function save(view: ReadyTabView): Promise<Result<unknown>> {
    const { draft } = section;
    if (!draft.changed(view.services)) return { ok: true, value: false };
    const result = await change(view);
    if (!result.ok) {
      const { field } = result.failure;
      if (section.isConnected && field !== undefined) void section.focusOn(field);
      return result;
    }
    section.announcer?.say(words('dialogs').services.saved);
    if (section.isConnected) void section.focusOn('enabled-global');
    return result;
  }

  async function change(view: ReadyTabView): Promise<Result<unknown>> {
    const given = services();
    if (given === undefined) return notLoaded();
    if (view.account === undefined) return refusal(words('dialogs').services.saveByCreating);
    operationId ??= given.newOperationId();
    const ticks = ticksOf(section.draft, view.services);
    const result = await given.changeServices({
      ...{ operationId, patientRef: view.patient.ref },
      services: ticks,
    });
    if (!result.ok) return result;
    section.draft.saved(ticks);
    operationId = undefined;
    return result;
  }

  return {
    save,
    renderSaving: (view, commands, isBack) => renderSaving(view, commands, isBack, section),
    renderReason: (view, { name, label, reason }, record, failure) => {
      if (reason === undefined || !asksReason(view, name)) return nothing;
      return html`<os-disabling-choice
        .name=${name}
        .label=${label}
        .reason=${reason}
        .error=${failure?.field === `reason-${name}` ? failure.message : ''}
        .choose=${(chosen: string) => {
          section.edit(record, { reason: chosen });
        }}
      ></os-disabling-choice>`;
    },
    forget: () => {
      operationId = undefined;
    },
  };
}

function renderSaving(
  view: ReadyTabView,
  commands: CommandRunner,
  isBack: boolean,
  section: Section,
): TemplateResult {
  const text = words('dialogs').services;
  const save = commandButton({
    name: 'save',
    label: text.save,
    working: text.saving,
    kind: 'primary',
    commands,
    allowed: allowed(view, 'changeServices'),
    run: () => {
      void section.save();
    },
  });
  return html`${view.account === undefined ? nothing : save}
    ${commandButton({
      name: 'cancel',
      label: text.cancel,
      fullLabel: text.cancelChanges,
      commands,
      run: () => {
        section.giveUp();
        section.announcer?.say(text.cancelled);
        void section.focusOn('enabled-global');
      },
    })} <span class="hint">${standing(view, isBack)}</span>`;
}

function standing(view: ReadyTabView, isBack: boolean): string {
  const text = words('dialogs').services;
  if (isBack) return text.leftUnsaved;
  return view.account === undefined ? text.notSavedYet : text.notSaved;
}

function refusal(message: string): Result<never> {
  return { ok: false, failure: { kind: 'not-allowed', message } };
}
