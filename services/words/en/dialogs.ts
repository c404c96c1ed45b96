/** What the tab’s dialogs say, by subject. */
export { account, child } from './account/dialogs.ts';
export { codes } from './codes/dialogs.ts';
export { contacts } from './contacts/dialogs.ts';
export { dialog } from './tab/dialogs.ts';
export { help } from './help/dialogs.ts';
export { identity } from './identity/dialogs.ts';
export { letter } from './letter/dialogs.ts';
export { recordAccess } from './services/record-access.ts';
export { osu } from './osu/dialogs.ts';
export { services } from './services/dialogs.ts';
export { unsentWork } from './unsent-work/dialogs.ts';
