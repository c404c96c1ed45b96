import type { ServiceName } from '../records.ts';

/** Why it cannot be switched off like this. */
export type DisablingRefusal =
  | { readonly code: 'disabling-reason-missing'; readonly service: ServiceName | 'global' }
  | { readonly code: 'disabling-note-missing'; readonly service: ServiceName | 'global' };
