/** What of a patient's online services goes to the new practice. */
import type { PatientId } from '../patient/patient-identifier.ts';
import type { AccountRecord, CalendarDate, PatientRecords } from '../records.ts';
import type { HandedCheck, TransferContent } from './transfer.ts';

/** Who moves, all of it known. */
export interface KnownPerson {
  readonly number: PatientId;
  readonly birthDate: CalendarDate;
  readonly surname: string;
  readonly name: string;
}

export function handedOver(
  account: AccountRecord,
  { services, identityChecks }: PatientRecords,
  { number, ...person }: KnownPerson,
): TransferContent {
  const { enabled, enabledNotes, disabling, child } = account;
  return {
    person: { ...person, number: { scheme: number.scheme, value: number.value } },
    enabled,
    // A note says why something is off; of what is on, the new practice writes its own.
    ...(!enabled && enabledNotes !== undefined && { enabledNotes }),
    ...(disabling !== undefined && { disabling }),
    services: withoutOtherNotes(services?.services ?? {}),
    ...(child !== undefined && { child }),
    identityChecks: standing(identityChecks),
  };
}

function withoutOtherNotes(services: TransferContent['services']): TransferContent['services'] {
  const kept = Object.entries(services).map(([name, { notes, ...rest }]) => [
    name,
    rest.enabled || notes === undefined ? rest : { ...rest, notes },
  ]);
  return Object.fromEntries(kept) as TransferContent['services'];
}

function standing(checks: PatientRecords['identityChecks']): readonly HandedCheck[] {
  return checks
    .filter(({ enteredInError }) => enteredInError === undefined)
    .map(({ date, method, staff, recordedAt, vouchedAs }) => ({
      date,
      method,
      staff,
      recordedAt,
      ...(vouchedAs !== undefined && { vouchedAs }),
    }))
    .reverse();
}
