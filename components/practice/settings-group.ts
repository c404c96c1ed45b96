import { html, nothing, type TemplateResult } from 'lit';
import {
  fieldsOf,
  type SettingField,
  type SettingGroup,
} from '../../services/application/practice/settings-form.ts';
import type { SettingsView } from '../../services/application/views.ts';
import { words } from '../../services/words/words.ts';
import { presetsEditor, type PresetsPage } from './presets-editor.ts';
import { settingField, type SettingState } from './setting-field.ts';

/** What a group needs of the page. */
export interface SettingsPage {
  readonly view: Extract<SettingsView, { phase: 'ready' }>;
  readonly headingLevel: number;
  readonly stateOf: (setting: SettingField) => SettingState;
  /** The host's own among those of letters. */
  readonly siteUrl: TemplateResult;
  readonly presets: PresetsPage;
}

/** Settings that belong together. A group that nothing goes by is not there. */
export function settingsGroup(
  group: SettingGroup,
  page: SettingsPage,
): TemplateResult | typeof nothing {
  const fields = fieldsOf(group, page.view.services);
  if (fields.length === 0) return nothing;
  const presets = fields.filter(({ rule }) => rule.kind === 'presets');
  const controls = fields
    .filter((setting) => !presets.includes(setting))
    .map((setting) => settingField(setting, page.stateOf(setting)));
  return html`<section class="card" aria-labelledby=${group}>
    <header>
      <div id=${group} role="heading" aria-level=${page.headingLevel}>
        ${words('settings').practice.groups[group]}
      </div>
    </header>
    <div class="body">
      ${group === 'services' ? offered(controls, page) : plain(group, controls, page)}
      ${presets.map((setting) => presetsEditor(setting, page.stateOf(setting), page.presets))}
    </div>
  </section>`;
}

function offered(controls: readonly TemplateResult[], { view }: SettingsPage): TemplateResult {
  const text = words('settings').practice;
  return html`<p class="hint">${text.offerMeans}</p>
    ${view.settings.shared === undefined ? html`<p class="hint">${text.notShared}</p>` : nothing}
    <fieldset aria-labelledby="services" class="ticks">${controls}</fieldset>`;
}

function plain(
  group: SettingGroup,
  controls: readonly TemplateResult[],
  { siteUrl }: SettingsPage,
): TemplateResult {
  return html`<div class="fields">
    ${controls} ${group === 'accounts' ? html`<div class="wide">${siteUrl}</div>` : nothing}
  </div>`;
}
