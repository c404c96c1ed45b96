import { expect } from '@open-wc/testing';
import type { Commands } from '../../../../services/application/views.ts';
import { Permission } from '../../../../services/domain/practice/permission.ts';
import { createAccount, makeProduct } from '../../../fakes/product.ts';

/** Which right each command asks for. Said here a second time on purpose: it is not to change by accident. */
const RIGHT: Readonly<Record<keyof Commands, Permission>> = {
  saveContact: Permission.editContacts,
  sendVerificationCode: Permission.editContacts,
  verifyContact: Permission.editContacts,
  takeOverContact: Permission.editContacts,
  leaveOfferedContact: Permission.editContacts,
  recordIdentityCheck: Permission.recordIdentity,
  markIdentityCheckEnteredInError: Permission.recordIdentity,
  createAccount: Permission.manageAccounts,
  changeServices: Permission.changeServices,
  reviewRecordAccess: Permission.changeServices,
  unlockAccount: Permission.manageAccounts,
  withdrawAccess: Permission.manageAccounts,
  resetAccount: Permission.manageAccounts,
  issueNewCodes: Permission.manageAccounts,
  previewLetter: Permission.printLetters,
  printLetter: Permission.printLetters,
  saveLetter: Permission.printLetters,
  sendReminder: Permission.manageAccounts,
  upgradeAccount: Permission.manageAccounts,
  rejectBasicAccount: Permission.manageAccounts,
  openApplications: Permission.manageAccounts,
  matchApplication: Permission.manageAccounts,
  rejectApplication: Permission.manageAccounts,
  openAccounts: Permission.manageAccounts,
  openWorklist: Permission.manageAccounts,
  openJobs: Permission.manageAccounts,
  openUptake: Permission.view,
  exportUptake: Permission.view,
  openHistory: Permission.viewHistory,
  exportHistory: Permission.exportHistory,
  // Beyond the tab these take what the work itself took: deciding-about-work.test.ts.
  retryWork: Permission.view,
  discardWork: Permission.view,
  resolveConflict: Permission.view,
  acknowledgeNotice: Permission.view,
  saveSettings: Permission.administer,
  acknowledgeServerFindings: Permission.administer,
  openSplit: Permission.splitPractice,
  handOverAccount: Permission.splitPractice,
  takeInAccount: Permission.splitPractice,
  takeBackAccount: Permission.splitPractice,
};

describe('a person with every right but one', () => {
  for (const [name, right] of Object.entries(RIGHT) as [keyof Commands, Permission][]) {
    it(`is refused without ${right}: ${name}`, async () => {
      const product = makeProduct();
      const { host, services } = product;
      await createAccount(product);
      const permissions = Object.values(Permission).filter((other) => other !== right);
      const session = host.session.value;
      host.session.set(session && { ...session, permissions });
      const input = { patientRef: 'patient-sian', operationId: services.newOperationId() };
      const refused = await services[name](input as never);
      expect(!refused.ok && refused.failure.kind).to.equal('not-permitted');
    });
  }
});
