import type { Address } from 'fhir/r4';
import type { CalendarDate } from '../../domain/records.ts';
import type { PostalAddress } from '../../ports/practice-host.ts';
import { elementsOf, inForce, textOf, textsOf } from './fhir-values.ts';

/** National records call the address for letters "billing". */
const KINDS = { billing: 'correspondence', temp: 'temporary', home: 'home' } as const;
type Kind = PostalAddress['kind'];
const BY_PREFERENCE: readonly Kind[] = ['correspondence', 'temporary', 'home'];

/**
 * Where a letter goes today: the address the patient gave for letters, else where they stay for now, else home. Never
 * to an old address, to one whose time is over or still to come, or to a place of work.
 */
export function postalAddress(
  addresses: readonly Address[] | undefined,
  today: CalendarDate,
): PostalAddress | undefined {
  const current = elementsOf(addresses).flatMap((address): readonly PostalAddress[] => {
    const kind = kindOf(address);
    const lines = linesOf(address);
    const counts = inForce(address.period, today) && lines.length > 0;
    return kind !== undefined && counts ? [{ kind, lines }] : [];
  });
  return BY_PREFERENCE.flatMap((kind) => current.find((each) => each.kind === kind) ?? [])[0];
}

function kindOf({ use, type }: Address): Kind | undefined {
  if (use === undefined) return type === 'postal' ? 'correspondence' : 'home';
  return (KINDS as Partial<Readonly<Record<string, Kind>>>)[use];
}

function linesOf(address: Address): readonly string[] {
  const parts = [address.city, address.district, address.postalCode];
  const lines = [...textsOf(address.line), ...parts.flatMap((part) => textOf(part) ?? [])];
  return lines.length > 0 ? lines : textsOf(textOf(address.text)?.split('\n'));
}
