import { html, type TemplateResult } from 'lit';
import { words } from '../../services/words/words.ts';
import { field } from '../base/field.ts';
import { addressInput, numberInput, tickInput, type Input } from './inputs.ts';

/** One of the settings that the host holds, as it stands on the page. */
export interface HostField extends Omit<Input, 'id'> {
  readonly error: string | undefined;
}

/** Whether the tab is there at all. */
export function activation(input: HostField): TemplateResult {
  const { activation, activate, activateMeans } = words('settings').practice;
  const label = html`<strong>${activate}</strong>`;
  return html`<section class="card" aria-label=${activation}>
    <div class="body">
      ${tickInput({ ...input, id: 'activated' }, { label, hint: activateMeans })}
    </div>
  </section>`;
}

export function pollInterval(input: HostField): TemplateResult {
  const id = 'pollIntervalSeconds';
  return field(
    { id, ...words('settings').practice.pollIntervalSeconds, error: input.error },
    (binding) => numberInput({ ...input, id }, binding),
  );
}

export function siteUrl(input: HostField): TemplateResult {
  const id = 'siteUrl';
  const { siteUrl: said, count } = words('settings').practice;
  const limited = { of: id, text: String(input.typed), say: count } as const;
  return field(
    { id, ...said, error: input.error, ...(input.mayChange && { limited }) },
    (binding) => addressInput({ ...input, id }, binding),
  );
}
