import { RegistrationState, type RegistrationRecord } from '../domain/records.ts';
import type { RecordBody } from './record-row.ts';
import type { NewEntry } from './queued-entry.ts';

/** Whether this is an issue of codes that has been used, has expired or was withdrawn. */
export function isEndedRegistration(body: RecordBody | undefined): boolean {
  return (
    body !== undefined &&
    'state' in body &&
    'expiresOn' in body &&
    body.state !== RegistrationState.pending
  );
}

/** The record; an ended registration without its codes, which are good for nothing but to be found. */
export function withoutEndedCodes(body: RecordBody): RecordBody {
  return isEndedRegistration(body) ? codeless(body) : body;
}

/** The entry; once either side has ended the registration, the codes are in no version of it. */
export function withoutEndedCodesInEntry<E extends NewEntry>(entry: E): E {
  const { before, after, theirs } = entry;
  if (![before, after.body, theirs].some(isEndedRegistration)) return entry;
  return {
    ...entry,
    ...(before !== undefined && { before: codeless(before) }),
    after: { ...after, body: withoutEndedCodes(after.body) },
    ...(theirs !== undefined && { theirs: codeless(theirs) }),
  };
}

function codeless(body: RecordBody): RecordBody {
  return 'expiresOn' in body ? withoutCodes(body) : body;
}

/** The issue of codes without the codes. */
export function withoutCodes(registration: RegistrationRecord): RegistrationRecord {
  const { sealedCodes: _sealedCodes, verifiers: _verifiers, ...kept } = registration;
  return kept;
}
