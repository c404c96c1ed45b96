/** Why a history was not exported. */
export type HistoryReason =
  /** There is nothing in it of what was looked for. */
  | { readonly code: 'history-empty' }
  /** The host keeps PDFs only. */
  | { readonly code: 'files-not-kept' }
  | { readonly code: 'file-maker-not-loaded' };
