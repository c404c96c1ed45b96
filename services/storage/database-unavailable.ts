/** The database is closed to this page for good: disposed, or a newer version of the product uses it. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
}

/** What staff read when this page is older than the database. */
export const NEWER_VERSION_MESSAGE =
  'A newer version of Online Services is in use on this workstation. Reload this page to go on. ' +
  'Work that has not been sent is kept.';
