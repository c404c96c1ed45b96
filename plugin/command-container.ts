/** Which class answers which token, for all that only commands need. Loaded when somebody starts to work. */
import type { DependencyContainer, InjectionToken } from 'tsyringe';
import { ChangeServices } from '../services/application/services/change-services.ts';
import { CodeExpiry } from '../services/application/codes/code-expiry.ts';
import { CodeIssuing } from '../services/application/codes/code-issuing.ts';
import { Commands } from '../services/application/commands/commands.ts';
import { CreateAccount } from '../services/application/account/create-account.ts';
import { IdentityChecks } from '../services/application/identity/identity-checks.ts';
import { IssueNewCodes } from '../services/application/codes/issue-new-codes.ts';
import { Letters } from '../services/application/letter/letters.ts';
import { PracticeConfiguration } from '../services/application/practice/practice-configuration.ts';
import { SaveContact } from '../services/application/contacts/save-contact.ts';
import { StaffActions } from '../services/application/commands/staff-actions.ts';
import * as application from '../services/application/tokens.ts';
import { UnlockAccount } from '../services/application/account/unlock-account.ts';
import { UnsentWork } from '../services/application/unsent-work/unsent-work.ts';
import { HostDocumentOutput } from '../services/host/host-document-output.ts';
import {
  LETTER_WORKER_URL,
  letterWorkerUrl,
  WorkerLetterRenderer,
} from '../services/letters/worker-letter-renderer.ts';
import { LETTER_RENDERER } from '../services/ports/letter-renderer.ts';
import { DOCUMENT_OUTPUT } from '../services/ports/practice-host.ts';
import { REGISTRATION_CODE_ISSUER } from '../services/ports/registration-codes.ts';
import { SealedRegistrationCodes } from '../services/security/sealed-registration-codes.ts';
import type { Disposables } from './disposables.ts';
import { isDisposable } from './is-disposable.ts';

/** Adds what commands need to the activation's container and hands them out. */
export function composeCommands(
  container: DependencyContainer,
  disposables: Disposables,
): Commands {
  registerCommandServices(container);
  const renderer = container.resolve(LETTER_RENDERER);
  if (isDisposable(renderer)) disposables.add(renderer);
  void container.resolve(REGISTRATION_CODE_ISSUER).prepare();
  return container.resolve(Commands);
}

/** Registers every token that is not registered yet: an adapter somebody chose before stays. */
export function registerCommandServices(container: DependencyContainer): void {
  const one = <T>(token: InjectionToken<T>, implementation: new (...parameters: never[]) => T) => {
    if (container.isRegistered(token)) return;
    container.registerSingleton(token, implementation as new (...parameters: unknown[]) => T);
  };
  container.registerInstance(LETTER_WORKER_URL, letterWorkerUrl);
  one(REGISTRATION_CODE_ISSUER, SealedRegistrationCodes);
  one(LETTER_RENDERER, WorkerLetterRenderer);
  one(DOCUMENT_OUTPUT, HostDocumentOutput);
  one(application.STAFF_ACTIONS, StaffActions);
  one(application.CODE_ISSUING, CodeIssuing);
  one(application.CODE_EXPIRY, CodeExpiry);
  one(application.CREATE_ACCOUNT, CreateAccount);
  one(application.CHANGE_SERVICES, ChangeServices);
  one(application.UNLOCK_ACCOUNT, UnlockAccount);
  one(application.ISSUE_NEW_CODES, IssueNewCodes);
  one(application.IDENTITY_CHECKS, IdentityChecks);
  one(application.SAVE_CONTACT, SaveContact);
  one(application.LETTERS, Letters);
  one(application.UNSENT_WORK, UnsentWork);
  one(application.PRACTICE_CONFIGURATION, PracticeConfiguration);
}
