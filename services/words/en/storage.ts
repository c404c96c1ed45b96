import type { StorageReason } from '../../domain/unsent-work/reasons.ts';
import type { Sentences } from '../sentences.ts';

/** Why nothing can be kept, or read, on this computer. */
export const reasons: Sentences<StorageReason> = {
  'storage-full':
    'This computer has no room left to keep your work. Nothing was saved. Ask your system administrator to make room, then try again.',
  'storage-failing':
    'Your work cannot be kept on this computer just now. Nothing was saved. Keep this screen open and try again; ' +
    'if it goes on, reload the page.',
  'storage-unreadable':
    'Online Services could not read what is kept on this computer. It goes on trying; if this stays, reload the page.',
  'newer-version-in-use':
    'A newer version of Online Services is in use on this computer. Reload this page to go on. ' +
    'Changes that have not been sent are kept.',
  'closed-on-page': 'Online Services has been closed on this page. Reload the page to go on.',
  'no-storage-key':
    'What is kept on this computer cannot be opened just now. Nothing was saved. Try again.',
};
