import type { HistoryReason } from '../../../domain/history/reasons.ts';
import type { Sentences } from '../../sentences.ts';

export const historyReasons: Sentences<HistoryReason> = {
  'history-empty':
    'There is nothing to export: no entry of the history is what you look for. Choose other days, or another kind or person.',
  'files-not-kept':
    'Your clinical system keeps PDFs only, so no CSV can be saved. Save a PDF instead.',
  'file-maker-not-loaded':
    'The file could not be made, because the part that makes files could not be loaded. Check the connection, then try again.',
};
