import { html, nothing, type TemplateResult } from 'lit';
import type { Allowed, ReadyTabView } from '../../services/application/views.ts';

/** Before commands have loaded nothing is known of them, so nothing of them is shown: a moment, once a page. */
const NOT_KNOWN_YET: Allowed = { allowed: false, reason: '', hidden: true };

/** Whether a command may be carried out on the patient shown, by its name. */
export function allowed({ can }: ReadyTabView, command: keyof ReadyTabView['can']): Allowed {
  return can[command] ?? NOT_KNOWN_YET;
}

/** Why something may not be done here, under the id "refused". */
export function whyNot(allowed: Allowed): TemplateResult | typeof nothing {
  return allowed.allowed || allowed.hidden === true
    ? nothing
    : html`<p class="reason" id="refused">${allowed.reason}</p>`;
}
