import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { Allowed } from '../../services/application/views.ts';
import type { CommandRunner } from './command-runner.ts';

/** A button that starts a command, or opens the form of one. */
export interface CommandButton {
  readonly label: string;
  /** Unique in its shadow root; also names the command for {@link CommandRunner}. */
  readonly name: string;
  readonly run: () => void;
  readonly commands: CommandRunner;
  readonly kind?: 'primary' | 'danger' | 'link';
  /** Words while it is working, e.g. "Saving…". */
  readonly working?: string;
  readonly allowed?: Allowed;
  /** Id of the text that says why not, where the caller shows it elsewhere. */
  readonly reasonId?: string;
  /** Says more than the label to those who do not see what is around it, e.g. whose entry. Starts with the label. */
  readonly fullLabel?: string;
  /** Id of a text that says what it is about. */
  readonly describedBy?: string;
}

/**
 * The button. A refused one stays reachable by keyboard, does nothing, and has its reason beside it as text; a hidden
 * one is not rendered.
 */
export function commandButton(options: CommandButton): TemplateResult | typeof nothing {
  const { allowed, name } = options;
  if (allowed !== undefined && !allowed.allowed) {
    if (allowed.hidden === true) return nothing;
    if (options.reasonId !== undefined) return button(options, options.reasonId);
    const id = `${name}-reason`;
    return html`${button(options, id)}<span class="reason" id=${id}>${allowed.reason}</span>`;
  }
  return button(options, undefined);
}

function button(options: CommandButton, reasonId: string | undefined): TemplateResult {
  const { label, name, commands } = options;
  const mine = commands.running === name;
  const disabled = reasonId !== undefined || commands.running !== undefined;
  const slow = mine && commands.slow;
  return html`<button
    type="button"
    id=${name}
    class=${ifDefined(options.kind)}
    aria-disabled=${ifDefined(disabled ? 'true' : undefined)}
    aria-busy=${ifDefined(mine ? 'true' : undefined)}
    aria-describedby=${ifDefined(reasonId ?? options.describedBy)}
    aria-label=${ifDefined(slow ? undefined : options.fullLabel)}
    @click=${() => {
      if (!disabled) options.run();
    }}
  >
    ${slow ? html`<span class="spinner"></span>${options.working ?? label}` : label}
  </button>`;
}
