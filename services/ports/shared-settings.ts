import type { InjectionToken } from 'tsyringe';
import type { Observable } from 'rxjs';
import type { PracticeSettingsRecord } from '../domain/practice/shared-settings.ts';
import type { RemoteRecord, ServerVersion } from './remote-records.ts';
import type { Result } from '../domain/result.ts';

/** The practice's settings of the shared record as they were last heard of, and the version that they are of. */
export interface HeldSettings {
  readonly record: PracticeSettingsRecord;
  readonly version: Pick<ServerVersion, 'id' | 'versionId' | 'lastUpdated'>;
}

/** What this workstation knows of the practice's settings on the shared record. */
export interface SharedSettingsReader {
  /**
   * Now and after every change, made here, at another tab, or pulled; `undefined` while the shared record has none, as far as
   * is known here, or storage cannot be read. Never errors.
   */
  readonly held$: Observable<HeldSettings | undefined>;
}

/** The same, for who saves. */
export interface SharedSettingsKeeper {
  held(): Promise<Result<HeldSettings | undefined>>;
  /** Keeps what the server answered, unless something newer is kept already. Refused: `storage-unavailable`. */
  keep(given: RemoteRecord<'practice-settings'>): Promise<Result<void>>;
}

export const SHARED_SETTINGS: InjectionToken<SharedSettingsReader> = Symbol('SharedSettings');
export const SETTINGS_KEEPER: InjectionToken<SharedSettingsKeeper> = Symbol('SettingsKeeper');
