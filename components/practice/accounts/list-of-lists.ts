import { html, nothing, type TemplateResult } from 'lit';
import type { AccountsView, OnlineServices } from '../../../services/application/views.ts';
import { words } from '../../../services/words/words.ts';

export type ListId = Parameters<OnlineServices['openWorklist']>[0]['list'];

interface Lists {
  readonly view: AccountsView;
  readonly counts: ReadonlyMap<ListId, number>;
  /** The one that is open, or is being opened. */
  readonly current: ListId | undefined;
  readonly headingLevel: number;
  readonly open: (list: ListId) => void;
}

/** All lists; those of this workstation's own with how many are on each. */
export function listOfLists({ view, ...lists }: Lists): TemplateResult {
  const text = words('accounts').page;
  return html`<nav aria-label=${text.lists}>
    ${group('own', text.ownLists, view.lists, lists)}
    ${
      view.hostLists.length === 0
        ? html`<p class="hint">${text.noHostLists}</p>`
        : group('host', text.hostLists, view.hostLists, lists)
    }
  </nav>`;
}

function group(
  id: string,
  heading: string,
  names: readonly ListId[],
  lists: Omit<Lists, 'view'>,
): TemplateResult {
  return html`<div class="hint" id="lists-${id}" role="heading" aria-level=${lists.headingLevel}>
      ${heading}
    </div>
    <ul aria-labelledby="lists-${id}">
      ${names.map((list) => html`<li>${button(list, lists)}</li>`)}
    </ul>`;
}

function button(list: ListId, { counts, current, open }: Omit<Lists, 'view'>): TemplateResult {
  const { names, page, division } = words('accounts');
  const count = counts.get(list);
  return html`<button
    type="button"
    id="list-${list}"
    aria-current=${current === list ? 'true' : nothing}
    aria-label=${page.listWithCount(list, count)}
    @click=${() => {
      open(list);
    }}
  >
    <span>${names.lists[list]}</span>
    ${count === undefined ? nothing : html`<span class="count">${division.number(count)}</span>`}
  </button>`;
}
