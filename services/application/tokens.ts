/** Tokens of the application's own parts; those of its ports are beside the ports. */
import type { InjectionToken } from 'tsyringe';
import type { ChangeServices } from './services/change-services.ts';
import type { CodeExpiry } from './codes/code-expiry.ts';
import type { CodeIssuing } from './codes/code-issuing.ts';
import type { Commands } from './commands/commands.ts';
import type { CreateAccount } from './account/create-account.ts';
import type { IdentityChecks } from './identity/identity-checks.ts';
import type { IssueNewCodes } from './codes/issue-new-codes.ts';
import type { Letters } from './letter/letters.ts';
import type { PracticeConfiguration } from './practice/practice-configuration.ts';
import type { SaveContact } from './contacts/save-contact.ts';
import type { StaffActions } from './commands/staff-actions.ts';
import type { TabQuery } from './tab/tab-query.ts';
import type { UnlockAccount } from './account/unlock-account.ts';
import type { UnsentWork } from './unsent-work/unsent-work.ts';
import type { OnlineServices } from './views.ts';

export const ONLINE_SERVICES: InjectionToken<OnlineServices> = Symbol('OnlineServices');

/** Gives the commands, loading them at the first call. */
export const COMMANDS: InjectionToken<() => Promise<Commands>> = Symbol('Commands');

export const STAFF_ACTIONS: InjectionToken<StaffActions> = Symbol('StaffActions');
export const CODE_ISSUING: InjectionToken<CodeIssuing> = Symbol('CodeIssuing');
export const CODE_EXPIRY: InjectionToken<CodeExpiry> = Symbol('CodeExpiry');
export const TAB_QUERY: InjectionToken<TabQuery> = Symbol('TabQuery');

export const CREATE_ACCOUNT: InjectionToken<CreateAccount> = Symbol('CreateAccount');
export const CHANGE_SERVICES: InjectionToken<ChangeServices> = Symbol('ChangeServices');
export const UNLOCK_ACCOUNT: InjectionToken<UnlockAccount> = Symbol('UnlockAccount');
export const ISSUE_NEW_CODES: InjectionToken<IssueNewCodes> = Symbol('IssueNewCodes');
export const IDENTITY_CHECKS: InjectionToken<IdentityChecks> = Symbol('IdentityChecks');
export const SAVE_CONTACT: InjectionToken<SaveContact> = Symbol('SaveContact');
export const LETTERS: InjectionToken<Letters> = Symbol('Letters');
export const UNSENT_WORK: InjectionToken<UnsentWork> = Symbol('UnsentWork');
export const PRACTICE_CONFIGURATION: InjectionToken<PracticeConfiguration> =
  Symbol('PracticeConfiguration');
