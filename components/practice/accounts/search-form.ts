import { html, nothing, type TemplateResult } from 'lit';
import { words } from '../../../services/words/words.ts';

/** Where somebody is looked for by name, number or Account ID. */
export function searchForm(
  error: string | undefined,
  {
    findsPatients,
    seek,
  }: { readonly findsPatients: boolean; readonly seek: (sought: string) => void },
): TemplateResult {
  const text = words('accounts').search;
  return html`<form
    role="search"
    aria-label=${text.label}
    @submit=${(event: SubmitEvent & { readonly currentTarget: HTMLFormElement }) => {
      event.preventDefault();
      seek(event.currentTarget.querySelector('input')?.value ?? '');
    }}
  >
    <div class="field">
      <label for="search">${text.label}</label>
      <input
        id="search"
        type="search"
        autocomplete="off"
        spellcheck="false"
        aria-invalid=${error === undefined ? nothing : 'true'}
        aria-describedby="search-error search-hint"
      />
      <p class="error" id="search-error" ?hidden=${error === undefined}>${error}</p>
      <p class="hint" id="search-hint">${findsPatients ? text.hint : text.hintAccountId}</p>
    </div>
    <button type="submit" id="find">${text.find}</button>
  </form>`;
}
