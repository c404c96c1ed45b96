import { css, html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import type { OnlineServices, ReadyTabView } from '../../services/application/views.ts';
import { allowed, whyNot } from '../base/allowed.ts';
import { commandButton } from '../base/command-button.ts';
import { act, later, renderPart } from '../base/later.ts';
import { SectionElement } from '../base/section-element.ts';
import { icon, message } from '../base/tone.ts';
import type { Contact, Result } from '../view-types.ts';
import type { ContactActs, PickerType } from './contact-acts.ts';
import { visibleText, words } from '../../services/words/words.ts';

/** Contact details: which email address and mobile number messages go to. Picking one makes it the preferred one. */
export class OsContactSection extends SectionElement {
  static override styles = [
    SectionElement.styles,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }
      .pickers {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(260px, 100%), 1fr));
        gap: 12px 24px;
      }
      .below {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 12px;
        align-items: center;
        justify-content: space-between;
      }
      .state {
        display: flex;
        gap: 6px;
        align-items: center;
      }
      .state.ok {
        color: var(--_good);
      }
      .state.attention {
        color: var(--_warning);
      }
    `,
  ];

  /** Chosen with the arrow keys, where every step changes the list, and not settled yet. */
  @state() private browsed: { readonly type: PickerType; readonly id: string } | undefined;
  #services: OnlineServices | undefined;
  #byKeyboard = false;
  /** What is done when somebody acts. */
  readonly #acts = later(this, async () => {
    const { loadContactActs } = await import('../tab/dialog-elements.ts');
    return loadContactActs(this, () => this.#services);
  });
  /** Shows what the patient changed at the website. */
  readonly #offered = later(this, async () => {
    const { loadOfferedPart } = await import('./offered-part.ts');
    return loadOfferedPart();
  });

  /** Given once, and read by nobody. */
  set services(services: OnlineServices | undefined) {
    this.#services ??= services;
  }

  protected override renderReady(view: ReadyTabView): TemplateResult {
    return html`<section class="card" aria-labelledby="heading">
      <header>${this.heading(words('tab').contacts.heading, 'contacts')}</header>
      <div class="body">
        <div class="pickers">
          ${this.#renderPicker(view, 'email')} ${this.#renderPicker(view, 'mobile')}
        </div>
        ${whyNot(allowed(view, 'saveContact'))} ${this.renderFailure()} ${sharedAdvice(view)}
        ${this.#renderOffered(view)}
      </div>
      ${this.#acts.part?.renderDialog(view)}
    </section>`;
  }

  #renderPicker(view: ReadyTabView, type: PickerType): TemplateResult {
    const text = words('tab').contacts;
    const choices = view.contacts.filter((contact) => contact.type === type);
    const shownId =
      this.browsed?.type === type
        ? this.browsed.id
        : choices.find((contact) => contact.preferred)?.id;
    const shown = choices.find(({ id }) => id === shownId);
    return html`<div class="field">
      <label for=${type}>${text[type].label}</label>
      <select
        id=${type}
        aria-describedby="${type}-state"
        ?disabled=${!allowed(view, 'saveContact').allowed}
        @keydown=${this.#onKeydown}
        @pointerdown=${this.#onPointer}
        @keyup=${(event: KeyboardEvent) => {
          if (event.key === 'Enter') void this.#settle(view, type);
        }}
        @blur=${() => {
          void this.#settle(view, type);
        }}
        @change=${(event: Event & { readonly target: HTMLSelectElement }) => {
          this.browsed = { type, id: event.target.value };
          if (!this.#byKeyboard) void this.#settle(view, type);
        }}
      >
        ${shown === undefined ? noneOption(type, choices.length) : nothing}
        ${choices.map(
          (contact) =>
            html`<option value=${contact.id ?? ''} .selected=${contact.id === shown?.id}>
              ${text.option({ ...contact, value: visibleText(contact.value) })}
            </option>`,
        )}
      </select>
      <div class="below">
        ${contactState(type, shown, choices.length)}
        ${allowed(view, 'saveContact').allowed ? this.#renderButtons(type, shown) : nothing}
      </div>
    </div>`;
  }

  #renderButtons(type: PickerType, shown: Contact | undefined): TemplateResult {
    const text = words('tab').contacts;
    const button = (
      name: 'add' | 'edit' | 'verify',
      open: (acts: ContactActs) => Promise<Result<false>>,
    ): unknown =>
      commandButton({
        name: `${name}-${type}`,
        label: text[name],
        fullLabel: text[type][name],
        kind: 'link',
        commands: this.commands,
        run: () => {
          void act(this, `${name}-${type}`, this.#acts, open);
        },
      });
    return html`<div class="actions">
      ${shown?.verified === false ? button('verify', (acts) => acts.verify(shown)) : nothing}
      ${shown === undefined ? nothing : button('edit', (acts) => acts.edit(shown))}
      ${button('add', (acts) => acts.edit(type))}
    </div>`;
  }

  #renderOffered(view: ReadyTabView): unknown {
    const { offeredContacts: offers } = view;
    if (offers === undefined) return nothing;
    const { commands, headingLevel } = this;
    return renderPart(
      this,
      this.#offered,
      (render) =>
        render(view, offers, {
          commands,
          headingLevel,
          question: this.#acts.part?.question(),
          decide: (name, ...decided) => {
            void act(this, name, this.#acts, (acts) => acts.decide(...decided));
          },
        }),
      words('tab').tab.notShown.offered,
    );
  }

  #onKeydown(event: KeyboardEvent): void {
    this.#byKeyboard = true;
    if (event.key === 'Escape') this.browsed = undefined;
  }

  #onPointer(): void {
    this.#byKeyboard = false;
  }

  /** Makes the shown contact the preferred one, unless it is already. */
  async #settle(view: ReadyTabView, type: PickerType): Promise<void> {
    const { browsed } = this;
    if (browsed?.type !== type) return;
    const settled = await act(this, 'prefer', this.#acts, (acts) => acts.prefer(view, browsed.id));
    if (settled !== undefined) this.browsed = undefined;
  }
}

function noneOption(type: PickerType, choices: number): TemplateResult {
  const text = words('tab').contacts;
  return html`<option value="" .selected=${true}>
    ${choices === 0 ? text[type].noneRecorded : text.choose}
  </option>`;
}

function contactState(
  type: PickerType,
  contact: Contact | undefined,
  choices: number,
): TemplateResult {
  const text = words('tab').contacts;
  const id = `${type}-state`;
  if (contact === undefined) {
    // That none is recorded the picker says itself.
    const said = choices === 0 ? nothing : text[type].nonePreferred;
    return html`<span class="state hint" id=${id}>${said}</span>`;
  }
  if (!contact.verified) {
    return html`<span class="state hint attention" id=${id}>
      ${icon('warning')}${text.unverified}
    </span>`;
  }
  const said = contact.preferred ? text.verified : text.notPreferred;
  return html`<span class="state hint ok" id=${id}>${icon('good')}${said}</span>`;
}

function sharedAdvice({ emailSharedBy }: ReadyTabView): TemplateResult | typeof nothing {
  return emailSharedBy === undefined || emailSharedBy === 0
    ? nothing
    : message('warning', words('tab').contacts.emailSharedBy(emailSharedBy));
}
