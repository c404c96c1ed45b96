/** Everything staff can do. A line here gives the facade its method and the screens their *allowed*. */
import { createAccount } from '../account/create-account.ts';
import { unlockAccount } from '../account/unlock-account.ts';
import { issueNewCodes } from '../codes/issue-new-codes.ts';
import { saveContact } from '../contacts/save-contact.ts';
import { markIdentityCheckEnteredInError } from '../identity/mark-identity-check-entered-in-error.ts';
import { recordIdentityCheck } from '../identity/record-identity-check.ts';
import { previewLetter } from '../letter/preview-letter.ts';
import { printLetter } from '../letter/print-letter.ts';
import { saveLetter } from '../letter/save-letter.ts';
import { saveSettings } from '../practice/save-settings.ts';
import { changeServices } from '../services/change-services.ts';
import { discardWork } from '../unsent-work/discard-work.ts';
import { resolveConflict } from '../unsent-work/resolve-conflict.ts';
import { retryWork } from '../unsent-work/retry-work.ts';

export const COMMANDS = [
  saveContact,
  recordIdentityCheck,
  markIdentityCheckEnteredInError,
  createAccount,
  changeServices,
  unlockAccount,
  issueNewCodes,
  previewLetter,
  printLetter,
  saveLetter,
  retryWork,
  discardWork,
  resolveConflict,
  saveSettings,
] as const;
