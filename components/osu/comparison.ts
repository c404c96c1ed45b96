import { css, html, nothing, type TemplateResult } from 'lit';
import type { CandidateView } from '../../services/application/views.ts';
import { words } from '../../services/words/words.ts';
import { pill } from '../base/tone.ts';

/** What was typed beside what the record has; a difference is told by a word and an icon as well as by its colour. */
export function comparison({ name, rows }: CandidateView): TemplateResult {
  const text = words('applications').applications;
  return html`<table class="stacks">
    <caption>
      ${text.recordOf(name)}
    </caption>
    <thead>
      <tr>
        <th scope="col">${text.detail}</th>
        <th scope="col">${text.typed}</th>
        <th scope="col">${text.held}</th>
        <th scope="col">${text.compared}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ label, typed, held, isSame }) =>
          html`<tr class=${isSame === false ? 'differs' : nothing}>
            <th scope="row">${label}</th>
            <td><span class="cell-label" aria-hidden="true">${text.typed}</span>${typed}</td>
            <td><span class="cell-label" aria-hidden="true">${text.held}</span>${held}</td>
            <td>
              ${
                isSame === undefined
                  ? nothing
                  : isSame
                    ? pill('good', text.same)
                    : pill('warning', text.differs)
              }
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

export const comparisonStyles = css`
  .shelter {
    container-type: inline-size;
  }
  .page {
    grid-template-columns: minmax(0, 1fr);
    max-width: 860px;
  }
  .candidate {
    display: grid;
    gap: 6px;
    justify-items: start;
  }
  .candidate + .candidate {
    padding-block-start: 12px;
    border-block-start: 1px solid var(--_line);
  }
  .candidate > table {
    justify-self: stretch;
  }
  caption {
    padding-block-end: 4px;
    font-weight: 600;
    text-align: start;
  }
  .differs td {
    font-weight: 600;
  }
  dl {
    display: grid;
    grid-template-columns: minmax(84px, auto) minmax(0, 1fr);
    gap: 4px 12px;
    margin: 0;
  }
  dt {
    color: var(--_muted);
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  @container (max-width: 540px) {
    .page {
      padding: 8px;
    }
  }
`;
