import { html, nothing, type TemplateResult } from 'lit';
import { GIVE_BACK_CODES } from '../../../services/application/split/split-form.ts';
import type { ArrivalCandidate, ArrivalView } from '../../../services/application/views.ts';
import { words } from '../../../services/words/words.ts';
import { choiceField, choicesOf } from '../../base/choice-field.ts';
import { commandButton } from '../../base/command-button.ts';
import type { CommandRunner } from '../../base/command-runner.ts';
import { message, pill } from '../../base/tone.ts';

/** What is done about a transfer that was not matched by itself. */
export interface ArrivalActs {
  readonly commands: CommandRunner;
  readonly headingLevel: number;
  readonly match: (arrival: ArrivalView, candidate: ArrivalCandidate) => void;
  readonly giveBack: (arrival: ArrivalView) => void;
  /** The reason chosen so far, and what is wrong with it. */
  readonly reasonOf: (id: string) => string;
  readonly errorOf: (id: string) => string | undefined;
  readonly chooseReason: (id: string, reason: string) => void;
}

/** A transfer beside the patients here who may be meant. */
export function arrivalCard(arrival: ArrivalView, acts: ArrivalActs): TemplateResult {
  const { page, dates } = words('split');
  const { id, name, from, at, because, candidates } = arrival;
  return html`<article class="card" aria-labelledby="arrival-${id}">
    <header>
      <div id="arrival-${id}" role="heading" aria-level=${acts.headingLevel}>${name}</div>
      <span class="quiet">${page.fromPractice(from, dates.instant(at))}</span>
    </header>
    <div class="body">
      ${message('neutral', because)}
      ${
        candidates.length === 0
          ? html`<dl>
                ${arrival.given.map(
                  ({ label, text }) =>
                    html`<dt>${label}</dt>
                      <dd>${text}</dd>`,
                )}
              </dl>
              <p class="quiet">${page.noCandidate}</p>`
          : candidates.map((candidate) => candidatePart(arrival, candidate, acts))
      }
      ${givingBack(arrival, acts)}
    </div>
  </article>`;
}

function candidatePart(
  arrival: ArrivalView,
  candidate: ArrivalCandidate,
  { commands, match }: ArrivalActs,
): TemplateResult {
  const { page } = words('split');
  const { name, patientRef, refused } = candidate;
  return html`<div class="candidate">
    <table class="stacks">
      <caption>
        ${page.recordOf(name)}
      </caption>
      <thead>
        <tr>
          <th scope="col">${page.detail}</th>
          <th scope="col">${page.given}</th>
          <th scope="col">${page.held}</th>
          <th scope="col">${page.compared}</th>
        </tr>
      </thead>
      <tbody>
        ${candidate.rows.map(
          ({ label, given, held, isSame }) =>
            html`<tr class=${isSame ? nothing : 'differs'}>
              <th scope="row">${label}</th>
              <td><span class="cell-label" aria-hidden="true">${page.given}</span>${given}</td>
              <td><span class="cell-label" aria-hidden="true">${page.held}</span>${held}</td>
              <td>${isSame ? pill('good', page.same) : pill('warning', page.differs)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${commandButton({
      name: `match-${arrival.id}-${patientRef}`,
      label: page.match,
      fullLabel: page.of(name, page.match),
      working: page.matching,
      commands,
      ...(refused !== undefined && { allowed: { allowed: false, reason: refused } as const }),
      run: () => {
        match(arrival, candidate);
      },
    })}
  </div>`;
}

function givingBack(
  arrival: ArrivalView,
  { commands, giveBack, reasonOf, errorOf, chooseReason }: ArrivalActs,
): TemplateResult {
  const { page } = words('split');
  const { id, name } = arrival;
  return html`<details>
    <summary>${page.giveBack}…</summary>
    <div class="step">
      ${choiceField(
        {
          id: `because-${id}`,
          label: page.giveBackWhy,
          choose: page.giveBackChoose,
          error: errorOf(id),
        },
        choicesOf(GIVE_BACK_CODES, page.giveBackReasons),
        reasonOf(id),
        (reason) => {
          chooseReason(id, reason);
        },
      )}
      ${commandButton({
        name: `give-back-${id}`,
        label: page.giveBack,
        fullLabel: page.of(name, page.giveBack),
        kind: 'danger',
        commands,
        run: () => {
          giveBack(arrival);
        },
      })}
    </div>
  </details>`;
}
