import type { Nation } from '../../domain/patient/patient-identifier.ts';
import type { ServiceName } from '../../domain/records.ts';
import type { ServiceChoice } from '../../domain/services/change-services.ts';
import type { GivenDecision } from '../../domain/services/record-access.ts';
import { servicesOf } from '../../domain/services/service-entitlements.ts';
import { wantedSwitch } from '../../domain/services/usable-services.ts';

/** A tick of the screen. */
export interface ServiceTick {
  readonly name: ServiceName | 'global';
  readonly enabled: boolean;
  readonly notes: string;
  /** Why it is to be off, where it was on. */
  readonly reason?: string;
  /** The record's own tick, as it was shown when this was sent. */
  readonly shownAs?: boolean;
  /** Of a view of the record: who decided that it is to be on, or not yet, and why. */
  readonly decision?: Omit<GivenDecision, 'outcome'>;
}

/** Ticks of the screen as the account keeps them; services the nation does not have are left out. */
export function serviceSet(nation: Nation, ticks: readonly ServiceTick[]): ServiceChoice {
  const global = ticks.find(({ name }) => name === 'global');
  const services = servicesOf(nation).map((name) => {
    const tick = ticks.find((candidate) => candidate.name === name);
    return [name, wantedSwitch(tick?.enabled ?? false, tick?.notes ?? '', tick?.reason)] as const;
  });
  return {
    global: wantedSwitch(global?.enabled ?? true, global?.notes ?? '', global?.reason),
    services: Object.fromEntries(services),
  };
}
