/** What staff may be allowed to do; declared in the manifest's `permissions`, granted by the host. */
export const Permission = {
  /** See the tab and everything on it except codes. */
  view: 'onlineServices.view',
  recordIdentity: 'onlineServices.recordIdentity',
  /** Create and reset accounts, issue new codes, unlock, withdraw access. */
  manageAccounts: 'onlineServices.manageAccounts',
  /** Switch services on and off, disable an account. */
  changeServices: 'onlineServices.changeServices',
  /** Preview, print and save letters: shows codes. */
  printLetters: 'onlineServices.printLetters',
  editContacts: 'onlineServices.editContacts',
  /** See what happened to an account: who did, saw and was refused what. */
  viewHistory: 'onlineServices.viewHistory',
  /** Take it out of the product, as a file or on paper; what is taken out is seen. */
  exportHistory: 'onlineServices.exportHistory',
  /** Hand accounts over to another practice code, and take in what others hand over: practice split and merge. */
  splitPractice: 'onlineServices.splitPractice',
  /** Control Panel: activate Online Services and set it up (System Administrator). */
  administer: 'onlineServices.administer',
} as const;
export type Permission = (typeof Permission)[keyof typeof Permission];
