import type { StorageReason } from '../../../domain/unsent-work/reasons.ts';
import type { Sentences } from '../../sentences.ts';

export const storageReasons: Sentences<StorageReason> = {
  'storage-full':
    'This browser has no room left to keep work on this workstation. Nothing was saved. Free some disk space, then try again.',
  'storage-failing':
    'This browser cannot keep work on this workstation just now. Nothing was saved. Keep this screen open and try again; ' +
    'if it goes on, reload the page.',
  'storage-unreadable':
    'Online Services could not read what is kept on this workstation. It goes on trying; if this stays, reload the page.',
  'newer-version-in-use':
    'A newer version of Online Services is in use on this workstation. Reload this page to go on. ' +
    'Work that has not been sent is kept.',
  'closed-on-page': 'Online Services has been closed on this page. Reload the page to go on.',
};
