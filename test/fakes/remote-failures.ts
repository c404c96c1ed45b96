import type { RemoteFailure } from '../../services/ports/remote-records.ts';

/** What goes wrong with a shared record. */
export const UNREACHABLE = {
  kind: 'unreachable',
  reason: { code: 'record-unreachable' },
} as const satisfies RemoteFailure;

export const BUSY = {
  kind: 'busy',
  reason: { code: 'record-busy', status: 503 },
} as const satisfies RemoteFailure;

export const REFUSED = {
  kind: 'rejected',
  reason: {
    code: 'record-refused',
    status: 422,
    issues: [{ issue: 'required', paths: ['Person.link[0].target'] }],
  },
} as const satisfies RemoteFailure;

export const OVERTAKEN = {
  kind: 'conflict',
  reason: { code: 'changed-on-record' },
} as const satisfies RemoteFailure;
