import { html, nothing, type TemplateResult } from 'lit';
import type { GroupView } from '../../../services/application/views.ts';
import { words } from '../../../services/words/words.ts';

type Names = ReadonlyMap<string, string> | 'asking' | undefined;

/** Groups of people with the same said of them, each with a list of who they are for whoever looks. */
export class GroupList {
  #names = new Map<GroupView, Names>();
  readonly #ask: (refs: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly #changed: () => void;

  constructor(
    ask: (refs: readonly string[]) => Promise<ReadonlyMap<string, string>>,
    changed: () => void,
  ) {
    this.#ask = ask;
    this.#changed = changed;
  }

  forget(): void {
    this.#names = new Map();
  }

  /** `by`: what the names are kept by, where the group is made anew each time. */
  readonly render = (groups: readonly GroupView[], by?: GroupView): TemplateResult => {
    const text = words('jobs').dialog;
    return html`<ul class="groups">
      ${groups.map(
        (group) =>
          html`<li>
            <details
              @toggle=${(event: Event) => {
                if ((event.target as HTMLDetailsElement).open) void this.#askFor(by ?? group);
              }}
            >
              <summary>${text.group(group.label, group.count)}</summary>
              ${people(group, this.#names.get(by ?? group))}
            </details>
          </li>`,
      )}
    </ul>`;
  };

  async #askFor(group: GroupView): Promise<void> {
    const names = this.#names;
    if (names.has(group)) return;
    names.set(group, 'asking');
    this.#changed();
    names.set(group, await this.#ask(group.first));
    this.#changed();
  }
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
