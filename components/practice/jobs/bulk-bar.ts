/** Who is chosen on the list, and what can be done to them. */
import { html, nothing, type TemplateResult } from 'lit';
import type { BulkKind } from '../../../services/application/jobs/jobs-form.ts';
import type { JobsView } from '../../../services/application/views.ts';
import { words } from '../../../services/words/words.ts';
import { commandButton } from '../../base/command-button.ts';
import type { CommandRunner } from '../../base/command-runner.ts';
import type { ChooseAllEvent } from './bulk-events.ts';

/** What is done to those who have an account, in the order of the buttons. */
const TO_ACCOUNTS = [
  'print',
  'reprint',
  'remind',
  'disable',
] as const satisfies readonly BulkKind[];

/** How many are chosen of how many, and what can be done about it. */
export interface BulkBar {
  readonly count: number;
  readonly total: number;
  /** Whether those on the list have an account. */
  readonly haveAccounts: boolean;
  readonly can: JobsView['can'];
  readonly commands: CommandRunner;
  readonly choose: (whom: ChooseAllEvent['whom']) => void;
  readonly begin: (kind: BulkKind) => void;
  readonly save: () => void;
}

/** How many are chosen, in words. */
export function chosenText(count: number, haveAccounts: boolean): string {
  const { selected, people } = words('jobs').page;
  return haveAccounts ? selected(count) : people(count);
}

export function bulkBar(bar: BulkBar): TemplateResult {
  const { page } = words('jobs');
  const { count, total, haveAccounts } = bar;
  return html`<div class="bar" role="group" aria-label=${page.actions}>
    <span id="chosen">${count === 0 ? page.none : chosenText(count, haveAccounts)}</span>
    ${
      count < total
        ? html`${choosing('choose-all', page.all(total), 'all', bar)}
          ${choosing('choose-shown', page.shown, 'shown', bar)}`
        : nothing
    }
    ${
      count === 0
        ? nothing
        : html`${choosing('choose-none', page.clear, 'nobody', bar)} ${actions(bar)}`
    }
  </div>`;
}

function choosing(
  id: string,
  label: string,
  whom: ChooseAllEvent['whom'],
  { choose }: BulkBar,
): TemplateResult {
  return html`<button
    type="button"
    id=${id}
    @click=${() => {
      choose(whom);
    }}
  >
    ${label}
  </button>`;
}

function actions({ haveAccounts, can, commands, begin, save }: BulkBar): TemplateResult {
  const { page } = words('jobs');
  const action = (name: BulkKind | 'export', run: () => void) =>
    commandButton({ name, label: page[name], commands, allowed: can[name], run });
  const kinds: readonly BulkKind[] = haveAccounts ? TO_ACCOUNTS : ['create'];
  return html`${kinds.map((kind) =>
    action(kind, () => {
      begin(kind);
    }),
  )}
  ${haveAccounts ? action('export', save) : nothing}`;
}
