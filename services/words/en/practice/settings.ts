import type { SettingGroup } from '../../../domain/practice/setting-rules.ts';
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
  groups: {
    services: 'Services the practice offers',
    accounts: 'Letters and accounts',
    website: 'Patient website',
    identity: 'Identification',
    children: 'Children',
    care: 'Care with access',
  } satisfies Readonly<Record<SettingGroup, string>>,
  offerMeans: 'A patient’s own tick counts only for services that are on here.',
  /** Before the first of them has been saved there. */
  notShared:
    'As far as is known here, nothing of this is on the shared record yet: it is as this computer system holds it. With the first that is saved it goes there, for every computer of the practice and the patient website.',
  changedBy: (by: string, when: string): string => `Changed by ${by} on ${when}.`,
  useDefault: (value: string): string => `Use the default: ${value}`,
  unusable: (value: string): string =>
    `What is on the shared record makes no sense. Until it is saved anew, this is gone by instead: ${value}.`,
  elsewhere: (by: string | undefined, value: string): string =>
    `${by ?? 'Somebody else'} changed this since you began. It is now: ${value}.`,
  on: 'on',
  off: 'off',
  nothing: 'nothing',
  siteUrl: {
    label: 'Address of the patient website',
    hint: 'Printed on letters. Starts with https://.',
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
  savedBefore: 'The settings were saved. What you have changed since is not saved yet.',
  cancelled: 'Changes were cancelled.',
};

export const presets = {
  heading: 'Presets of services',
  none: 'There are none yet.',
  preset: (place: number): string => `Preset ${place}`,
  name: 'Name',
  nameHint: 'As on the button of the tab.',
  ticks: (name: string): string => `Services ticked by ${name}`,
  add: 'Add a preset',
  suggestion: {
    label: 'Add “Appointments and repeats only”',
    name: 'Appointments and repeats only',
  },
  remove: 'Remove',
  removeNamed: (name: string): string => `Remove preset ${name}`,
  removed: (name: string): string => `${name} was removed.`,
  most: (most: number): string => `There can be ${most} presets at most.`,
};
