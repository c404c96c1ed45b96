import { html, nothing, type TemplateResult } from 'lit';
import type { ServerView } from '../../services/application/views.ts';
import { words } from '../../services/words/words.ts';
import { message } from '../base/tone.ts';

interface Reading {
  /** Why it could not be noted that they have been read. */
  readonly failure: string | undefined;
  readonly isBusy: boolean;
  readonly acknowledge: () => void;
}

/** What the shared record's server does not do, to be read once. */
export function serverFindings(
  { software, findings, isGrave }: ServerView,
  { failure, isBusy, acknowledge }: Reading,
): TemplateResult {
  const text = words('settings').server;
  return html`<div class="body" id="server">
    ${message(isGrave ? 'bad' : 'warning', (isGrave ? text.grave : text.lesser)(software))}
    <ul>
      ${findings.map((finding) => html`<li>${text.finding(finding)}</li>`)}
    </ul>
    <p class="hint">${text.whom}</p>
    ${failure === undefined ? nothing : html`<div role="alert">${message('bad', failure)}</div>`}
    <button
      type="button"
      id="acknowledge-server"
      aria-disabled=${isBusy ? 'true' : 'false'}
      @click=${acknowledge}
    >
      ${text.acknowledge}
    </button>
  </div>`;
}
