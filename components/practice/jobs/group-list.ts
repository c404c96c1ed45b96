import { html, nothing, type TemplateResult } from 'lit';
import type { GroupView } from '../../../services/application/views.ts';
import { words } from '../../../services/words/words.ts';

/** Names that have been asked for, by patient. */
export type Names = ReadonlyMap<string, string> | 'asking' | undefined;

/** People with the same said of them, and a list of them to look at. */
export function groupList(
  groups: readonly GroupView[],
  namesOf: (group: GroupView) => Names,
  ask: (group: GroupView) => void,
): TemplateResult {
  const text = words('jobs').dialog;
  return html`<ul class="groups">
    ${groups.map(
      (group) =>
        html`<li>
          <details
            @toggle=${(event: Event) => {
              if ((event.target as HTMLDetailsElement).open) ask(group);
            }}
          >
            <summary>${text.group(group.label, group.count)}</summary>
            ${people(group, namesOf(group))}
          </details>
        </li>`,
    )}
  </ul>`;
}

function people({ first, count }: GroupView, names: Names): TemplateResult {
  const text = words('jobs').dialog;
  if (names === undefined || names === 'asking') return html`<p class="quiet">${text.asking}</p>`;
  if (names.size === 0) return html`<p class="quiet">${text.nameless}</p>`;
  const more = count - first.length;
  return html`<ul>
      ${first.map((ref) => html`<li>${names.get(ref) ?? words('accounts').names.unknown}</li>`)}
    </ul>
    ${more > 0 ? html`<p class="quiet">${text.more(more)}</p>` : nothing}`;
}
