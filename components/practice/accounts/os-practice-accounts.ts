import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Observable, Subscription } from 'rxjs';
import type {
  AccountsView,
  OnlineServices,
  SettingsView,
  UnmatchedView,
  Worklist,
  WorklistCounts,
  WorklistDivision,
  WorklistLine,
  WorklistLines,
  WorklistRows,
} from '../../../services/application/views.ts';
import { loadWords, words } from '../../../services/words/words.ts';
import { Announcer } from '../../base/announcer.ts';
import { commandButton } from '../../base/command-button.ts';
import { CommandRunner } from '../../base/command-runner.ts';
import { ThemedElement } from '../../base/os-element.ts';
import { StreamController } from '../../base/stream-controller.ts';
import { message } from '../../base/tone.ts';
import { handing } from '../../base/handing.ts';
import { OsBulkWork, type ChooseAllEvent } from '../jobs/os-bulk-work.ts';
import { OsSectionHelp } from '../../help/os-section-help.ts';
import { nameOf } from './account-cells.ts';
import { accountsStyles } from './accounts-styles.ts';
import { listOfLists, type ListId } from './list-of-lists.ts';
import {
  OsAccountsGrid,
  type ChooseEvent,
  type OpenRowEvent,
  type PlaceEvent,
  type SightEvent,
} from './os-accounts-grid.ts';

type Order = Worklist['order'];

/** The first question of a practice: who has a letter and never used it. */
const FIRST_LIST: ListId = 'codes-unused';
const ORDERS: readonly Order[] = ['expiry', 'created', 'status', 'account-id', 'name'];
/** Whoever has no account has nothing else to go by. */
const BY_NAME: readonly Order[] = ['name'];
/** Rows that only pass by are not asked for, in milliseconds. */
const IN_SIGHT_MS = 60;
const NOBODY = new Uint32Array();

/** What is followed, by what for. */
type Followed = 'counts' | 'unmatched' | 'rows' | 'lines' | 'division';

/**
 * The page of all accounts of the practice: lists with how many are on each, and the accounts of one of them. It knows names
 * of those in sight alone, and nothing any more once somebody else signs in.
 *
 * @attr {light|dark} theme - Colour scheme; without it the page's `color-scheme`, else the person's preference.
 * @attr {number} heading-level - Level of the page's heading, 2 by default.
 */
export class OsPracticeAccounts extends ThemedElement {
  static override styles = [ThemedElement.styles, accountsStyles];

  /** Level of the page's heading. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  @state() private view: AccountsView | undefined;
  @state() private counts: WorklistCounts | undefined;
  @state() private unmatched: UnmatchedView | undefined;
  @state() private list: ListId = FIRST_LIST;
  /** Whom was looked for. */
  @state() private sought = '';
  @state() private searchError: string | undefined;
  @state() private order: Order = 'created';
  @state() private rows: WorklistRows | undefined;
  @state() private lines: ReadonlyMap<number, WorklistLine> = new Map();
  @state() private nameless: string | undefined;
  @state() private division: WorklistDivision | undefined;
  /** Label of the part that is shown. */
  @state() private shownPart = '';
  @state() private trouble: string | undefined;
  @state() private isStopped = false;
  @state() private row = 0;
  @state() private explains = false;
  /** Keys of the rows that were chosen. */
  @state() private chosen: ReadonlySet<number> = new Set();
  @state() private chooses = false;
  @state() private isOffline = !navigator.onLine;

  #staffId = '';
  #services: OnlineServices | undefined;
  #worklist: Worklist | undefined;
  #inSight: readonly number[] = [];
  #asking: ReturnType<typeof setTimeout> | undefined;
  #askedAt = 0;
  #chosenOf:
    | {
        readonly chosen: ReadonlySet<number>;
        readonly keys: Uint32Array;
        readonly result: Uint32Array<ArrayBuffer>;
      }
    | undefined;
  readonly #followed = new Map<Followed, Subscription>();
  readonly #hand = handing(() => this.#services, 'os-bulk-work');
  readonly #announcer = new Announcer(this);
  readonly #commands = new CommandRunner(this);
  readonly #settings = new StreamController<SettingsView>(this, () => this.#services?.settings$);

  /** What it shows and does: given once, and read by nobody. */
  set services(services: OnlineServices | undefined) {
    this.#services ??= services;
    this.requestUpdate();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    globalThis.addEventListener('online', this.#onNetwork);
    globalThis.addEventListener('offline', this.#onNetwork);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    globalThis.removeEventListener('online', this.#onNetwork);
    globalThis.removeEventListener('offline', this.#onNetwork);
    this.#forget();
  }

  protected override willUpdate(): void {
    // Whoever has left the page has opened nothing.
    if (!this.isConnected) return;
    const view = this.#settings.value;
    const staffId = view?.phase === 'ready' ? view.staffId : '';
    if (staffId === this.#staffId) return;
    this.#forget();
    this.#staffId = staffId;
    if (staffId !== '') void this.#begin(staffId);
  }

  readonly #onNetwork = (): void => {
    this.isOffline = !navigator.onLine;
  };

  /** All of it: the next person is not to see whom the last one looked at. */
  #forget(): void {
    this.#staffId = '';
    this.view = undefined;
    this.chooses = false;
    this.counts = undefined;
    this.unmatched = undefined;
    this.trouble = undefined;
    this.list = FIRST_LIST;
    this.sought = '';
    this.searchError = undefined;
    this.#close();
    this.#unfollow('counts', 'unmatched');
    this.#announcer.dismiss();
  }

  /** The list that is open. */
  #close(): void {
    this.#worklist = undefined;
    this.rows = undefined;
    this.lines = new Map();
    this.nameless = undefined;
    this.division = undefined;
    this.shownPart = '';
    this.isStopped = false;
    this.chosen = new Set();
    this.row = 0;
    this.#inSight = [];
    clearTimeout(this.#asking);
    this.#unfollow('rows', 'lines', 'division');
  }

  #unfollow(...what: readonly Followed[]): void {
    for (const name of what) {
      this.#followed.get(name)?.unsubscribe();
      this.#followed.delete(name);
    }
  }

  /** In the place of what was followed for it. It ends when whoever opened it has signed out, or signs in anew. */
  #follow<T>(what: Followed, stream: Observable<T>, next: (value: T) => void): void {
    const before = this.#followed.get(what);
    const subscription = stream.subscribe({
      next,
      error: (error) => {
        this.trouble = words('screens').unexpected;
        reportError(error);
      },
      complete: () => {
        // A session that has ended says so on every stream; what is read once just ends.
        if (what === 'rows') this.#anew();
      },
    });
    // The old one goes last: what both know of is kept in between.
    before?.unsubscribe();
    this.#followed.set(what, subscription);
  }

  #anew(): void {
    const staffId = this.#staffId;
    this.#forget();
    this.requestUpdate();
    if (staffId === '') return;
    this.#staffId = staffId;
    void this.#begin(staffId);
  }

  /** Account and page speak with the words of the tab, too. */
  async #begin(staffId: string): Promise<void> {
    await loadWords('tab', 'dialogs');
    const opened = await this.#services?.openAccounts({});
    // Somebody else may sit here by now.
    if (opened === undefined || staffId !== this.#staffId) return;
    if (!opened.ok) {
      this.trouble = opened.failure.message;
      return;
    }
    this.view = opened.value;
    this.#follow('unmatched', opened.value.unmatched$, (unmatched) => {
      this.unmatched = unmatched;
    });
    await this.#open(FIRST_LIST);
  }

  /** Once the first rows are there: all of them are counted, and nobody waits for that. */
  #count(): void {
    if (this.view === undefined || this.#followed.has('counts')) return;
    this.#follow('counts', this.view.counts$, (counts) => {
      this.counts = counts;
    });
  }

  async #open(list: ListId, search?: string): Promise<void> {
    const services = this.#services;
    const staffId = this.#staffId;
    if (services === undefined) return;
    const opened = await this.#commands.run('open', () =>
      services.openWorklist({ list, ...(search !== undefined && { search }) }),
    );
    if (opened === undefined || staffId !== this.#staffId) return;
    if (!opened.ok) {
      if (opened.failure.field === 'search') {
        this.searchError = opened.failure.message;
        this.renderRoot.querySelector<HTMLElement>('#search')?.focus();
      } else this.trouble = opened.failure.message;
      this.#announcer.say(opened.failure.message);
      return;
    }
    this.#close();
    this.trouble = undefined;
    this.searchError = undefined;
    this.list = list;
    this.sought = search ?? '';
    this.#worklist = opened.value;
    this.#inOrder(opened.value.order);
  }

  #inOrder(order: Order): void {
    const worklist = this.#worklist;
    if (worklist === undefined) return;
    this.order = order;
    this.isStopped = false;
    let isTold = false;
    this.#follow('rows', worklist.rows$(order), (rows) => {
      this.rows = rows;
      if (!rows.available || rows.keys.length === 0) this.#count();
      if (!rows.available || !rows.isWhole || isTold) return;
      isTold = true;
      const text = words('accounts').list;
      const count =
        rows.keys.length === 0 ? text.empty : text.count(this.list, rows.keys.length, rows.isWhole);
      this.#announcer.say(`${this.#heading}: ${count}`);
    });
  }

  readonly #onSight = ({ keys }: SightEvent): void => {
    this.#inSight = keys;
    clearTimeout(this.#asking);
    const pause = this.#askedAt + IN_SIGHT_MS - performance.now();
    if (pause <= 0) this.#ask();
    else
      this.#asking = setTimeout(() => {
        this.#ask();
      }, pause);
  };

  #ask(): void {
    const worklist = this.#worklist;
    if (worklist === undefined) return;
    this.#askedAt = performance.now();
    this.#follow('lines', worklist.lines$(this.#inSight), ({ lines, nameless }: WorklistLines) => {
      this.lines = lines;
      this.nameless = nameless;
      if (lines.size > 0) this.#count();
    });
  }

  get #heading(): string {
    const { names, search } = words('accounts');
    return this.list === 'found' ? search.heading(this.sought) : names.lists[this.list];
  }

  protected override render(): TemplateResult {
    const text = words('accounts').page;
    return html`<div class="shelter" lang=${words('screens').language}>
      <div class="page">
        <div>
          <div id="heading" role="heading" aria-level=${this.headingLevel}>${text.heading}</div>
          <p class="quiet">${text.purpose}</p>
          ${this.#renderHelp()}
        </div>
        ${this.isOffline ? message('neutral', text.offline) : nothing}
        ${this.trouble === undefined ? nothing : message('bad', this.trouble)} ${this.#renderAll()}
      </div>
      ${this.#announcer.region()}
    </div>`;
  }

  #renderHelp(): TemplateResult {
    const { help } = words('accounts');
    return html`<button
        type="button"
        class="link"
        id="about"
        aria-label=${help.about}
        aria-expanded=${this.explains ? 'true' : 'false'}
        @click=${this.#explain}
      >
        ${help.ask}
      </button>
      ${
        this.explains
          ? html`<os-section-help
              .about=${'accounts'}
              @os-close=${this.#explain}
            ></os-section-help>`
          : nothing
      }`;
  }

  readonly #explain = (): void => {
    this.explains = !this.explains;
  };

  #renderAll(): TemplateResult | typeof nothing {
    const text = words('accounts').page;
    const { view, counts } = this;
    if (this.#staffId === '') return html`<p class="quiet">${text.signedOut}</p>`;
    if (view === undefined) {
      return this.trouble === undefined
        ? html`<p class="quiet"><span class="spinner"></span> ${text.loading}</p>`
        : nothing;
    }
    return html`${counts?.available === false ? message('bad', counts.message) : nothing}
      ${counts?.available === true && counts.isPartial ? message('warning', text.partial) : nothing}
      ${this.#renderUnmatched()}
      <div class="both">
        ${listOfLists({
          view,
          counts: counts?.available === true ? counts.counts : new Map(),
          current: this.list,
          headingLevel: this.headingLevel + 1,
          open: (list) => void this.#open(list),
        })}
        <div class="list">
          ${this.#renderSearch(view)} ${this.#renderBulk()} ${this.#renderList()}
        </div>
      </div>`;
  }

  #renderUnmatched(): TemplateResult | typeof nothing {
    const { unmatched } = this;
    if (unmatched === undefined) return nothing;
    if ('message' in unmatched) return message('neutral', unmatched.message);
    const { count, hasMore } = unmatched;
    if (count === 0) return nothing;
    return message('neutral', words('accounts').page.unmatched(count, hasMore));
  }

  #renderSearch({ findsPatients }: AccountsView): TemplateResult {
    const text = words('accounts').search;
    const error = this.searchError;
    return html`<form role="search" aria-label=${text.label} @submit=${this.#onSearch}>
      <div class="field">
        <label for="search">${text.label}</label>
        <input
          id="search"
          type="search"
          autocomplete="off"
          spellcheck="false"
          aria-invalid=${error === undefined ? nothing : 'true'}
          aria-describedby="search-error search-hint"
        />
        <p class="error" id="search-error" ?hidden=${error === undefined}>${error}</p>
        <p class="hint" id="search-hint">${findsPatients ? text.hint : text.hintAccountId}</p>
      </div>
      <button type="submit" id="find">${text.find}</button>
    </form>`;
  }

  readonly #onSearch = (event: SubmitEvent): void => {
    event.preventDefault();
    const field = this.renderRoot.querySelector<HTMLInputElement>('#search');
    void this.#open('found', field?.value ?? '');
  };

  #renderList(): TemplateResult {
    const { rows } = this;
    const text = words('accounts');
    return html`<div class="facts">
        <div id="list-heading" role="heading" aria-level=${this.headingLevel + 1} tabindex="-1">
          ${this.#heading}
        </div>
        ${this.#renderFacts()}
      </div>
      ${
        rows === undefined
          ? html`<p class="quiet"><span class="spinner"></span> ${text.page.loading}</p>`
          : rows.available
            ? this.#renderRows(rows)
            : message('bad', rows.message)
      }`;
  }

  /** How many, how far, and until when that holds. */
  #renderFacts(): TemplateResult | typeof nothing {
    const { rows } = this;
    const { list, page } = words('accounts');
    if (rows?.available !== true) return nothing;
    const { keys, isWhole, search, stopped } = rows;
    const isLooking = search !== undefined && !isWhole && !this.isStopped && stopped === undefined;
    const total = search === undefined ? this.#total : keys.length;
    const isKnown = search === undefined ? total !== undefined : isWhole;
    return html`<span id="count">${list.count(this.list, total ?? keys.length, isKnown)}</span> ${
        search === undefined
          ? nothing
          : html`<span class="quiet" id="looked"
                >${isLooking ? list.progress(search.looked) : list.looked(search.looked)},
                ${list.asOf(search.at)}</span
              >
              ${
                isLooking
                  ? html`<span class="spinner"></span>
                      <button type="button" id="stop" @click=${this.#stop}>${page.stop}</button>`
                  : html`<button type="button" id="again" @click=${this.#again}>
                      ${page.again}
                    </button>`
              }`
      }`;
  }

  /** There from the beginning: it shows what is being done, whichever list is open. */
  #renderBulk(): TemplateResult {
    const { rows } = this;
    const keys = rows?.available === true ? this.#keysOf(rows) : NOBODY;
    return html`<os-bulk-work
      id="bulk"
      .keys=${this.#chosenKeys(keys)}
      .total=${rows?.available === true && rows.isWhole ? keys.length : 0}
      .list=${this.#heading}
      .refsOf=${this.#worklist?.refsOf}
      .headingLevel=${this.headingLevel + 1}
      .announcer=${this.#announcer}
      @os-connected=${this.#hand}
      @os-can-choose=${this.#onCanChoose}
      @os-choose-all=${this.#onChooseAll}
    ></os-bulk-work>`;
  }

  readonly #onCanChoose = (): void => {
    this.chooses = true;
  };

  /** In the list's order; whoever has left it is not chosen any more. The same array while nothing changes. */
  #chosenKeys(keys: Uint32Array): Uint32Array<ArrayBuffer> {
    const { chosen } = this;
    const held = this.#chosenOf;
    if (held?.chosen === chosen && held.keys === keys) return held.result;
    const picked = Uint32Array.from(keys.filter((key) => chosen.has(key)));
    const isSame =
      held?.result.length === picked.length && held.result.every((key, at) => key === picked[at]);
    const result = isSame ? held.result : picked;
    this.#chosenOf = { chosen, keys, result };
    return result;
  }

  readonly #onChoose = ({ keys, isChosen }: ChooseEvent): void => {
    const chosen = new Set(this.chosen);
    for (const key of keys) {
      if (isChosen) chosen.add(key);
      else chosen.delete(key);
    }
    this.chosen = chosen;
    this.#announcer.say(words('accounts').list.chosen(this.list, chosen.size));
  };

  readonly #onChooseAll = ({ whom }: ChooseAllEvent): void => {
    this.chosen = new Set(this.#keysFor(whom));
    this.#announcer.say(words('accounts').list.chosen(this.list, this.chosen.size));
  };

  /** Those in view are chosen besides whoever was chosen before. */
  #keysFor(whom: ChooseAllEvent['whom']): Iterable<number> {
    const { rows } = this;
    if (whom === 'nobody' || rows?.available !== true) return NOBODY;
    if (whom === 'all') return this.#keysOf(rows);
    const grid = this.renderRoot.querySelector<OsAccountsGrid>('#grid');
    return [...this.chosen, ...(grid?.inView ?? [])];
  }

  readonly #stop = (): void => {
    this.#unfollow('rows');
    this.isStopped = true;
    this.#announcer.say(words('accounts').list.stopped);
    void this.updateComplete.then(() => {
      this.renderRoot.querySelector<HTMLElement>('#again')?.focus();
    });
  };

  /** Nobody looks in between: so it is looked for anew. */
  readonly #again = (): void => {
    this.#unfollow('rows');
    this.#inOrder(this.order);
    this.renderRoot.querySelector<HTMLElement>('#list-heading')?.focus();
  };

  #renderRows(rows: Extract<WorklistRows, { available: true }>): TemplateResult {
    const { list } = words('accounts');
    const keys = this.#keysOf(rows);
    const isEmpty = keys.length === 0 && rows.isWhole;
    return html`${isEmpty && this.shownPart === '' ? nothing : this.#renderTools(rows)}
    ${rows.stopped === undefined ? nothing : message('bad', rows.stopped)}
    ${this.isStopped ? message('neutral', list.stopped) : nothing}
    ${rows.unordered === undefined ? nothing : message('neutral', rows.unordered)}
    ${this.nameless === undefined ? nothing : message('neutral', this.nameless)}
    ${isEmpty ? html`<p>${this.list === 'found' ? list.notFound : list.empty}</p>` : nothing}
    ${keys.length === 0 ? nothing : this.#renderGrid(keys)}`;
  }

  #renderGrid(keys: Uint32Array): TemplateResult {
    const { list } = words('accounts');
    const total = Math.max(this.shownPart === '' ? (this.#total ?? 0) : 0, keys.length);
    return html`<os-accounts-grid
        id="grid"
        .keys=${keys}
        .lines=${this.lines}
        .total=${total}
        .name=${this.#heading}
        .opens=${this.#worklist?.openPatient !== undefined}
        .chooses=${this.chooses}
        .chosen=${this.chosen}
        @os-choose=${this.#onChoose}
        @os-sight=${this.#onSight}
        @os-open-row=${this.#onOpenRow}
        @os-place=${this.#onPlace}
      ></os-accounts-grid>
      <p class="quiet" id="place">${this.row === 0 ? nothing : list.place(this.row, total)}</p>`;
  }

  /** As it was counted, while the rest of a long list is still being read. */
  get #total(): number | undefined {
    const { counts, rows } = this;
    if (rows?.available === true && rows.isWhole) return rows.keys.length;
    return counts?.available === true ? counts.counts.get(this.list) : undefined;
  }

  #keysOf(rows: Extract<WorklistRows, { available: true }>): Uint32Array {
    if (this.shownPart === '') return rows.keys;
    return this.division?.parts.find(({ label }) => label === this.shownPart)?.keys ?? NOBODY;
  }

  #renderTools(rows: Extract<WorklistRows, { available: true }>): TemplateResult {
    const text = words('accounts').orders;
    return html`<div class="tools">
      <div class="field">
        <label for="order">${text.label}</label>
        <select id="order" @change=${this.#onOrder}>
          ${(this.#worklist?.refsOf === undefined ? ORDERS : BY_NAME).map(
            (order) =>
              html`<option value=${order} ?selected=${order === this.order}>
                ${text.names[order]}
              </option>`,
          )}
        </select>
      </div>
      ${this.#renderDivision(rows)}
    </div>`;
  }

  readonly #onOrder = (event: Event): void => {
    if (!(event.target instanceof HTMLSelectElement)) return;
    const chosen = ORDERS.find((order) => order === (event.target as HTMLSelectElement).value);
    if (chosen === undefined) return;
    this.shownPart = '';
    this.#inOrder(chosen);
  };

  #renderDivision(
    rows: Extract<WorklistRows, { available: true }>,
  ): TemplateResult | typeof nothing {
    const by = this.#worklist?.divides;
    if (by === undefined) return nothing;
    const { division: text, disabling, letters, list } = words('accounts');
    const said = by === 'reason' ? disabling : letters;
    const { division } = this;
    if (division === undefined) {
      return html`<button type="button" id="divide" @click=${this.#divide}>${said.count}</button>`;
    }
    if (division.stopped !== undefined) return message('bad', division.stopped);
    if (!division.isWhole) {
      return html`<span class="quiet"
        ><span class="spinner"></span> ${text.progress(division.looked)}</span
      >`;
    }
    return html`<div class="field">
        <label for="part">${said.heading}, ${list.asOf(division.at)}</label>
        <select id="part" @change=${this.#onPart}>
          <option value="" ?selected=${this.shownPart === ''}>
            ${text.everybody(rows.keys.length)}
          </option>
          ${division.parts.map(
            ({ label, keys }) =>
              html`<option value=${label} ?selected=${this.shownPart === label}>
                ${text.part(label, keys.length)}
              </option>`,
          )}
        </select>
      </div>
      ${commandButton({
        name: 'divide',
        label: words('accounts').page.again,
        commands: this.#commands,
        run: this.#divide,
      })}`;
  }

  readonly #divide = (): void => {
    const worklist = this.#worklist;
    if (worklist === undefined) return;
    this.shownPart = '';
    this.#follow('division', worklist.division$(), (division) => {
      this.division = division;
    });
  };

  readonly #onPart = (event: Event): void => {
    if (event.target instanceof HTMLSelectElement) this.shownPart = event.target.value;
  };

  readonly #onPlace = ({ row, how }: PlaceEvent): void => {
    this.row = row;
    const { list } = words('accounts');
    const total = Math.max(this.#total ?? 0, row);
    if (how === 'left') this.#announcer.say(list.moved(row, total));
    // A step is told by the grid's own row numbers; after a jump nobody knows where they are.
    if (how === 'jumped') this.#announcer.say(list.place(row, total));
  };

  readonly #onOpenRow = ({ line }: OpenRowEvent): void => {
    void this.#openPatient(line);
  };

  async #openPatient(line: WorklistLine): Promise<void> {
    const worklist = this.#worklist;
    const { list } = words('accounts');
    this.#announcer.say(list.opening(nameOf(line)));
    const opened = await worklist?.openPatient?.(line.patientRef);
    if (opened === undefined || this.#worklist !== worklist) return;
    if (!opened.ok) {
      this.trouble = opened.failure.message;
      this.#announcer.say(opened.failure.message);
    } else if (!opened.value) this.#announcer.say(list.stayed);
  }
}

export const ACCOUNTS_ELEMENTS = {
  'os-accounts-grid': OsAccountsGrid,
  'os-bulk-work': OsBulkWork,
  'os-practice-accounts': OsPracticeAccounts,
  'os-section-help': OsSectionHelp,
} as const;

declare global {
  interface HTMLElementTagNameMap {
    'os-practice-accounts': OsPracticeAccounts;
  }
}
