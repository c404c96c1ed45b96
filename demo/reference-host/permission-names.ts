/** Permissions that plugin manifests declare, by their names; this host knows who holds which. */
export const VIEW = 'onlineServices.view';
export const RECORD_IDENTITY = 'onlineServices.recordIdentity';
export const MANAGE_ACCOUNTS = 'onlineServices.manageAccounts';
export const CHANGE_SERVICES = 'onlineServices.changeServices';
export const PRINT_LETTERS = 'onlineServices.printLetters';
export const EDIT_CONTACTS = 'onlineServices.editContacts';
/** Seeing who did, saw and was refused what with an account. */
export const VIEW_HISTORY = 'onlineServices.viewHistory';
/** Taking that out as a file or on paper. */
export const EXPORT_HISTORY = 'onlineServices.exportHistory';
/** Handing accounts over to another practice, and taking in what others hand over. */
export const SPLIT_PRACTICE = 'onlineServices.splitPractice';
/** Changing the practice's settings. */
export const ADMINISTER = 'onlineServices.administer';

/** Registration codes are sealed with the practice's key when they are made, and opened with it to be printed. */
const WORK_WITH_CODES = [MANAGE_ACCOUNTS, PRINT_LETTERS];

/** Whether somebody's work needs the practice's key. */
export function needsPracticeKey(permissions: readonly string[]): boolean {
  return WORK_WITH_CODES.some((permission) => permissions.includes(permission));
}
