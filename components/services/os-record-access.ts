import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { concernText } from '../../services/application/services/record-access-form.ts';
import type {
  AccessReview,
  OnlineServices,
  ReadyTabView,
  ServiceView,
} from '../../services/application/views.ts';
import { words } from '../../services/words/words.ts';
import type { Announcer } from '../base/announcer.ts';
import type { DialogCloseEvent } from '../base/dialog-element.ts';
import { CONNECTED, handing } from '../base/handing.ts';
import type { DecidedAccess } from './os-record-access-dialog.ts';
import type { DraftRow } from './services-draft.ts';

type Change = Partial<Pick<DraftRow, 'enabled' | 'decision'>>;

/**
 * What was decided about a view of the record, in the service's own row, and what has come up since; asks for the decision when it
 * is ticked. Loads with the dialogs. It renders in the section, not in a shadow of its own, as a part of the row.
 *
 * @fires CONNECTED - `os-connected`: when it has been connected, so that its section hands it its services.
 */
export class OsRecordAccess extends LitElement {
  @property({ attribute: false }) view: ReadyTabView | undefined;
  @property({ attribute: false }) row: DraftRow | undefined;
  @property({ attribute: false }) announcer: Announcer | undefined;
  /** Level of the heading of the dialog that it opens. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 3;
  /** Views that have been ticked, this one first, and nobody has decided: they are asked about together. */
  @property({ attribute: false }) asked: readonly DraftRow[] = [];
  /** Called with what became of each. */
  @property({ attribute: false }) decided: (row: ServiceView, change: Change) => void = () =>
    undefined;

  /** What speaks for care of a patient who sees their record already. */
  @state() private review: AccessReview | undefined;
  #services: OnlineServices | undefined;
  #isAsked = false;
  readonly #hand = handing(() => this.#services, 'os-record-access-dialog');

  /** Given once, and read by nobody. */
  set services(services: OnlineServices | undefined) {
    this.#services ??= services;
  }

  protected override createRenderRoot(): this {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    /** Once it is on the page: whoever made it hands its services on. */
    this.dispatchEvent(new Event(CONNECTED));
  }

  protected override willUpdate(_changed: PropertyValues): void {
    const mayLook = this.view?.can.reviewRecordAccess?.allowed === true;
    if (mayLook && this.#isGranted && !this.#isAsked) void this.#look();
  }

  get #isGranted(): boolean {
    const { view, row } = this;
    return view?.account !== undefined && row?.enabled === true && !row.edited;
  }

  /** Once for each opening: an entry that came after access was given ends nothing by itself, so staff are told. */
  async #look(): Promise<void> {
    const { view, row } = this;
    const services = this.#services;
    if (services === undefined || view === undefined || row === undefined) return;
    if (row.name !== 'summary-data' && row.name !== 'detailed-coded-record') return;
    this.#isAsked = true;
    const patientRef = view.patient.ref;
    const reviewed = await services.reviewRecordAccess({ patientRef, service: row.name });
    if (this.view?.patient.ref === patientRef && reviewed.ok) this.review = reviewed.value;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { view, row } = this;
    if (view === undefined || row === undefined) return nothing;
    const text = words('dialogs').recordAccess;
    return html`${this.#renderDecision(row)}
    ${this.#news.map((said) => html`<span class="elsewhere">${said}</span>`)}
    ${
      row.name === 'detailed-coded-record' && row.enabled
        ? html`<span class="note">${text.levels(row.offeredByPractice, this.#isMet(row))}</span>`
        : nothing
    }
    ${this.asked.length === 0 ? nothing : this.#renderDialog(view, this.asked)}`;
  }

  #isMet({ access, decision }: DraftRow): boolean {
    return decision !== undefined || access?.outcome === 'granted';
  }

  #renderDecision({ access, decision, enabled }: DraftRow): TemplateResult | typeof nothing {
    const text = words('dialogs').recordAccess;
    if (decision !== undefined) {
      return html`<span class="note">${enabled ? text.givenUnsaved : text.notNowUnsaved}</span>`;
    }
    if (access === undefined) {
      return this.#isGranted ? html`<span class="note">${text.unrecorded}</span>` : nothing;
    }
    return html`<span class="note">${text.decided(access)}</span>`;
  }

  /** Only what the record itself asks for: the rest was known when it was decided. */
  get #news(): readonly string[] {
    if (!this.#isGranted || this.review === undefined) return [];
    const { news } = words('dialogs').recordAccess;
    return this.review.concerns.flatMap((concern) =>
      concern.code === 'enhanced-review-indicated' || concern.code === 'record-access-declined'
        ? [news(concernText(concern).says)]
        : [],
    );
  }

  #renderDialog(view: ReadyTabView, asked: readonly DraftRow[]): TemplateResult {
    return html`<os-record-access-dialog
      .asked=${asked}
      .staffChoices=${view.staffChoices}
      .staffId=${view.staff.id}
      .patient=${view.patient}
      .announcer=${this.announcer}
      .headingLevel=${this.headingLevel}
      @os-connected=${this.#hand}
      @os-close=${({ outcome }: DialogCloseEvent<DecidedAccess>) => {
        for (const { name } of asked) {
          const record = view.services.find((each) => each.name === name);
          if (record !== undefined) this.decided(record, outcome?.get(name) ?? { enabled: false });
        }
      }}
    ></os-record-access-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'os-record-access': OsRecordAccess;
  }
}
