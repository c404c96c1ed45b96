import { inject, injectable } from 'tsyringe';
import { Observable } from 'rxjs';
import type { HostApi } from '../../plugin/host-api.ts';
import type { HostChoices, HostSettings } from '../domain/practice/practice-settings.ts';
import { ServiceName } from '../domain/records.ts';
import { ok, type Result } from '../domain/result.ts';
import type { HostConfiguration } from '../ports/practice-host.ts';
import { asResult, shared } from './from-host.ts';
import { HOST } from './host-token.ts';

const PREFIX = 'onlineServices';

type PlainSetting = Exclude<keyof HostSettings, 'services'>;

/** The practice's settings, as the manifest's configuration names them. */
@injectable()
export class HostSettingsStore implements HostConfiguration {
  readonly settings$: Observable<HostSettings>;

  constructor(@inject(HOST) private readonly host: HostApi) {
    this.settings$ = shared(
      new Observable<HostSettings>((subscriber) => {
        subscriber.next(this.current());
        const handle = host.settings.onDidChange((keys) => {
          if (keys.some((key) => key.startsWith(`${PREFIX}.`))) subscriber.next(this.current());
        });
        return () => {
          handle.dispose();
        };
      }),
    );
  }

  current(): HostSettings {
    const { settings } = this.host;
    const services = Object.values(ServiceName).map(
      (name) => [name, settings.get(serviceKey(name)) === true] as const,
    );
    return {
      activated: settings.get(plainKey('activated')) === true,
      letterExpiryDays: Number(settings.get(plainKey('letterExpiryDays'))),
      activationDays: Number(settings.get(plainKey('activationDays'))),
      siteUrl: String(settings.get(plainKey('siteUrl'))),
      // A host that does not know it yet gets the safe side.
      pollIntervalSeconds: Number(settings.get(plainKey('pollIntervalSeconds'))),
      // The entries are exactly the names of ServiceName.
      services: Object.fromEntries(services) as Record<ServiceName, boolean>,
    };
  }

  async save(changes: Partial<HostChoices>): Promise<Result<void>> {
    for (const [name, value] of Object.entries(changes)) {
      const key = `${PREFIX}.${name}`;
      if (this.host.settings.get(key) === value) continue;
      const updated = await asResult(() => this.host.settings.update(key, value));
      if (!updated.ok) return updated;
    }
    return ok();
  }
}

function plainKey(name: PlainSetting): string {
  return `${PREFIX}.${name}`;
}

function serviceKey(name: string): string {
  return `${PREFIX}.services.${name}`;
}
