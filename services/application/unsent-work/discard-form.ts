/** What the dialog that discards a colleague's work takes. Loads with the dialogs. */
export { DISCARD_REASON_LIMIT } from '../../domain/unsent-work/limits.ts';
