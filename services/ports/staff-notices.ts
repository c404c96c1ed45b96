import type { InjectionToken } from 'tsyringe';
import type { Observable } from 'rxjs';
import type { Instant, StaffMember } from '../domain/records.ts';

/** Tells somebody that what they did to take access away, not sent yet, was discarded by somebody else. */
export interface StaffNotice {
  readonly id: string;
  /** Who is to be told. */
  readonly staffId: string;
  /** What they had done, as the list of unsent work called it, of whom and when. */
  readonly description: string;
  readonly patientName: string;
  readonly doneAt: Instant;
  /** Who discarded it, when and why. */
  readonly by: StaffMember;
  readonly at: Instant;
  readonly reason: string;
}

/** Notices of this workstation. Made where the work is discarded, gone once acknowledged: {@link UnsentDecisions}. */
export interface StaffNotices {
  /** Of one person, oldest first, on subscribing and after every change. Never errors; silent while storage fails. */
  notices$(staffId: string): Observable<readonly StaffNotice[]>;
}

export const STAFF_NOTICES: InjectionToken<StaffNotices> = Symbol('StaffNotices');
