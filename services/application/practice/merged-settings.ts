import { combineLatest, map, type Observable } from 'rxjs';
import { inject, injectable } from 'tsyringe';
import type { HostSettings, PracticeSettings } from '../../domain/practice/practice-settings.ts';
import {
  DEFAULT_SETTINGS,
  type PracticeSettingsRecord,
} from '../../domain/practice/shared-settings.ts';
import {
  HOST_CONFIGURATION,
  type HostConfiguration,
  type SettingsStore,
} from '../../ports/practice-host.ts';
import { SHARED_SETTINGS, type SharedSettingsReader } from '../../ports/shared-settings.ts';

/** The settings that hold: the host's, with those of the shared record on top. */
@injectable()
export class MergedSettings implements SettingsStore {
  readonly settings$: Observable<PracticeSettings>;

  constructor(
    @inject(HOST_CONFIGURATION) host: HostConfiguration,
    @inject(SHARED_SETTINGS) { held$ }: SharedSettingsReader,
  ) {
    this.settings$ = combineLatest([host.settings$, held$]).pipe(
      map(([settings, held]) => merged(settings, held?.record)),
    );
  }
}

/** Where nobody has decided, the host's hold, as before there was anything on the shared record; else the defaults. */
export function merged(
  host: HostSettings,
  record: PracticeSettingsRecord | undefined,
): PracticeSettings {
  const values = record?.values ?? {};
  const services = { ...host.services };
  for (const name of Object.keys(services) as (keyof typeof services)[]) {
    services[name] = values[`services.${name}`] ?? services[name];
  }
  return {
    ...DEFAULT_SETTINGS,
    ...host,
    ...values,
    services,
    ...(record && { shared: record }),
  };
}
