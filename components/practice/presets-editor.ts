import { html, nothing, type TemplateResult } from 'lit';
import {
  MOST_PRESETS,
  type SettingField,
  type SettingValues,
} from '../../services/application/practice/settings-form.ts';
import { visibleText, words } from '../../services/words/words.ts';
import { field } from '../base/field.ts';
import { icon } from '../base/tone.ts';
import type { ServiceName } from '../view-types.ts';
import { aside, type SettingState } from './setting-field.ts';

type Preset = SettingValues['presets'][number];

/** What the editor needs of the page. */
export interface PresetsPage {
  readonly services: readonly { readonly name: ServiceName; readonly label: string }[];
  /** What is wrong with the preset in this place. */
  readonly errorOf: (field: string) => string | undefined;
  readonly say: (text: string) => void;
  /** Moves the focus once the page has been drawn anew. */
  readonly focus: (id: string) => void;
}

const SUGGESTED: readonly ServiceName[] = ['appointments', 'repeats'];

/** Named sets of ticks: added, renamed, ticked, removed. */
export function presetsEditor(
  setting: SettingField,
  state: SettingState,
  page: PresetsPage,
): TemplateResult {
  const text = words('settings').presets;
  const presets = state.typed as readonly Preset[];
  return html`<div
    class="presets"
    id="presets"
    role="group"
    tabindex="-1"
    aria-labelledby="presets-heading"
    aria-describedby="presets-hint"
  >
    <div class="label" id="presets-heading">${setting.label}</div>
    <p class="hint" id="presets-hint">${setting.hint}</p>
    ${
      page.errorOf('presets') === undefined
        ? nothing
        : html`<span class="error">${icon('bad')}${page.errorOf('presets')}</span>`
    }
    ${presets.length === 0 ? html`<p class="hint">${text.none}</p>` : nothing}
    ${presets.map((preset, place) => renderPreset(preset, place, presets, state, page))}
    ${state.mayChange ? adding(presets, state, page) : nothing} ${aside(setting, state)}
  </div>`;
}

function renderPreset(
  preset: Preset,
  place: number,
  presets: readonly Preset[],
  { mayChange, edit }: SettingState,
  page: PresetsPage,
): TemplateResult {
  const text = words('settings').presets;
  const id = `preset-${place}`;
  const called = preset.name.trim() === '' ? text.preset(place + 1) : visibleText(preset.name);
  const put = (next: Preset): void => {
    edit(presets.with(place, next));
  };
  return html`<fieldset class="preset" aria-label=${called}>
    ${field(
      {
        id,
        label: text.name,
        hint: text.nameHint,
        error: page.errorOf(id),
        ...(mayChange && {
          limited: { of: 'presetName', text: preset.name, say: words('settings').practice.count },
        }),
      },
      ({ describedBy, invalid }) =>
        html`<input
          id=${id}
          type="text"
          autocomplete="off"
          ?readonly=${!mayChange}
          aria-invalid=${invalid}
          aria-describedby=${describedBy}
          .value=${preset.name}
          @input=${(event: InputEvent & { readonly target: HTMLInputElement }) => {
            put({ ...preset, name: event.target.value });
          }}
        />`,
    )}
    <div class="ticks" role="group" aria-label=${text.ticks(called)}>
      ${page.services.map(({ name, label }) => presetTick(id, preset, { name, label }, mayChange, put))}
    </div>
    ${
      mayChange
        ? html`<button
            type="button"
            id="remove-${place}"
            aria-label=${text.removeNamed(called)}
            @click=${() => {
              edit(presets.toSpliced(place, 1));
              page.say(text.removed(called));
              page.focus(presets.length === 1 ? 'add-preset' : `preset-${Math.max(0, place - 1)}`);
            }}
          >
            ${text.remove}
          </button>`
        : nothing
    }
  </fieldset>`;
}

function presetTick(
  id: string,
  preset: Preset,
  { name, label }: PresetsPage['services'][number],
  mayChange: boolean,
  put: (next: Preset) => void,
): TemplateResult {
  return html`<div class="tick">
    <input
      type="checkbox"
      id="${id}-${name}"
      ?disabled=${!mayChange}
      .checked=${preset.services.includes(name)}
      @change=${(event: Event & { readonly target: HTMLInputElement }) => {
        const others = preset.services.filter((each) => each !== name);
        put({ ...preset, services: event.target.checked ? [...others, name] : others });
      }}
    />
    <label for="${id}-${name}">${label}</label>
  </div>`;
}

function adding(
  presets: readonly Preset[],
  { edit }: SettingState,
  page: PresetsPage,
): TemplateResult {
  const text = words('settings').presets;
  const isFull = presets.length >= MOST_PRESETS;
  const add = (preset: Preset): void => {
    if (isFull) return;
    edit([...presets, preset]);
    page.focus(`preset-${presets.length}`);
  };
  return html`<div class="adding">
    <button
      type="button"
      id="add-preset"
      aria-disabled=${isFull ? 'true' : 'false'}
      aria-describedby=${isFull ? 'most-presets' : nothing}
      @click=${() => {
        add({ name: '', services: [] });
      }}
    >
      ${text.add}
    </button>
    ${
      presets.length > 0
        ? nothing
        : html`<button
            type="button"
            id="suggested-preset"
            @click=${() => {
              add({ name: text.suggestion.name, services: SUGGESTED });
            }}
          >
            ${text.suggestion.label}
          </button>`
    }
    ${isFull ? html`<span class="reason" id="most-presets">${text.most(MOST_PRESETS)}</span>` : nothing}
  </div>`;
}
