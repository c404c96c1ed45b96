import { inject, injectable } from 'tsyringe';
import type { ChangeServices } from '../services/change-services.ts';
import type { CodeExpiry } from '../codes/code-expiry.ts';
import type { CreateAccount } from '../account/create-account.ts';
import type { IdentityChecks } from '../identity/identity-checks.ts';
import type { IssueNewCodes } from '../codes/issue-new-codes.ts';
import type { Letters } from '../letter/letters.ts';
import type { PracticeConfiguration } from '../practice/practice-configuration.ts';
import type { SaveContact } from '../contacts/save-contact.ts';
import {
  CHANGE_SERVICES,
  CODE_EXPIRY,
  CREATE_ACCOUNT,
  IDENTITY_CHECKS,
  ISSUE_NEW_CODES,
  LETTERS,
  PRACTICE_CONFIGURATION,
  SAVE_CONTACT,
  UNLOCK_ACCOUNT,
  UNSENT_WORK,
} from '../tokens.ts';
import type { UnlockAccount } from '../account/unlock-account.ts';
import type { UnsentWork } from '../unsent-work/unsent-work.ts';

/** Everything that changes something. Looking needs none of it, so it loads when somebody starts to work. */
@injectable()
export class Commands {
  constructor(
    @inject(CODE_EXPIRY) readonly expiry: CodeExpiry,
    @inject(CREATE_ACCOUNT) readonly creating: CreateAccount,
    @inject(CHANGE_SERVICES) readonly services: ChangeServices,
    @inject(UNLOCK_ACCOUNT) readonly unlocking: UnlockAccount,
    @inject(ISSUE_NEW_CODES) readonly newCodes: IssueNewCodes,
    @inject(IDENTITY_CHECKS) readonly identity: IdentityChecks,
    @inject(SAVE_CONTACT) readonly contacts: SaveContact,
    @inject(LETTERS) readonly letters: Letters,
    @inject(UNSENT_WORK) readonly unsent: UnsentWork,
    @inject(PRACTICE_CONFIGURATION) readonly configuration: PracticeConfiguration,
  ) {}
}
