import { inject, injectable } from 'tsyringe';
import { Observable } from 'rxjs';
import type { HostApi } from '../../plugin/host-api.ts';
import type { PracticeSettings } from '../domain/practice/practice-settings.ts';
import { ServiceName } from '../domain/records.ts';
import { ok, type Result } from '../domain/result.ts';
import type { SettingsStore } from '../ports/practice-host.ts';
import { asResult, shared } from './from-host.ts';
import { HOST } from './host-token.ts';

const PREFIX = 'onlineServices';

type PlainSetting = Exclude<keyof PracticeSettings, 'services'>;

const PLAIN_SETTINGS: readonly PlainSetting[] = [
  'activated',
  'letterExpiryDays',
  'activationDays',
  'siteUrl',
  'resetNeedsIdentityCheck',
  'pollIntervalSeconds',
];

/** The practice's settings, as the manifest's configuration names them. */
@injectable()
export class HostSettingsStore implements SettingsStore {
  readonly settings$: Observable<PracticeSettings>;

  constructor(@inject(HOST) private readonly host: HostApi) {
    this.settings$ = shared(
      new Observable<PracticeSettings>((subscriber) => {
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

  current(): PracticeSettings {
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
      resetNeedsIdentityCheck: settings.get(plainKey('resetNeedsIdentityCheck')) !== false,
      pollIntervalSeconds: Number(settings.get(plainKey('pollIntervalSeconds'))),
      // The entries are exactly the names of ServiceName.
      services: Object.fromEntries(services) as Record<ServiceName, boolean>,
    };
  }

  async save(changes: Partial<PracticeSettings>): Promise<Result<void>> {
    for (const [key, value] of this.updates(changes)) {
      const updated = await asResult(() => this.host.settings.update(key, value));
      if (!updated.ok) return updated;
    }
    return ok();
  }

  private updates(changes: Partial<PracticeSettings>): readonly (readonly [string, unknown])[] {
    const plain = PLAIN_SETTINGS.filter((name) => changes[name] !== undefined).map(
      (name) => [plainKey(name), changes[name]] as const,
    );
    const services = Object.entries(changes.services ?? {}).map(
      ([name, value]) => [serviceKey(name), value] as const,
    );
    return [...plain, ...services].filter(([key, value]) => this.host.settings.get(key) !== value);
  }
}

function plainKey(name: PlainSetting): string {
  return `${PREFIX}.${name}`;
}

function serviceKey(name: string): string {
  return `${PREFIX}.services.${name}`;
}
