import { css, html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import type {
  Allowed,
  IdentityCheckView,
  OnlineServices,
  ReadyTabView,
} from '../../services/application/views.ts';
import { allowed } from '../base/allowed.ts';
import { commandButton } from '../base/command-button.ts';
import { dateText, instantText } from '../base/dates.ts';
import type { DialogCloseEvent } from '../base/dialog-element.ts';
import { SectionElement } from '../base/section-element.ts';
import { pill } from '../base/tone.ts';
import type { IdentificationOutcome } from './os-identification-dialog.ts';

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

  @state() private adding = false;
  @state() private striking: IdentityCheckView | undefined;

  protected override renderReady(services: OnlineServices, view: ReadyTabView): TemplateResult {
    return html`<section class="card" aria-labelledby="heading">
      <header>
        ${this.heading('Identification')}
        <div class="actions">
          ${commandButton({
            name: 'add',
            label: 'Add…',
            fullLabel: 'Add… identification',
            commands: this.commands,
            allowed: allowed(view, 'recordIdentityCheck'),
            reasonId: 'refused',
            run: () => {
              this.adding = true;
            },
          })}
        </div>
      </header>
      <div class="body">
        ${renderRefusal(allowed(view, 'recordIdentityCheck'))}
        ${renderChecks(view, (check) => this.#renderStrike(view, check))}
      </div>
      ${this.#renderDialog(services, view)}
    </section>`;
  }

  #renderStrike(view: ReadyTabView, check: IdentityCheckView): TemplateResult | typeof nothing {
    if (
      check.enteredInError !== undefined ||
      !allowed(view, 'markIdentityCheckEnteredInError').allowed
    )
      return nothing;
    return html`${commandButton({
      name: `strike-${check.id}`,
      label: 'Entered in error…',
      fullLabel: `Entered in error… ${check.methodLabel}, ${dateText(check.date)}`,
      kind: 'link',
      commands: this.commands,
      run: () => {
        this.striking = check;
      },
    })}`;
  }

  #renderDialog(services: OnlineServices, view: ReadyTabView): TemplateResult | typeof nothing {
    if (this.adding) {
      return html`<os-identification-dialog
        .services=${services}
        .patient=${view.patient}
        .announcer=${this.announcer}
        .today=${view.today}
        .staffChoices=${view.staffChoices}
        .headingLevel=${this.headingLevel}
        @os-close=${this.#onAdded}
      ></os-identification-dialog>`;
    }
    return this.striking === undefined
      ? nothing
      : html`<os-entered-in-error-dialog
          .services=${services}
          .patient=${view.patient}
          .announcer=${this.announcer}
          .check=${this.striking}
          .headingLevel=${this.headingLevel}
          @os-close=${this.#onStruck}
        ></os-entered-in-error-dialog>`;
  }

  #onAdded(event: DialogCloseEvent<IdentificationOutcome>): void {
    this.adding = false;
    const { outcome } = event;
    if (outcome?.codedEntryFailure !== undefined) {
      this.announcer?.notify({
        tone: 'warning',
        text: `The identification was recorded. The entry “Patient registration data verified” was not added to the record: ${outcome.codedEntryFailure}`,
      });
    } else if (outcome !== undefined) this.announcer?.say('The identification was recorded.');
  }

  #onStruck(event: DialogCloseEvent<true>): void {
    this.striking = undefined;
    if (event.outcome === undefined) return;
    this.announcer?.say('The identification was marked as entered in error.');
    // The button that opened the dialog is gone with the entry's standing.
    void this.focusOn('add');
  }
}

function renderRefusal(allowed: Allowed): TemplateResult | typeof nothing {
  return allowed.allowed || allowed.hidden === true
    ? nothing
    : html`<p class="reason" id="refused">${allowed.reason}</p>`;
}

function renderChecks(
  { identityChecks }: ReadyTabView,
  action: (check: IdentityCheckView) => TemplateResult | typeof nothing,
): TemplateResult {
  if (identityChecks.length === 0) {
    return html`<p class="quiet">
      Nothing recorded yet. An account can be made once it is recorded how the patient’s identity
      was checked.
    </p>`;
  }
  return html`<table class="stacks" aria-labelledby="heading">
    <thead>
      <tr>
        <th scope="col">Date</th>
        <th scope="col">Type</th>
        <th scope="col">Staff</th>
        <th scope="col">Freetext</th>
        <th scope="col"><span class="visually-hidden">Action</span></th>
      </tr>
    </thead>
    <tbody>
      ${identityChecks.map((check) => renderCheck(check, action(check)))}
    </tbody>
  </table>`;
}

function renderCheck(check: IdentityCheckView, action: unknown): TemplateResult {
  const error = check.enteredInError;
  return html`<tr class=${error === undefined ? nothing : 'struck'}>
    <td class="date"><span class="fact">${dateText(check.date)}</span></td>
    <td>
      <span class="fact">${check.methodLabel}</span>
      ${check.unsent ? pill('warning', 'Not sent yet', 'waiting') : nothing}
      ${
        error === undefined
          ? nothing
          : html`<span class="note"
              ><strong>Entered in error</strong> ${instantText(error.at)}, ${error.byName}:
              ${error.reason}</span
            >`
      }
    </td>
    <td>
      <span class="cell-label" aria-hidden="true">Staff</span>
      <span class="fact">${check.staffName}</span>
      ${
        check.recordedByName === check.staffName
          ? nothing
          : html`<span class="note">recorded by ${check.recordedByName}</span>`
      }
    </td>
    <td>
      ${
        check.freetext === ''
          ? nothing
          : html`<span class="cell-label" aria-hidden="true">Freetext</span>
              <span class="fact">${check.freetext}</span>`
      }
    </td>
    <td class="act">${action}</td>
  </tr>`;
}
