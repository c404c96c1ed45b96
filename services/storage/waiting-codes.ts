import { RegistrationState, type RegistrationRecord } from '../domain/records.ts';
import type { RecordRow } from './record-row.ts';

/** The row's codes where they wait to be used. */
export function pendingCodes({ body }: RecordRow): RegistrationRecord | undefined {
  return 'expiresOn' in body && body.state === RegistrationState.pending ? body : undefined;
}
