import { html, nothing, type TemplateResult } from 'lit';
import type { UnsentWorkView } from '../../services/application/views.ts';
import { instantText } from '../base/dates.ts';
import { pill, type IconName, type Tone } from '../base/tone.ts';

/** What a person can do about a piece of unsent work. */
export type WorkActions = 'retry' | 'discard' | 'ours' | 'theirs' | 'acknowledge';

interface Look {
  readonly tone: Tone;
  readonly words: string;
  readonly picture: IconName;
  readonly actions: readonly WorkActions[];
}

const LOOK: Readonly<Record<UnsentWorkView['state'], Look>> = {
  waiting: { tone: 'neutral', words: 'Waiting', picture: 'waiting', actions: [] },
  parked: { tone: 'bad', words: 'Refused', picture: 'bad', actions: ['retry', 'discard'] },
  conflict: {
    tone: 'warning',
    words: 'Changed elsewhere too',
    picture: 'warning',
    actions: ['ours', 'theirs'],
  },
  superseded: {
    tone: 'warning',
    words: 'Made elsewhere first',
    picture: 'warning',
    actions: ['acknowledge'],
  },
};

/** One piece of work that is not on the shared record: what, who, when, what is the matter, what can be done. */
export function unsentWork(
  work: UnsentWorkView,
  renderActions: (actions: readonly WorkActions[]) => unknown,
): TemplateResult {
  const { tone, words, picture } = LOOK[work.state];
  const actions: readonly WorkActions[] = work.waitsForAuthor
    ? ['discard']
    : LOOK[work.state].actions;
  return html`<li class="entry">
    <div class="what">
      <strong>${work.description}</strong> ${pill(tone, words, picture)}
      <span class="hint">${work.authorName}, ${instantText(work.at)}</span>
    </div>
    <p>${work.explanation}</p>
    ${work.differences === undefined ? nothing : renderDifferences(work.differences)}
    ${actions.length === 0 ? nothing : html`<div class="actions">${renderActions(actions)}</div>`}
  </li>`;
}

function renderDifferences(
  differences: NonNullable<UnsentWorkView['differences']>,
): TemplateResult {
  return html`<table class="stacks differences">
    <thead>
      <tr>
        <th scope="col"><span class="visually-hidden">What differs</span></th>
        <th scope="col">Ours (this workstation)</th>
        <th scope="col">Theirs (shared record)</th>
      </tr>
    </thead>
    <tbody>
      ${differences.map(
        ({ label, ours, theirs }) =>
          html`<tr>
            <th scope="row">${label}</th>
            <td><span class="cell-label" aria-hidden="true">Ours</span>${ours}</td>
            <td><span class="cell-label" aria-hidden="true">Theirs</span>${theirs}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
