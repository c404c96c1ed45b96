import { html, nothing, type TemplateResult } from 'lit';
import type { WorklistLine } from '../../../services/application/views.ts';
import { words } from '../../../services/words/words.ts';
import { accountPills } from '../../account/account-pills.ts';
import { pill } from '../../base/tone.ts';

/** Columns of the grid, in their order; the first has what tells one row from another. */
export const COLUMNS = [
  'name',
  'born',
  'number',
  'status',
  'codes',
  'created',
  'used',
  'accountId',
] as const;
export type Column = (typeof COLUMNS)[number];

type Content = TemplateResult | string | typeof nothing;

/** What a row is called: by its name, or by what is known here. */
export function nameOf({ patient, account }: WorklistLine): string {
  const text = words('accounts').names;
  if (patient === undefined) return account?.accountId ?? text.asking;
  return patient === 'unknown' ? (account?.accountId ?? text.unknown) : patient.name;
}

/** A cell's content; the name's own is made where it is decided whether it opens anything. */
export function cell(column: Exclude<Column, 'name'>, line: WorklistLine): Content {
  const { list, dates } = words('accounts');
  const { patient, account } = line;
  const known = patient === 'unknown' ? undefined : patient;
  switch (column) {
    case 'born':
      return known?.birthDate === undefined ? nothing : dates.date(known.birthDate);
    case 'number':
      return known?.number ?? nothing;
    case 'status':
      return html`${account === undefined ? list.noAccount : accountPills(account)}
      ${line.unsent === 'attention' ? pill('bad', list.unsent.attention) : nothing}
      ${
        // The account's own pill says so where it is the account that waits.
        line.unsent === 'waiting' && account?.shared !== false
          ? pill('warning', list.unsent.waiting, 'waiting')
          : nothing
      }`;
    case 'codes':
      return codes(line);
    case 'created':
      return line.createdAt === undefined ? nothing : list.day(line.createdAt);
    case 'used':
      return used(line);
    case 'accountId':
      return account?.accountId ?? nothing;
  }
}

/** What to know of the patient beside the name. */
export function besideName({ patient }: WorklistLine): Content {
  const { names } = words('accounts');
  if (patient === undefined) return nothing;
  if (patient === 'unknown') return pill('neutral', names.unknown);
  return html`${patient.restricted ? pill('warning', names.restricted, 'lock') : nothing}
  ${patient.ending === undefined ? nothing : pill('bad', patient.ending)}`;
}

function codes({ codes: waiting }: WorklistLine): Content {
  if (waiting === undefined) return nothing;
  const { list, dates } = words('accounts');
  const day = dates.date(waiting.until);
  const letter = waiting.letterAt === undefined ? list.noLetter : list.letter(waiting.letterAt);
  return html`${waiting.isOver ? list.codesOver(day) : list.codes(day)}<br />${letter}`;
}

function used({ account }: WorklistLine): Content {
  if (account?.lastUsed === undefined) return nothing;
  const { list, dates } = words('accounts');
  const { on } = account.lastUsed;
  return on === undefined ? list.neverUsed : dates.date(on);
}
