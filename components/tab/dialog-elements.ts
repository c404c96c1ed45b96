import { OsCharacterCount } from '../base/os-character-count.ts';
import { OsChildDialog } from '../account/os-child-dialog.ts';
import { OsBasicAccountDialog } from '../osu/os-basic-account-dialog.ts';
import { OsCommunicationDialog } from '../contacts/os-communication-dialog.ts';
import { OsVerifyDialog } from '../contacts/os-verify-dialog.ts';
import { OsConfirmDialog } from '../base/os-confirm-dialog.ts';
import { OsDisablingChoice } from '../services/os-disabling-choice.ts';
import { OsDiscardDialog } from '../unsent-work/os-discard-dialog.ts';
import { OsEnteredInErrorDialog } from '../identity/os-entered-in-error-dialog.ts';
import { OsHistoryDialog } from '../history/os-history-dialog.ts';
import { OsIdentificationDialog } from '../identity/os-identification-dialog.ts';
import { OsLetterDialog } from '../letter/os-letter-dialog.ts';
import { OsNewCodesDialog } from '../account/os-new-codes-dialog.ts';
import { OsNextStep } from '../account/os-next-step.ts';
import { OsRecordAccess } from '../services/os-record-access.ts';
import { OsRecordAccessDialog } from '../services/os-record-access-dialog.ts';
import { OsSectionHelp } from '../help/os-section-help.ts';

export { loadAccountActs } from '../account/account-acts.ts';
export { loadContactActs } from '../contacts/contact-acts.ts';
export { loadIdentificationActs } from '../identity/identification-acts.ts';
export { loadServicesActs } from '../services/services-acts.ts';
export { tellClosed, tellLeftBehind } from './left-behind.ts';

/** The tab's dialogs, and what its sections say of themselves. One that is asked for before it is defined opens as soon as it is. */
export const DIALOG_ELEMENTS = {
  'os-basic-account-dialog': OsBasicAccountDialog,
  'os-character-count': OsCharacterCount,
  'os-child-dialog': OsChildDialog,
  'os-communication-dialog': OsCommunicationDialog,
  'os-confirm-dialog': OsConfirmDialog,
  'os-disabling-choice': OsDisablingChoice,
  'os-discard-dialog': OsDiscardDialog,
  'os-entered-in-error-dialog': OsEnteredInErrorDialog,
  'os-history-dialog': OsHistoryDialog,
  'os-identification-dialog': OsIdentificationDialog,
  'os-letter-dialog': OsLetterDialog,
  'os-new-codes-dialog': OsNewCodesDialog,
  'os-next-step': OsNextStep,
  'os-record-access': OsRecordAccess,
  'os-record-access-dialog': OsRecordAccessDialog,
  'os-section-help': OsSectionHelp,
  'os-verify-dialog': OsVerifyDialog,
} as const;

declare global {
  interface HTMLElementTagNameMap {
    'os-basic-account-dialog': OsBasicAccountDialog;
    'os-communication-dialog': OsCommunicationDialog;
    'os-confirm-dialog': OsConfirmDialog;
    'os-discard-dialog': OsDiscardDialog;
    'os-entered-in-error-dialog': OsEnteredInErrorDialog;
    'os-history-dialog': OsHistoryDialog;
    'os-identification-dialog': OsIdentificationDialog;
    'os-letter-dialog': OsLetterDialog;
    'os-new-codes-dialog': OsNewCodesDialog;
    'os-next-step': OsNextStep;
    'os-section-help': OsSectionHelp;
    'os-verify-dialog': OsVerifyDialog;
  }
}
