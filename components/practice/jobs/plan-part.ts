/** Who would be done, and who is left out and why. */
import { html, nothing, type TemplateResult } from 'lit';
import type { BulkKind } from '../../../services/application/jobs/jobs-form.ts';
import type { GroupView, PlanView, SavingView } from '../../../services/application/views.ts';
import { words } from '../../../services/words/words.ts';
import { message } from '../../base/tone.ts';

type Groups = (groups: readonly GroupView[], by?: GroupView) => TemplateResult;

/** How many would be done, and in how many batches of letters. */
export function saidOf(kind: BulkKind, { todo, batches }: PlanView): string {
  const text = words('jobs').dialog;
  if (todo.count === 0) return text.nobody;
  const said = text.todo(kind, todo.count);
  return batches === undefined ? said : `${said} ${text.inBatches(batches)}`;
}

/** `confirm`: what begins it, where somebody would be done. */
export function planPart(
  kind: BulkKind,
  plan: PlanView,
  groups: Groups,
  confirm: TemplateResult | typeof nothing,
): TemplateResult {
  const text = words('jobs').dialog;
  const { todo, leftOut, looked, total, isWhole, stopped, id } = plan;
  if (stopped !== undefined) return message('bad', stopped);
  if (!isWhole) {
    return html`<p class="quiet"><span class="spinner"></span> ${text.looking(looked, total)}</p>`;
  }
  return html`<p id="todo"><strong>${saidOf(kind, plan)}</strong> ${text.nothingDone}</p>
    ${todo.count === 0 ? nothing : groups([{ ...todo, label: text.who }], todo)}
    ${leftOutPart(leftOut, text.leftOut, groups)}
    ${
      id === undefined
        ? nothing
        : html`<p class="quiet" id="safe">${text.safe[kind]}</p>
            ${confirm}`
    }`;
}

/** How far a file has come; `stop` gives it up. */
export function savingPart(
  saving: SavingView | undefined,
  groups: Groups,
  stop: () => void,
): TemplateResult | typeof nothing {
  if (saving === undefined) return nothing;
  const { page } = words('jobs');
  switch (saving.phase) {
    case 'asking':
      return html`<p class="quiet">
        <span class="spinner"></span> ${page.reading(saving.looked, saving.total)}
        <button type="button" id="stop-saving" @click=${stop}>${page.stop}</button>
      </p>`;
    case 'refused':
      return message('bad', saving.message);
    case 'saved':
      return html`${message(
        saving.isSaved ? 'good' : 'neutral',
        saving.isSaved ? page.saved : page.notSaved,
      )}
      ${leftOutPart(saving.leftOut, page.notInFile, groups)}`;
  }
}

function leftOutPart(
  leftOut: readonly GroupView[],
  said: (count: number) => string,
  groups: Groups,
): TemplateResult | typeof nothing {
  const out = leftOut.reduce((sum, { count }) => sum + count, 0);
  return out === 0
    ? nothing
    : html`<p>${said(out)}</p>
        ${groups(leftOut)}`;
}
