/** What is said of reminders: by the message itself, the audit and the tab. */
export { audit, message, refused, tab } from './reminders/reminders.ts';
