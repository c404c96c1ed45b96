import { css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type {
  AccountView,
  CommunicationNeeds,
  PatientView,
} from '../../services/application/views.ts';
import { accountPills } from '../account/account-pills.ts';
import { OsElement } from '../base/os-element.ts';
import { message, pill } from '../base/tone.ts';
import { words } from '../../services/words/words.ts';

/** Who this is about, at the top of the tab: the guard against writing to the wrong patient. */
export class OsPatientBanner extends OsElement {
  static override styles = [
    OsElement.styles,
    css`
      :host {
        display: grid;
        gap: 8px;
      }
      .who {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 24px;
        align-items: center;
      }
      .name {
        font-size: 1.3em;
        overflow-wrap: anywhere;
      }
      dl {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 20px;
      }
      dl div {
        display: flex;
        gap: 6px;
      }
      dt {
        color: var(--_muted);
      }
      dd {
        font-weight: 600;
        font-variant-numeric: tabular-nums;
      }
      .pills {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        margin-inline-start: auto;
      }
      @container (max-width: 540px) {
        .pills {
          margin-inline-start: 0;
        }
      }
    `,
  ];

  @property({ attribute: false }) patient: PatientView | undefined;
  @property({ attribute: false }) account: AccountView | undefined;
  /** There is no account here, but there may be one. */
  @property({ attribute: false }) accountMayExist: boolean | undefined;
  /** Why nobody is let in to the account. */
  @property({ attribute: false }) nobodyLetIn: string | undefined;
  /** Level of the heading that is the patient's name. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  protected override render(): TemplateResult | typeof nothing {
    const { patient, account } = this;
    if (patient === undefined) return nothing;
    const { dates, patient: text } = words('tab');
    return html`
      <div class="who">
        <div class="name" role="heading" aria-level=${this.headingLevel}>${patient.name}</div>
        <dl>
          <div>
            <dt>${text.born}</dt>
            <dd>
              ${patient.birthDate === undefined ? text.birthDateUnknown : dates.date(patient.birthDate)}
            </dd>
          </div>
          <div>
            <dt>${patient.patientIdLabel}</dt>
            <dd>${patient.patientId ?? text.noPatientId}</dd>
          </div>
          ${patient.needs === undefined ? nothing : needs(patient.needs)}
        </dl>
        <div class="pills">
          ${patient.restricted === true ? pill('bad', text.restricted, 'lock') : nothing}
          ${accountPills(account, this.accountMayExist)}
        </div>
      </div>
      ${this.nobodyLetIn === undefined ? nothing : message('bad', this.nobodyLetIn)}
      ${patient.ineligible === undefined || this.nobodyLetIn !== undefined ? nothing : message('warning', patient.ineligible)}
    `;
  }
}

function needs({ language, interpreter, format }: CommunicationNeeds): TemplateResult {
  const text = words('tab').patient;
  const said = [language, interpreter && text.interpreter, format].filter(
    (need) => need !== undefined,
  );
  return html`<div>
    <dt>${text.needs}</dt>
    <dd>${said.join(', ')}</dd>
  </div>`;
}
