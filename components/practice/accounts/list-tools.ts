import { html, nothing, type TemplateResult } from 'lit';
import { words } from '../../../services/words/words.ts';
import { message } from '../../base/tone.ts';
import type { ListRows, OpenList, Order } from './open-list.ts';

const ORDERS: readonly Order[] = ['expiry', 'created', 'status', 'account-id', 'name'];
/** Whoever has no account has nothing else to go by. */
const BY_NAME: readonly Order[] = ['name'];

/** How many are on it in all, where that is known, and what is done about looking for them. */
interface Facts {
  readonly total: number | undefined;
  readonly stop: () => void;
  readonly again: () => void;
}

/** How many, how far, and until when that holds. */
export function listFacts(list: OpenList, rows: ListRows, facts: Facts): TemplateResult {
  const { keys, isWhole, search } = rows;
  const total = search === undefined ? facts.total : keys.length;
  const isKnown = search === undefined ? total !== undefined : isWhole;
  const count = words('accounts').list.count(list.id, total ?? keys.length, isKnown);
  return html`<span id="count">${count}</span> ${
      search === undefined ? nothing : looked(search, isLooking(list, rows), facts)
    }`;
}

function isLooking({ isStopped }: OpenList, { isWhole, stopped }: ListRows): boolean {
  return !isWhole && !isStopped && stopped === undefined;
}

function looked(
  { looked: count, at }: NonNullable<ListRows['search']>,
  isStill: boolean,
  { stop, again }: Facts,
): TemplateResult {
  const { list, page } = words('accounts');
  return html`<span class="quiet" id="looked"
      >${isStill ? list.progress(count) : list.looked(count)}, ${list.asOf(at)}</span
    >
    ${
      isStill
        ? html`<span class="spinner"></span>
            <button type="button" id="stop" @click=${stop}>${page.stop}</button>`
        : html`<button type="button" id="again" @click=${again}>${page.again}</button>`
    }`;
}

/** In which order a list stands, and which part of it. */
export function listTools(list: OpenList, rows: ListRows): TemplateResult {
  const text = words('accounts').orders;
  return html`<div class="tools">
    <div class="field">
      <label for="order">${text.label}</label>
      <select
        id="order"
        @change=${({ target }: Event) => {
          const chosen = ORDERS.find((order) => order === valueOf(target));
          if (chosen !== undefined) list.inOrder(chosen);
        }}
      >
        ${(list.worklist.refsOf === undefined ? ORDERS : BY_NAME).map(
          (order) =>
            html`<option value=${order} ?selected=${order === list.order}>
              ${text.names[order]}
            </option>`,
        )}
      </select>
    </div>
    ${divisionOf(list, rows)}
  </div>`;
}

function divisionOf(list: OpenList, rows: ListRows): TemplateResult | typeof nothing {
  const by = list.worklist.divides;
  if (by === undefined) return nothing;
  const { division: text, disabling, letters, list: listText, page } = words('accounts');
  const said = by === 'reason' ? disabling : letters;
  const { division, shownPart } = list;
  const divide = (): void => {
    list.divide();
  };
  if (division === undefined) {
    return html`<button type="button" id="divide" @click=${divide}>${said.count}</button>`;
  }
  if (division.stopped !== undefined) return message('bad', division.stopped);
  if (!division.isWhole) {
    return html`<span class="quiet"
      ><span class="spinner"></span> ${text.progress(division.looked)}</span
    >`;
  }
  return html`<div class="field">
      <label for="part">${said.heading}, ${listText.asOf(division.at)}</label>
      <select
        id="part"
        @change=${({ target }: Event) => {
          list.showPart(valueOf(target));
        }}
      >
        <option value="" ?selected=${shownPart === ''}>${text.everybody(rows.keys.length)}</option>
        ${division.parts.map(
          ({ label, keys }) =>
            html`<option value=${label} ?selected=${shownPart === label}>
              ${text.part(label, keys.length)}
            </option>`,
        )}
      </select>
    </div>
    <button type="button" id="divide" @click=${divide}>${page.again}</button>`;
}

function valueOf(target: EventTarget | null): string {
  return target instanceof HTMLSelectElement ? target.value : '';
}
