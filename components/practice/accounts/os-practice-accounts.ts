import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import type {
  AccountsView,
  OnlineServices,
  UnmatchedView,
  WorklistCounts,
  WorklistLine,
} from '../../../services/application/views.ts';
import { loadWords, words, type Words } from '../../../services/words/words.ts';
import type { Failure } from '../../view-types.ts';
import { Following } from '../../base/following.ts';
import { handing } from '../../base/handing.ts';
import { PageElement } from '../../base/page-element.ts';
import { message } from '../../base/tone.ts';
import { OsPageHelp } from '../../help/os-page-help.ts';
import { OsSectionHelp } from '../../help/os-section-help.ts';
import type { ChooseAllEvent } from '../jobs/bulk-events.ts';
import { OsBulkWork } from '../jobs/os-bulk-work.ts';
import { nameOf } from './account-cells.ts';
import { accountsStyles } from './accounts-styles.ts';
import { AskedLists } from './asked-lists.ts';
import { NOBODY } from './chosen-keys.ts';
import type { ChooseEvent, OpenRowEvent, PlaceEvent, SightEvent } from './grid-events.ts';
import { listOfLists, type ListId } from './list-of-lists.ts';
import { listFacts, listTools } from './list-tools.ts';
import { headingOf, OpenList, type AskedList, type ListPlace, type ListRows } from './open-list.ts';
import { OsAccountsGrid } from './os-accounts-grid.ts';
import { searchForm } from './search-form.ts';

/** The first question of a practice: who has a letter and never used it. */
const FIRST_LIST: ListId = 'codes-unused';

/**
 * The page of all accounts of the practice: lists with how many are on each, and the accounts of one of them. It knows names
 * of those in sight alone, and nothing any more once somebody else signs in.
 *
 * @attr {light|dark} theme - Colour scheme; without it the page's `color-scheme`, else the person's preference.
 * @attr {number} heading-level - Level of the page's heading, 2 by default.
 */
export class OsPracticeAccounts extends PageElement {
  static override styles: CSSResultGroup = [PageElement.styles, accountsStyles];

  @state() private view: AccountsView | undefined;
  @state() private counts: WorklistCounts | undefined;
  @state() private unmatched: UnmatchedView | undefined;
  @state() private searchError: string | undefined;
  @state() private chooses = false;

  #services: OnlineServices | undefined;
  #list: OpenList | undefined;
  readonly #asked = new AskedLists();
  protected override readonly topic = 'accounts';
  readonly #following = new Following<'counts' | 'unmatched'>((why) => {
    this.trouble = why;
  });
  readonly #hand = handing(() => this.#services, 'os-bulk-work');

  /** What it shows and does: given once, and read by nobody. */
  override set services(services: OnlineServices | undefined) {
    super.services = services;
    this.#services ??= services;
  }

  protected override get text(): Words['accounts']['page'] {
    return words('accounts').page;
  }

  protected override forget(): void {
    this.#following.end();
    this.#list?.close();
    this.#list = undefined;
    this.#asked.forget();
    this.view = undefined;
    this.counts = undefined;
    this.unmatched = undefined;
    this.searchError = undefined;
    this.chooses = false;
  }

  /** Account and page speak with the words of the tab, too. */
  protected override async begin(): Promise<void> {
    const isStill = this.stillHere();
    await loadWords('tab', 'dialogs');
    if (!isStill()) return;
    const opened = await this.#services?.openAccounts({});
    // Somebody else may sit here by now.
    if (opened === undefined || !isStill()) return;
    if (!opened.ok) {
      this.trouble = opened.failure.message;
      return;
    }
    this.view = opened.value;
    this.#following.follow('unmatched', opened.value.unmatched$, (unmatched) => {
      this.unmatched = unmatched;
    });
    await this.#open(FIRST_LIST);
  }

  async #open(id: ListId, sought = ''): Promise<void> {
    const services = this.#services;
    if (services === undefined) return;
    const asked: AskedList = { id, sought };
    const opening = this.#asked.open(asked, () =>
      services.openWorklist({ list: id, ...(id === 'found' && { search: sought }) }),
    );
    if (opening === undefined) return;
    this.trouble = undefined;
    this.searchError = undefined;
    this.requestUpdate();
    const opened = await opening;
    if (opened?.ok === true) this.#show(new OpenList(asked, opened.value, this.#place));
    else if (opened !== undefined) this.#refused(opened.failure);
  }

  /** The list to act on: none while another is being opened. */
  get #shown(): OpenList | undefined {
    return this.#asked.wanted === undefined ? this.#list : undefined;
  }

  #show(list: OpenList): void {
    this.#list?.close();
    this.#list = list;
    list.follow();
    this.requestUpdate();
  }

  #refused({ field, message: why }: Failure): void {
    this.requestUpdate();
    if (field === 'search') this.#searchAgain(why);
    else this.fail(why);
  }

  #searchAgain(why: string): void {
    this.searchError = why;
    this.announcer.say(why);
    void this.focusOn('#search');
  }

  readonly #place: ListPlace = {
    changed: () => {
      this.requestUpdate();
    },
    say: (text) => {
      if (this.#shown !== undefined) this.announcer.say(text);
    },
    failed: (why) => {
      this.trouble = why;
    },
    isThere: () => {
      this.#count();
    },
    over: () => {
      this.anew();
    },
  };

  /** Once the first rows are there: all of them are counted, and nobody waits for that. */
  #count(): void {
    if (this.view === undefined || this.#following.isFollowed('counts')) return;
    this.#following.follow('counts', this.view.counts$, (counts) => {
      this.counts = counts;
    });
  }

  protected override renderOpened(): TemplateResult | undefined {
    const { text, view, counts } = this;
    if (view === undefined) return undefined;
    return html`${counts?.available === false ? message('bad', counts.message) : nothing}
      ${counts?.available === true && counts.isPartial ? message('warning', text.partial) : nothing}
      ${this.#renderUnmatched()}
      <div class="both">
        ${listOfLists({
          view,
          counts: counts?.available === true ? counts.counts : new Map(),
          current: (this.#asked.wanted ?? this.#list)?.id,
          headingLevel: this.headingLevel + 1,
          open: (list) => void this.#open(list),
        })}
        <div class="list">
          ${searchForm(this.searchError, { ...view, seek: this.#seek })} ${this.#renderBulk()}
          ${this.#renderList()}
        </div>
      </div>`;
  }

  #renderUnmatched(): TemplateResult | typeof nothing {
    const { unmatched } = this;
    if (unmatched === undefined) return nothing;
    if ('message' in unmatched) return message('neutral', unmatched.message);
    const { count, hasMore } = unmatched;
    if (count === 0) return nothing;
    return message('neutral', this.text.unmatched(count, hasMore));
  }

  readonly #seek = (sought: string): void => {
    void this.#open('found', sought);
  };

  /** There from the beginning: it shows what is being done, whichever list is open. */
  #renderBulk(): TemplateResult {
    const list = this.#shown;
    const keys = list?.keys ?? NOBODY;
    const isWhole = list?.rows?.available === true && list.rows.isWhole;
    return html`<os-bulk-work
      id="bulk"
      .keys=${list?.chosen.inOrder(keys) ?? NOBODY}
      .total=${isWhole ? keys.length : 0}
      .list=${list === undefined ? '' : headingOf(list)}
      .refsOf=${list?.worklist.refsOf}
      .headingLevel=${this.headingLevel + 1}
      .announcer=${this.announcer}
      @os-connected=${this.#hand}
      @os-can-choose=${this.#onCanChoose}
      @os-choose-all=${this.#onChooseAll}
    ></os-bulk-work>`;
  }

  readonly #onCanChoose = (): void => {
    this.chooses = true;
  };

  readonly #onChoose = ({ keys, isChosen }: ChooseEvent): void => {
    this.#list?.chosen.change(keys, isChosen);
    this.#tellChosen();
  };

  /** Those in view are chosen besides whoever was chosen before. */
  readonly #onChooseAll = ({ whom }: ChooseAllEvent): void => {
    const list = this.#list;
    const grid = this.renderRoot.querySelector<OsAccountsGrid>('#grid');
    if (whom === 'shown') list?.chosen.change(grid?.inView ?? [], true);
    else list?.chosen.set(whom === 'all' ? list.keys : NOBODY);
    this.#tellChosen();
  };

  #tellChosen(): void {
    const list = this.#list;
    if (list === undefined) return;
    this.announcer.say(words('accounts').list.chosen(list.id, list.chosen.all.size));
  }

  #renderList(): TemplateResult | typeof nothing {
    const list = this.#list;
    const named = this.#asked.wanted ?? list;
    if (named === undefined) return nothing;
    const shown = this.#shown;
    return html`<div class="facts">
        <div id="list-heading" role="heading" aria-level=${this.headingLevel + 1} tabindex="-1">
          ${headingOf(named)}
        </div>
        ${shown?.rows?.available === true ? this.#renderFacts(shown, shown.rows) : nothing}
      </div>
      ${
        shown?.rows === undefined
          ? html`<p class="quiet"><span class="spinner"></span> ${this.text.loading}</p>`
          : nothing
      }
      ${
        // Kept where it is while another is being opened: that may be refused.
        list?.rows === undefined
          ? nothing
          : html`<div class="list" id="rows" ?hidden=${shown === undefined}>
              ${
                list.rows.available
                  ? this.#renderRows(list, list.rows)
                  : message('bad', list.rows.message)
              }
            </div>`
      }`;
  }

  #renderFacts(list: OpenList, rows: ListRows): TemplateResult {
    return listFacts(list, rows, {
      total: this.#totalOf(list, rows),
      stop: this.#stop,
      again: this.#again,
    });
  }

  readonly #stop = (): void => {
    this.#list?.stop();
    this.announcer.say(words('accounts').list.stopped);
    void this.focusOn('#again');
  };

  readonly #again = (): void => {
    this.#list?.again();
    this.renderRoot.querySelector<HTMLElement>('#list-heading')?.focus();
  };

  #renderRows(list: OpenList, rows: ListRows): TemplateResult {
    const text = words('accounts').list;
    const { keys, shownPart, isStopped, nameless, id } = list;
    const isEmpty = keys.length === 0 && rows.isWhole;
    return html`${isEmpty && shownPart === '' ? nothing : listTools(list, rows)}
    ${rows.stopped === undefined ? nothing : message('bad', rows.stopped)}
    ${isStopped ? message('neutral', text.stopped) : nothing}
    ${rows.unordered === undefined ? nothing : message('neutral', rows.unordered)}
    ${nameless === undefined ? nothing : message('neutral', nameless)}
    ${isEmpty ? html`<p>${id === 'found' ? text.notFound : text.empty}</p>` : nothing}
    ${keys.length === 0 ? nothing : this.#renderGrid(list, rows)}`;
  }

  #renderGrid(list: OpenList, rows: ListRows): TemplateResult {
    const { keys, shownPart, row } = list;
    const total = Math.max(shownPart === '' ? (this.#totalOf(list, rows) ?? 0) : 0, keys.length);
    return html`<os-accounts-grid
        id="grid"
        .keys=${keys}
        .lines=${list.lines}
        .total=${total}
        .name=${headingOf(list)}
        .opens=${list.worklist.openPatient !== undefined}
        .chooses=${this.chooses}
        .chosen=${list.chosen.all}
        @os-choose=${this.#onChoose}
        @os-sight=${this.#onSight}
        @os-open-row=${this.#onOpenRow}
        @os-place=${this.#onPlace}
      ></os-accounts-grid>
      <p class="quiet" id="place">
        ${row === 0 ? nothing : words('accounts').list.place(row, total)}
      </p>`;
  }

  /** As it was counted, while the rest of a long list is still being read. */
  #totalOf({ id }: OpenList, { keys, isWhole }: ListRows): number | undefined {
    if (isWhole) return keys.length;
    return this.counts?.available === true ? this.counts.counts.get(id) : undefined;
  }

  readonly #onSight = ({ keys }: SightEvent): void => {
    this.#list?.sight(keys);
  };

  readonly #onPlace = ({ row, how }: PlaceEvent): void => {
    const list = this.#list;
    if (list?.rows?.available !== true) return;
    list.row = row;
    this.requestUpdate();
    const text = words('accounts').list;
    const total = Math.max(this.#totalOf(list, list.rows) ?? 0, row);
    if (how === 'left') this.announcer.say(text.moved(row, total));
    // A step is told by the grid's own row numbers; after a jump nobody knows where they are.
    if (how === 'jumped') this.announcer.say(text.place(row, total));
  };

  readonly #onOpenRow = ({ line }: OpenRowEvent): void => {
    void this.#openPatient(line);
  };

  async #openPatient(line: WorklistLine): Promise<void> {
    const list = this.#list;
    const text = words('accounts').list;
    this.announcer.say(text.opening(nameOf(line)));
    const opened = await list?.worklist.openPatient?.(line.patientRef);
    if (opened === undefined || this.#list !== list) return;
    if (!opened.ok) this.fail(opened.failure.message);
    else if (!opened.value) this.announcer.say(text.stayed);
  }
}

export const ACCOUNTS_ELEMENTS = {
  'os-accounts-grid': OsAccountsGrid,
  'os-bulk-work': OsBulkWork,
  'os-page-help': OsPageHelp,
  'os-practice-accounts': OsPracticeAccounts,
  'os-section-help': OsSectionHelp,
} as const;

declare global {
  interface HTMLElementTagNameMap {
    'os-practice-accounts': OsPracticeAccounts;
  }
}
