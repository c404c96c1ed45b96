/** What the audit says of who has looked. */
export const opened = 'Online Services tab opened';
