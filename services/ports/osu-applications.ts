import type { InjectionToken } from 'tsyringe';
import type { OsuApplication } from '../domain/osu/application.ts';
import type { RemoteResult, ServerVersion } from './remote-records.ts';

/** An application as the shared record has it. */
export interface HeldApplication {
  readonly body: OsuApplication;
  readonly version: ServerVersion;
  /** The operation that made this version, where one of this product did. */
  readonly operationId?: string;
}

/** Applications that nobody is done with, oldest first. */
export interface OpenApplications {
  readonly applications: readonly HeldApplication[];
  /** There are more than are given at once. */
  readonly hasMore: boolean;
  /** So many are there and make no sense. */
  readonly unreadable: number;
}

/**
 * What people typed at the website to have a basic account, on the shared record. Read when somebody deals with it, and kept
 * nowhere here: it is of strangers, until it is known whose it is.
 */
export interface OsuApplications {
  /** Refused (`practices-mixed`) as a whole when the server gives anything of another practice. */
  open(): Promise<RemoteResult<OpenApplications>>;
  /** The current version of one. */
  read(held: HeldApplication): Promise<RemoteResult<HeldApplication>>;
  /** Writes what became of it; refused with `conflict` if the server has moved on. */
  update(
    held: HeldApplication,
    body: OsuApplication,
    operationId: string,
  ): Promise<RemoteResult<HeldApplication>>;
}

export const OSU_APPLICATIONS: InjectionToken<OsuApplications> = Symbol('OsuApplications');
