/** What somebody chooses before it is looked who would be done. */
import { html, nothing, type TemplateResult } from 'lit';
import {
  BATCH_SIZES,
  LETTER_ORDERS,
  reasonsForMany,
  type BulkDisablingReason,
  type BulkKind,
  type BulkWork,
  type LetterChoices,
} from '../../../services/application/jobs/jobs-form.ts';
import type { ServiceSetView } from '../../../services/application/views.ts';
import { words } from '../../../services/words/words.ts';
import { choiceField, choicesOf } from '../../base/choice-field.ts';

/** How letters are wanted stays as it was chosen last, as long as the page is open. */
export interface Choices extends LetterChoices {
  readonly reason: BulkDisablingReason | undefined;
  readonly sets: readonly ServiceSetView[];
  /** Which of the sets. */
  readonly set: number;
  readonly withoutEmail: boolean;
}

export const FIRST_CHOICES: Choices = {
  reason: undefined,
  size: 25,
  order: 'gp',
  sides: 'one',
  sets: [],
  set: 0,
  withoutEmail: false,
};

/** What is asked for; `undefined` where something has still to be chosen. */
export function workOf(
  kind: BulkKind,
  { reason, size, order, sides, sets, set, withoutEmail }: Choices,
  knowsGps: boolean,
): BulkWork | undefined {
  switch (kind) {
    case 'disable':
      return reason === undefined ? undefined : { kind, reason };
    case 'remind':
      return { kind };
    case 'print':
    case 'reprint':
      return { kind, size, order: knowsGps ? order : 'name', sides };
    case 'create': {
      const services = sets[set]?.services;
      return services === undefined ? undefined : { kind, services, withoutEmail };
    }
  }
}

/** Whether there is anything to choose before it is looked. */
export function hasChoices(kind: BulkKind): boolean {
  return kind !== 'remind';
}

interface Fields {
  readonly knowsGps: boolean;
  readonly reasonError: string | undefined;
  readonly change: (changes: Partial<Choices>) => void;
}

/** The fields for what is about to be done. */
export function choiceFields(
  kind: BulkKind,
  choices: Choices,
  fields: Fields,
): TemplateResult | typeof nothing {
  switch (kind) {
    case 'disable':
      return reasonField(choices, fields);
    case 'print':
    case 'reprint':
      return letterFields(choices, fields);
    case 'create':
      return createFields(choices, fields);
    case 'remind':
      return nothing;
  }
}

function reasonField({ reason }: Choices, { reasonError, change }: Fields): TemplateResult {
  const { why, otherReason, choose } = words('jobs').dialog;
  const reasons = reasonsForMany();
  return choiceField(
    { id: 'reason', label: why, hint: otherReason, choose, error: reasonError },
    reasons.map(({ reason: value, label }) => ({ value, label })),
    reason ?? '',
    (value) => {
      change({ reason: reasons.find((each) => each.reason === value)?.reason });
    },
  );
}

function letterFields(
  { size, order, sides }: Choices,
  { knowsGps, change }: Fields,
): TemplateResult {
  const text = words('jobs').dialog;
  return html`${choiceField(
    { id: 'size', label: text.size },
    choicesOf(BATCH_SIZES.map(String), {}),
    String(size),
    (value) => {
      change({ size: BATCH_SIZES.find((each) => String(each) === value) ?? size });
    },
  )}
  ${
    knowsGps
      ? choiceField(
          { id: 'letter-order', label: text.order },
          choicesOf(LETTER_ORDERS, text.orders),
          order,
          (value) => {
            change({ order: LETTER_ORDERS.find((each) => each === value) ?? order });
          },
        )
      : html`<p class="hint">${text.noGps}</p>`
  }
  ${checkbox('duplex', text.duplex, sides === 'both', (isChecked) => {
    change({ sides: isChecked ? 'both' : 'one' });
  })}`;
}

function createFields({ sets, set, withoutEmail }: Choices, { change }: Fields): TemplateResult {
  const text = words('jobs').dialog;
  const { labels } = words('views').services;
  const services = sets[set]?.services.map((name) => labels[name]).join(', ');
  return html`${choiceField(
      { id: 'services', label: text.services, hint: text.noRecords },
      sets.map(({ label }, index) => ({ value: String(index), label })),
      String(set),
      (value) => {
        change({ set: Number(value) });
      },
    )}
    <p class="quiet" id="chosen-services">${services}</p>
    ${checkbox('without-email', text.withoutEmail, withoutEmail, (isChecked) => {
      change({ withoutEmail: isChecked });
    })}`;
}

function checkbox(
  id: string,
  label: string,
  isChecked: boolean,
  onChange: (isChecked: boolean) => void,
): TemplateResult {
  return html`<label class="check" for=${id}>
    <input
      type="checkbox"
      id=${id}
      .checked=${isChecked}
      @change=${(event: Event & { readonly target: HTMLInputElement }) => {
        onChange(event.target.checked);
      }}
    />
    <span>${label}</span>
  </label>`;
}
