import type { Observable } from 'rxjs';
import type { InjectionToken } from 'tsyringe';
import type { ServerFinding } from '../domain/practice/server-findings.ts';
import type { CalendarDate } from '../domain/records.ts';
import type { Result } from '../domain/result.ts';
import type { RemoteResult } from './remote-records.ts';

/** What the server that keeps the shared record says it is; of what it does not say, nothing. */
export interface ServerIdentity {
  /** Where the host says that it is. */
  readonly baseUrl: string;
  readonly software?: string;
  readonly version?: string;
  readonly fhirVersion?: string;
}

/** What was found without writing anything. */
export interface FoundAtServer {
  readonly findings: readonly ServerFinding[];
  /** Nothing was left open, as it is while the server has no records of the practice to try with. */
  readonly isWhole: boolean;
}

/** Looking at the server itself, not at records. */
export interface ServerLook {
  identity(signal?: AbortSignal): Promise<RemoteResult<ServerIdentity>>;
  /** Tries what the product leans on, by reading alone: some ten requests, of this practice's records only. */
  findings(signal?: AbortSignal): Promise<RemoteResult<FoundAtServer>>;
}

/** What this workstation remembers of the last look. */
export interface ServerNote extends FoundAtServer {
  readonly identity: ServerIdentity;
  readonly lookedOn: CalendarDate;
  /** Somebody who manages the practice has taken note of the findings. */
  readonly acknowledged?: true;
}

/** Where that is remembered. */
export interface ServerNotes {
  /** Now and after every change; `undefined` before the first look. Never errors. */
  readonly note$: Observable<ServerNote | undefined>;
  read(): Promise<ServerNote | undefined>;
  put(note: ServerNote): Promise<void>;
  /** Notes that the findings have been read. Refused: `storage-unavailable`. */
  acknowledge(): Promise<Result<void>>;
}

export const SERVER_LOOK: InjectionToken<ServerLook> = Symbol('ServerLook');
export const SERVER_NOTES: InjectionToken<ServerNotes> = Symbol('ServerNotes');
