/** What the tab says at once, by subject. */
export { account } from './account/tab.ts';
export { codes } from './codes/tab.ts';
export { contacts } from './contacts/tab.ts';
export { dates } from './dates.ts';
export { identity } from './identity/tab.ts';
export { letter } from './letter/tab.ts';
export { patient } from './patient/tab.ts';
export { services } from './services/tab.ts';
export { tab } from './tab/tab.ts';
export { unsentWork } from './unsent-work/tab.ts';
