/** The practice's presets above a patient's services. Loaded where it has any. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ReadyTabView, ServiceView } from '../../services/application/views.ts';
import { loadWords, visibleText, words } from '../../services/words/words.ts';
import { message } from '../base/tone.ts';
import type { ServicesDraft } from './services-draft.ts';

type Preset = NonNullable<ReadyTabView['presets']>[number];

interface Section {
  readonly draft: ServicesDraft;
  readonly editable: boolean;
  /** Says it, shows what was left out, and draws the section anew. */
  readonly done: (said: string, leftOut: string | undefined) => void;
}

/** The row, once what it says has come too. */
export async function loadPresetsRow(): Promise<typeof presetsRow> {
  await loadWords('presets');
  return presetsRow;
}

/** A button for each; what the last one could not tick is told below. */
function presetsRow(
  view: ReadyTabView,
  presets: readonly Preset[],
  leftOut: string | undefined,
  section: Section,
): TemplateResult {
  const { label } = words('presets').presets;
  return html`<div class="actions" role="group" aria-labelledby="presets-label" id="presets">
      <span class="hint" id="presets-label">${label}</span>
      ${presets.map(
        (preset) =>
          html`<button
            type="button"
            aria-disabled=${section.editable ? 'false' : 'true'}
            @click=${() => {
              if (section.editable) apply(preset, view, section);
            }}
          >
            ${visibleText(preset.name)}
          </button>`,
      )}
    </div>
    ${leftOut === undefined ? nothing : message('warning', leftOut)}`;
}

/**
 * Ticks what it names and may be ticked, and unticks what it does not name: as edits, of which nothing is saved yet. What it
 * names and may not be ticked stays as it is.
 */
function apply({ name, services }: Preset, view: ReadyTabView, { draft, done }: Section): void {
  const text = words('presets').presets;
  const rows = view.services.filter((row) => row.name !== 'global');
  const ticked = rows.filter((row) => services.includes(row.name as Preset['services'][number]));
  for (const row of rows) {
    const isNamed = ticked.includes(row);
    if (!isNamed || mayTick(view, row)) draft.edit(row, { enabled: isNamed });
  }
  const { labels } = words('views').services;
  const able = new Set<string>(ticked.filter((row) => mayTick(view, row)).map((row) => row.name));
  const left = services.filter((service) => !able.has(service)).map((service) => labels[service]);
  const shown = visibleText(name);
  done(text.ticked(shown), left.length === 0 ? undefined : text.leftOut(shown, left));
}

/** Whether the practice offers it, and nothing keeps it from being switched on for this patient. */
function mayTick({ nobodyLetIn }: ReadyTabView, row: ServiceView): boolean {
  return row.offeredByPractice && (row.enabled || (nobodyLetIn ?? row.unavailable) === undefined);
}
