import { count } from '../tab/count.ts';
import { lostAtSignOut } from '../tab/lost.ts';

export const practice = {
  heading: 'Online Services',
  loading: 'Loading settings…',
  stopped: 'This page has stopped following the settings: what it shows may be out of date.',
  restart: 'Start again',
  activation: 'Activation',
  activate: 'Activate Online Services',
  activateMeans:
    'Shows the Online Services tab in every patient’s registration. Accounts that exist are not touched when it is switched off.',
  offer: 'Services the practice offers',
  offerMeans: 'A patient’s own tick counts only for services that are on here.',
  accounts: 'Letters and accounts',
  letterExpiryDays: {
    label: 'Days until unused letters expire',
    hint: 'From 1 to 90. The date is printed on the letter.',
  },
  activationDays: {
    label: 'Days to activate a registered account',
    hint: 'From 1 to 90. After that the patient registers again.',
  },
  siteUrl: {
    label: 'Address of the patient website',
    hint: 'Printed on letters. Starts with https://.',
  },
  resetNeedsIdentityCheck: {
    label: 'Check identity again before an account is reset',
    hint: 'A reset is refused unless the patient’s identity was checked on the same day.',
  },
  sharedRecord: 'Shared record',
  pollIntervalSeconds: {
    label: 'Seconds between checks',
    hint: 'From 1 to 300. How soon an open tab shows what a patient did on the website.',
  },
  save: 'Save',
  saving: 'Saving…',
  cancel: 'Cancel',
  notSavedYet: 'Not saved yet',
  leftUnsaved: 'You left these changes without saving them.',
  /** What a host names when it asks before the page is left. */
  unsaved: 'Settings of Online Services',
  lostAtSignOut,
  count,
  notSaved: 'Not saved',
  notSavedBecause: 'The settings were not saved.',
  saved: 'The settings were saved.',
  cancelled: 'Changes were cancelled.',
};
