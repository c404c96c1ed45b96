import { html, nothing, type TemplateResult } from 'lit';
import type { SettingField } from '../../services/application/practice/settings-form.ts';
import { visibleText, words } from '../../services/words/words.ts';
import { field } from '../base/field.ts';
import { message } from '../base/tone.ts';
import { asText, numberInput, tickInput, type Binding, type Input } from './inputs.ts';
import type { Instant } from '../view-types.ts';

/** Who changed a setting last. */
export interface LastChange {
  readonly at: Instant;
  readonly by: { readonly name: string };
}

/** A setting as it stands on the page. */
export interface SettingState extends Omit<Input, 'id'> {
  /** As it holds. */
  readonly held: unknown;
  readonly error: string | undefined;
  readonly change: LastChange | undefined;
  /** The shared record holds something that makes no sense. */
  readonly isUnusable: boolean;
  /** Somebody else has changed it since it was begun to be edited. */
  readonly isOvertaken: boolean;
}

type Typed = InputEvent & { readonly target: HTMLTextAreaElement };
type Chosen = Event & { readonly target: HTMLSelectElement };

/** Id of a setting's control; names of services have a dot, which selectors do not like. */
export function controlId(name: string): string {
  return name.replace('services.', 'service-');
}

/** A setting with its control, what is to be told of it, and the way back to its default. */
export function settingField(setting: SettingField, state: SettingState): TemplateResult {
  const isWide = setting.rule.kind === 'text' ? 'wide' : '';
  return html`<div class="setting ${isWide}">
    ${
      setting.rule.kind === 'switch'
        ? tickInput({ ...state, id: controlId(setting.name) }, setting)
        : labelled(setting, state)
    }
    ${aside(setting, state)}
  </div>`;
}

function labelled(setting: SettingField, state: SettingState): TemplateResult {
  const { name, label, hint, rule } = setting;
  const { count } = words('settings').practice;
  const text = asText(state.typed);
  const isLimited = rule.kind === 'text' && state.mayChange;
  return field(
    {
      id: controlId(name),
      label,
      hint,
      error: state.error,
      ...(isLimited && { limited: { of: rule.limit, text, say: count } }),
    },
    (binding) => {
      if (rule.kind === 'choice') return choice(setting, state, binding);
      return rule.kind === 'text'
        ? area(setting, state, binding)
        : numberInput({ ...state, id: controlId(name) }, binding);
    },
  );
}

function area(
  { name }: SettingField,
  { typed, mayChange, edit }: SettingState,
  { describedBy, invalid }: Binding,
): TemplateResult {
  return html`<textarea
    id=${controlId(name)}
    rows="4"
    ?readonly=${!mayChange}
    aria-invalid=${invalid}
    aria-describedby=${describedBy}
    .value=${asText(typed)}
    @input=${(event: Typed) => {
      edit(event.target.value);
    }}
  ></textarea>`;
}

function choice(
  { name, choices }: SettingField,
  { typed, mayChange, edit }: SettingState,
  { describedBy, invalid }: Binding,
): TemplateResult {
  return html`<select
    id=${controlId(name)}
    ?disabled=${!mayChange}
    aria-invalid=${invalid}
    aria-describedby=${describedBy}
    .value=${asText(typed)}
    @change=${(event: Chosen) => {
      edit(event.target.value);
    }}
  >
    ${choices.map(
      ({ value, label }) =>
        html`<option value=${value} ?selected=${value === typed}>${label}</option>`,
    )}
  </select>`;
}

/** What is to be told beside a setting, whatever its control. */
export function aside(setting: SettingField, state: SettingState): TemplateResult {
  const text = words('settings').practice;
  const { change, initially, isDefault } = { ...state, ...defaultOf(setting, state) };
  return html`${
    state.isUnusable ? message('warning', text.unusable(said(setting, state.held))) : nothing
  }
  ${
    state.isOvertaken
      ? message('warning', text.elsewhere(nameOf(change), said(setting, state.held)))
      : nothing
  }
  ${
    change === undefined
      ? nothing
      : html`<span class="hint" id="${controlId(setting.name)}-changed"
          >${text.changedBy(visibleText(change.by.name), words('settings').dates.instant(change.at))}</span
        >`
  }
  ${
    isDefault || !state.mayChange || setting.rule.kind === 'presets'
      ? nothing
      : html`<button
          type="button"
          class="link"
          aria-label="${setting.label}: ${text.useDefault(said(setting, initially))}"
          @click=${() => {
            state.edit(typeof initially === 'number' ? String(initially) : initially);
          }}
        >
          ${text.useDefault(said(setting, initially))}
        </button>`
  }`;
}

function defaultOf({ initially }: SettingField, { typed }: SettingState) {
  return { initially, isDefault: asText(typed) === asText(initially) };
}

function nameOf(change: LastChange | undefined): string | undefined {
  return change === undefined ? undefined : visibleText(change.by.name);
}

/** A value in words. */
function said({ rule, choices }: SettingField, value: unknown): string {
  const text = words('settings').practice;
  if (typeof value === 'boolean') return value ? text.on : text.off;
  if (Array.isArray(value)) {
    const names = (value as readonly { readonly name: string }[]).map(({ name }) => name);
    return names.length === 0 ? text.nothing : visibleText(names.join(', '));
  }
  if (rule.kind === 'choice') {
    return choices.find((each) => each.value === value)?.label ?? asText(value);
  }
  return asText(value) === '' ? text.nothing : visibleText(asText(value));
}
