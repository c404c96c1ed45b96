/** What the Control Panel page says. */
export { dates } from './dates.ts';
export { help } from './help/settings.ts';
export { settingFields, settingLabel } from './practice/setting-fields.ts';
export { practice, presets } from './practice/settings.ts';
export { server } from './practice/server.ts';
