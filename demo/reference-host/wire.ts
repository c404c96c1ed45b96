/**
 * What travels between the reference host's pages and its backend (`/host-api`). JSON, types only.
 */
import type {
  HostCodedEntry,
  HostMessage,
  HostMessageStatus,
  HostPractice,
  HostStaff,
} from '../../plugin/host-api.ts';

/** A practice and who works there: what the front screen offers before anybody is signed in. */
export interface PracticeWithStaff extends HostPractice {
  readonly staff: readonly HostStaff[];
  /** The GPs whose patients they are; nobody signs in as one here. */
  readonly gps: readonly HostStaff[];
}

/** `POST /host-api/sign-in`. There is no password: this is a stand-in for trying out. */
export interface SignInRequest {
  readonly practiceId: string;
  readonly staffId: string;
}

/** Answer to signing in, and to renewing with `POST /host-api/renew`. */
export interface SignInAnswer {
  readonly sessionId: string;
  readonly staff: HostStaff;
  readonly permissions: readonly string[];
  /** Opaque bearer token for `/host-api` and `/fhir/R4`. Held in memory only. */
  readonly accessToken: string;
  /** ISO 8601 instant after which the token is refused. */
  readonly expiresAt: string;
  /** Asks for the next token, also after this one expired. Held in memory only. */
  readonly renewalKey: string;
}

export interface RenewRequest {
  readonly renewalKey: string;
}

/** The practice's settings; `version` counts the changes, so that workstations see when to look. */
export interface SettingsAnswer {
  readonly version: number;
  readonly values: Readonly<Record<string, unknown>>;
}

/** `PUT /host-api/settings`. */
export interface SettingRequest {
  readonly key: string;
  readonly value: unknown;
}

/** A coded entry in a patient's clinical history, with who typed it and when. */
export interface ClinicalEntry extends HostCodedEntry {
  readonly id: string;
  readonly patientId: string;
  readonly recordedAt: string;
  readonly recordedBy: HostStaff;
}

/** `POST /host-api/clinical-entries`. */
export interface ClinicalEntryRequest {
  readonly patientId: string;
  readonly entry: HostCodedEntry;
}

/** `POST /host-api/messages`. */
export interface MessageRequest {
  readonly message: HostMessage;
}

/** A message that the message service has accepted, and what became of it. */
export interface OutboxMessage extends HostMessage, HostMessageStatus {
  readonly id: string;
  readonly acceptedAt: string;
}

/** `POST /host-api/message-status`: from the Outbox page. */
export interface MessageStatusRequest {
  readonly id: string;
  readonly state: 'sent' | 'failed';
}

/** Body of every refusal. */
export interface RefusalAnswer {
  /** Plain sentence for staff. */
  readonly message: string;
}
