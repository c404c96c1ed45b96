/** Ids of what manifest.json contributes; a test holds the two against each other. */
export const TAB_ID = 'onlineServices.tab';
export const SETTINGS_PAGE_ID = 'onlineServices.settings';

export const CommandId = {
  createAccount: 'onlineServices.createAccount',
  printLetter: 'onlineServices.printLetter',
  refresh: 'onlineServices.refresh',
} as const;
export type CommandId = (typeof CommandId)[keyof typeof CommandId];
