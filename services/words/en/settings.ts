/** What the Control Panel page says. */
export { practice } from './practice/settings.ts';
export { server } from './practice/server.ts';
