/** Ids of the commands that manifest.json contributes; a test holds the two against each other. */
export const CommandId = {
  createAccount: 'onlineServices.createAccount',
  printLetter: 'onlineServices.printLetter',
  refresh: 'onlineServices.refresh',
} as const;
export type CommandId = (typeof CommandId)[keyof typeof CommandId];
