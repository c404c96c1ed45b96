import { Role } from './practices.ts';

/** Names that plugin manifests declare; this host knows who may do what. */
export const EDIT_CONTACTS = 'onlineServices.editContacts';
/** Changing the practice's settings. */
export const ADMINISTER = 'onlineServices.administer';

const VIEW = 'onlineServices.view';
const AT_THE_DESK = [
  VIEW,
  'onlineServices.recordIdentity',
  'onlineServices.manageAccounts',
  'onlineServices.changeServices',
  'onlineServices.printLetters',
  EDIT_CONTACTS,
];

const BY_ROLE: Readonly<Record<string, readonly string[]>> = {
  [Role.receptionist]: AT_THE_DESK,
  [Role.practiceManager]: AT_THE_DESK,
  // Sets the system up, and does not work with patients: sees the tab, changes nothing on it.
  [Role.systemAdministrator]: [VIEW, ADMINISTER],
};

/** What a role may do; nothing for a role that is not known. */
export function permissionsOf(role: string): readonly string[] {
  return BY_ROLE[role] ?? [];
}
