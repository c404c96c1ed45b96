import { html, nothing, type TemplateResult } from 'lit';
import type { UnsentWorkView } from '../../services/application/views.ts';
import { pill, type IconName, type Tone } from '../base/tone.ts';
import { words } from '../../services/words/words.ts';

/** What a person can do about a piece of unsent work. */
export type WorkActions = 'retry' | 'discard' | 'ours' | 'theirs' | 'acknowledge';

interface Look {
  readonly tone: Tone;
  readonly picture: IconName;
  readonly actions: readonly WorkActions[];
}

const LOOK: Readonly<Record<UnsentWorkView['state'], Look>> = {
  waiting: { tone: 'neutral', picture: 'waiting', actions: [] },
  parked: { tone: 'bad', picture: 'bad', actions: ['retry', 'discard'] },
  conflict: {
    tone: 'warning',
    picture: 'warning',
    actions: ['ours', 'theirs'],
  },
  superseded: {
    tone: 'warning',
    picture: 'warning',
    actions: ['acknowledge'],
  },
};

/** One piece of work that is not on the shared record: what, who, when, what is the matter, what can be done. */
export function unsentWork(
  work: UnsentWorkView,
  renderActions: (actions: readonly WorkActions[]) => unknown,
): TemplateResult {
  const text = words('workList');
  const { tone, picture } = LOOK[work.state];
  const possible: readonly WorkActions[] = work.waitsForAuthor
    ? ['discard']
    : LOOK[work.state].actions;
  const actions = possible.filter((action) => action !== 'discard' || work.stays !== true);
  return html`<li class="entry">
    <div class="what">
      <strong>${work.description}</strong> ${pill(tone, text.states[work.state], picture)}
      <span class="hint">${text.doneBy(work)}</span>
    </div>
    <p>${work.explanation}</p>
    ${work.differences === undefined ? nothing : renderDifferences(work.differences)}
    ${actions.length === 0 ? nothing : html`<div class="actions">${renderActions(actions)}</div>`}
  </li>`;
}

function renderDifferences(
  differences: NonNullable<UnsentWorkView['differences']>,
): TemplateResult {
  const { differs, ours: our, theirs: their } = words('workList');
  return html`<table class="stacks differences">
    <thead>
      <tr>
        <th scope="col"><span class="visually-hidden">${differs}</span></th>
        <th scope="col">${our.column}</th>
        <th scope="col">${their.column}</th>
      </tr>
    </thead>
    <tbody>
      ${differences.map(
        ({ label, ours, theirs }) =>
          html`<tr>
            <th scope="row">${label}</th>
            <td><span class="cell-label" aria-hidden="true">${our.cell}</span>${ours}</td>
            <td><span class="cell-label" aria-hidden="true">${their.cell}</span>${theirs}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
