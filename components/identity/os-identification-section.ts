import { css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type {
  Allowed,
  IdentityCheckView,
  OnlineServices,
  ReadyTabView,
} from '../../services/application/views.ts';
import { allowed, whyNot } from '../base/allowed.ts';
import { commandButton } from '../base/command-button.ts';
import { act, later } from '../base/later.ts';
import { SectionElement } from '../base/section-element.ts';
import { pill } from '../base/tone.ts';
import { words } from '../../services/words/words.ts';

/** Identification: how and by whom the patient's identity was checked. Entries are added and struck, never changed. */
export class OsIdentificationSection extends SectionElement {
  static override styles = [
    SectionElement.styles,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }
      .struck .fact {
        text-decoration: line-through;
        color: var(--_muted);
      }
      .note {
        display: block;
        color: var(--_muted);
        font-size: 0.93em;
      }
      td:last-child {
        padding-inline-end: 0;
      }
      .date {
        white-space: nowrap;
        font-weight: 400;
      }
      @container (min-width: 541px) {
        td.act {
          width: 1%;
          text-align: end;
          white-space: nowrap;
        }
      }
    `,
  ];

  /** Called when a check was recorded and the account is to be created next. */
  @property({ attribute: false }) onCreate: (patientRef: string) => void = () => undefined;

  #services: OnlineServices | undefined;
  /** What is done when somebody acts. */
  readonly #acts = later(this, async () => {
    const { loadIdentificationActs } = await import('../tab/dialog-elements.ts');
    return loadIdentificationActs(this, () => this.#services);
  });

  /** Given once, and read by nobody. */
  set services(services: OnlineServices | undefined) {
    this.#services ??= services;
  }

  protected override renderReady(view: ReadyTabView): TemplateResult {
    const text = words('tab').identity;
    return html`<section class="card" aria-labelledby="heading">
      <header>
        ${this.heading(text.heading, 'identification')}
        <div class="actions">
          ${commandButton({
            name: 'add',
            label: text.add,
            fullLabel: text.addIdentification,
            commands: this.commands,
            allowed: allowed(view, 'recordIdentityCheck'),
            reasonId: 'refused',
            run: () => {
              void act(this, 'add', this.#acts, (acts) => acts.add());
            },
          })}
        </div>
      </header>
      <div class="body">
        ${whyNot(allowed(view, 'recordIdentityCheck'))} ${this.renderFailure()}
        ${renderChecks(view, (check) => this.#renderStrike(view, check))}
        ${renderMissing(allowed(view, 'recordIdentityCheck'))}
      </div>
      ${this.#acts.part?.renderDialog(view)}
    </section>`;
  }

  #renderStrike(view: ReadyTabView, check: IdentityCheckView): TemplateResult | typeof nothing {
    const { allowed: may } = allowed(view, 'markIdentityCheckEnteredInError');
    if (check.enteredInError !== undefined || !may) return nothing;
    const text = words('tab').identity;
    const name = `strike-${check.id}`;
    return html`${commandButton({
      name,
      label: text.strike,
      fullLabel: text.strikeThis({ method: check.methodLabel, date: check.date }),
      kind: 'link',
      commands: this.commands,
      run: () => {
        void act(this, name, this.#acts, (acts) => acts.strike(check));
      },
    })}`;
  }
}

function renderMissing({ note }: Allowed): TemplateResult | typeof nothing {
  return note === undefined ? nothing : html`<p class="reason" id="missing">${note}</p>`;
}

function renderChecks(
  { identityChecks }: ReadyTabView,
  action: (check: IdentityCheckView) => TemplateResult | typeof nothing,
): TemplateResult {
  const text = words('tab').identity;
  if (identityChecks.length === 0) return html`<p class="quiet">${text.none}</p>`;
  return html`<table class="stacks" aria-labelledby="heading">
    <thead>
      <tr>
        <th scope="col">${text.date}</th>
        <th scope="col">${text.type}</th>
        <th scope="col">${text.staff}</th>
        <th scope="col">${text.freetext}</th>
        <th scope="col"><span class="visually-hidden">${text.action}</span></th>
      </tr>
    </thead>
    <tbody>
      ${identityChecks.map((check) => renderCheck(check, action(check)))}
    </tbody>
  </table>`;
}

function renderCheck(check: IdentityCheckView, action: unknown): TemplateResult {
  const { dates, identity: text } = words('tab');
  const error = check.enteredInError;
  return html`<tr class=${error === undefined ? nothing : 'struck'}>
    <td class="date"><span class="fact">${dates.date(check.date)}</span></td>
    <td>
      <span class="fact">${check.methodLabel}</span>
      ${check.unsent ? pill('warning', text.notSent, 'waiting') : nothing}
      ${
        error === undefined
          ? nothing
          : html`<span class="note"
              ><strong>${text.enteredInError}</strong> ${text.enteredInErrorBy(error)}</span
            >`
      }
    </td>
    <td>
      <span class="cell-label" aria-hidden="true">${text.staff}</span>
      <span class="fact">${check.staffName}</span>
      ${
        check.recordedByName === check.staffName
          ? nothing
          : html`<span class="note">${text.recordedBy(check.recordedByName)}</span>`
      }
    </td>
    <td>
      ${
        check.freetext === ''
          ? nothing
          : html`<span class="cell-label" aria-hidden="true">${text.freetext}</span>
              <span class="fact">${check.freetext}</span>`
      }
    </td>
    <td class="act">${action}</td>
  </tr>`;
}
