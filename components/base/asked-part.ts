import { html, nothing, type TemplateResult } from 'lit';
import type { Failure } from '../view-types.ts';
import { message } from './tone.ts';

/** Inside a dialog: what its command asks before it goes on. It can be given the focus by its id, "question". */
export function askedPart(asked: Failure | undefined): TemplateResult | typeof nothing {
  if (asked === undefined) return nothing;
  return html`<div
    id="question"
    tabindex="-1"
    role="group"
    aria-label=${asked.question?.title ?? ''}
  >
    ${message('warning', asked.message)}
  </div>`;
}
