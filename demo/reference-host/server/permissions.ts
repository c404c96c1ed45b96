import {
  ADMINISTER,
  CHANGE_SERVICES,
  EDIT_CONTACTS,
  EXPORT_HISTORY,
  MANAGE_ACCOUNTS,
  PRINT_LETTERS,
  RECORD_IDENTITY,
  SPLIT_PRACTICE,
  VIEW,
  VIEW_HISTORY,
} from '../permission-names.ts';
import { Role } from './practices.ts';

const AT_THE_DESK = [
  VIEW,
  RECORD_IDENTITY,
  MANAGE_ACCOUNTS,
  CHANGE_SERVICES,
  PRINT_LETTERS,
  EDIT_CONTACTS,
  VIEW_HISTORY,
];

const BY_ROLE: Readonly<Record<string, readonly string[]>> = {
  [Role.receptionist]: AT_THE_DESK,
  // Answers patients who ask who has seen their account.
  [Role.practiceManager]: [...AT_THE_DESK, EXPORT_HISTORY, SPLIT_PRACTICE],
  // Sets the system up, and does not work with patients: sees the tab, changes nothing on it.
  [Role.systemAdministrator]: [VIEW, ADMINISTER],
};

/** What a role may do; nothing for a role that is not known. */
export function permissionsOf(role: string): readonly string[] {
  return BY_ROLE[role] ?? [];
}
