import { css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Allowed, ReadyTabView } from '../../services/application/views.ts';
import { OsElement } from '../base/os-element.ts';
import { words, wordsIfThere, type Words } from '../../services/words/words.ts';

/** Print, reprint, new letter or reset: which one comes next, and what each does. Why one is off stands beside its button. */
export class OsNextStep extends OsElement {
  static override styles = [
    OsElement.styles,
    css`
      :host {
        display: block;
      }
      summary {
        cursor: pointer;
        min-height: 24px;
      }
      dl {
        display: grid;
        gap: 2px 0;
        margin: 6px 0 0;
      }
      dt {
        font-weight: 600;
      }
      dd {
        margin: 0 0 6px;
      }
    `,
  ];

  @property({ attribute: false }) view: ReadyTabView | undefined;

  protected override render(): TemplateResult | typeof nothing {
    const { view } = this;
    const text = wordsIfThere('dialogs')?.account.next;
    // Its words come with it; a tab that is only looked at has neither.
    if (view?.account === undefined || text === undefined) return nothing;
    const rows = choices(view, text);
    const next = rows.find(({ offer }) => offer?.allowed === true && offer.recommended === true);
    return html`${next === undefined ? nothing : html`<p>${text.recommended(next.label)}</p>`}
      <details>
        <summary>${text.heading}</summary>
        <dl>
          ${rows.map(
            ({ label, does }) =>
              html`<dt>${label}</dt>
                <dd>${does}</dd>`,
          )}
        </dl>
      </details>`;
  }
}

interface Choice {
  readonly label: string;
  readonly does: string;
  readonly offer: Allowed | undefined;
}

function choices(
  { can, letter }: ReadyTabView,
  next: Words['dialogs']['account']['next'],
): readonly Choice[] {
  const { account, codes, letter: said } = words('tab');
  const isAgain = (letter?.copies ?? 0) > 0;
  const rows = [
    {
      label: isAgain ? said.reprint : said.print,
      does: isAgain ? next.reprint : next.print,
      offer: can.printLetter,
    },
    { label: codes.issue, does: next.newLetter, offer: can.issueNewCodes },
    { label: account.reset, does: next.reset, offer: can.resetAccount },
  ];
  return rows.map(({ label, ...row }) => ({ ...row, label: label.replace('…', '') }));
}
