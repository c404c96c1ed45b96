/** What the Control Panel page says. */
export { help } from './help/settings.ts';
export { practice } from './practice/settings.ts';
export { server } from './practice/server.ts';
