import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import {
  charactersLeft,
  TEXT_LIMITS,
  type LimitedText,
} from '../../services/application/text/text-form.ts';
import { wordsIfThere } from '../../services/words/words.ts';
import type { CountWords } from './field.ts';

/** A person who is still typing is not interrupted: it is said once they have stopped for so long. */
const PAUSE_MS = 1000;

/**
 * How many characters still fit into a field, or are too many: at once for the eye, and for a screen reader once who
 * types there has paused. The field's own description is the limit alone, as a text that changes with each key would be
 * read with each key. Nothing is cut off: what is too long is refused when it is to be saved.
 *
 * It renders beside the field, not in a shadow of its own: a field can only be described by what is in its own root.
 */
export class OsCharacterCount extends LitElement {
  /** Which limit. */
  @property() of: LimitedText | undefined;
  /** The field's id. */
  @property() for = '';
  /** What is in the field. */
  @property({ attribute: false }) text = '';
  /** Only the limit is told, and what is too many: nothing was typed in the field yet. */
  @property({ type: Boolean }) quiet = false;
  /** The words for it; those of dialogs, where there are no others. */
  @property({ attribute: false }) say: CountWords | undefined;

  @state() private told = '';
  #pause: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#pause);
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('text') || this.of === undefined) return;
    // Nobody has typed yet when it first appears.
    if (changed.get('text') === undefined) return;
    clearTimeout(this.#pause);
    if (!this.#isTypedIn) {
      this.told = '';
      return;
    }
    this.#pause = setTimeout(() => {
      this.told = this.#count();
    }, PAUSE_MS);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { of } = this;
    const say = this.#words;
    if (of === undefined || say === undefined) return nothing;
    const isOver = charactersLeft(of, this.text) < 0;
    const kind = isOver ? 'error' : 'hint';
    return html`<span class="visually-hidden" id="${this.for}-limit"
        >${say.limit(TEXT_LIMITS[of])}</span
      >
      <span class="${kind} count" aria-hidden="true"
        >${this.quiet && !isOver ? nothing : this.#count()}</span
      >
      <span class="visually-hidden" role="status">${this.told}</span>`;
  }

  /** Somebody is in the field. What changes otherwise came from elsewhere, was given up or brought back. */
  get #isTypedIn(): boolean {
    const { activeElement } = this.getRootNode() as ShadowRoot | Document;
    return activeElement !== null && activeElement.id === this.for;
  }

  get #words(): CountWords | undefined {
    return this.say ?? wordsIfThere('dialogs')?.dialog.count;
  }

  #count(): string {
    const { of } = this;
    const say = this.#words;
    if (of === undefined || say === undefined) return '';
    const left = charactersLeft(of, this.text);
    return left < 0 ? say.over(-left) : say.left(left);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'os-character-count': OsCharacterCount;
  }
}
