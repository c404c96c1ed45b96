import type { HumanName } from 'fhir/r4';
import type { CalendarDate } from '../../domain/records.ts';
import { elementsOf, inForce, textOf, textsOf } from './fhir-values.ts';

/** The name in force: the official one, else the usual one, else whichever is neither old nor a maiden name. */
export function currentName(
  names: readonly HumanName[] | undefined,
  today: CalendarDate,
): HumanName | undefined {
  const current = elementsOf(names).filter(({ period }) => inForce(period, today));
  return (
    current.find(({ use }) => use === 'official') ??
    current.find(({ use }) => use === 'usual') ??
    current.find(({ use }) => use !== 'old' && use !== 'maiden')
  );
}

/** For screens: "MORGAN, Siân (Mrs)". */
export function displayName(name: HumanName | undefined): string | undefined {
  if (name === undefined) return undefined;
  const given = textsOf(name.given).join(' ');
  const family = textOf(name.family)?.toLocaleUpperCase('en-GB') ?? '';
  const title = textsOf(name.prefix).join(' ');
  const both = [family, given].filter((part) => part !== '').join(', ');
  if (both === '') return textOf(name.text);
  return title === '' ? both : `${both} (${title})`;
}

/** For a letter: "Mrs Siân Morgan". */
export function letterName(name: HumanName | undefined): string | undefined {
  const parts = [...textsOf(name?.prefix), ...textsOf(name?.given), textOf(name?.family) ?? ''];
  const whole = parts.filter((part) => part !== '').join(' ');
  return whole === '' ? textOf(name?.text) : whole;
}
