import type { InjectionToken } from 'tsyringe';

/** How to reach and be let into the shared record. */
export interface RemoteAccess {
  /** Base address without a trailing slash. */
  readonly baseUrl: string;
  readonly practiceId: string;
  /** Name of this workstation, as audit rows give it. */
  readonly workstation: string;
  /** Address of WebSockets as FHIR R4 has them, on a server that tells of changes by them. */
  readonly webSocketUrl?: string;
  /** The server heeds the condition of each write in a batch. */
  readonly takesBatchedWrites?: boolean;
  /**
   * `fresh` after a 401. Rejects when nobody is signed in or the token service cannot be reached. The token is held by
   * nobody.
   */
  accessToken(options: { readonly fresh: boolean }): Promise<string>;
}

/** The key registration codes are sealed with. */
export interface PracticeKeySource {
  /** AES-GCM 256, not extractable. Rejects when the host has none. */
  practiceKey(): Promise<CryptoKey>;
}

/** The key for texts that are kept in the browser. */
export interface StorageKeySource {
  /**
   * HKDF, not extractable, usage `deriveKey`. Left out by a host that knows of none; rejects when it cannot be had now.
   */
  storageKey?(): Promise<CryptoKey>;
}

/** Technical log without personal data. */
export interface Log {
  write(
    level: 'debug' | 'info' | 'warn' | 'error',
    message: string,
    details?: Readonly<Record<string, string | number | boolean>>,
  ): void;
}

/** Where this workstation's database is. */
export interface StorageLocation {
  /** Database name, one for each practice and workstation. */
  readonly databaseName: string;
}

export const REMOTE_ACCESS: InjectionToken<RemoteAccess> = Symbol('RemoteAccess');
export const PRACTICE_KEY_SOURCE: InjectionToken<PracticeKeySource> = Symbol('PracticeKeySource');
export const STORAGE_KEY_SOURCE: InjectionToken<StorageKeySource> = Symbol('StorageKeySource');
export const LOG: InjectionToken<Log> = Symbol('Log');
export const STORAGE_LOCATION: InjectionToken<StorageLocation> = Symbol('StorageLocation');
