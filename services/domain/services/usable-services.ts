import type { Nation } from '../patient/patient-identifier.ts';
import type { ServiceName, ServicesRecord } from '../records.ts';
import type { WantedSwitch } from './disabling.ts';
import { servicesOf } from './service-entitlements.ts';

/** Services a patient can in fact use: ticked, and offered by the practice. */
export function usableServices(
  nation: Nation,
  offered: Readonly<Record<ServiceName, boolean>>,
  record: ServicesRecord | undefined,
): readonly ServiceName[] {
  return servicesOf(nation).filter(
    (name) => offered[name] && record?.services[name]?.enabled === true,
  );
}

/** What is wanted, leaving empty notes and no reason out. */
export function wantedSwitch(enabled: boolean, notes: string, reason = ''): WantedSwitch {
  const trimmed = notes.trim();
  return { enabled, ...(trimmed !== '' && { notes: trimmed }), ...(reason !== '' && { reason }) };
}
