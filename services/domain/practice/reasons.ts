/** Settings by which codes are made and letters are written. */
export type PrintedSetting = 'letterExpiryDays' | 'activationDays' | 'siteUrl';

/** What is wrong with a setting. */
export type SettingsReason =
  | { readonly code: 'days-out-of-range' }
  | { readonly code: 'seconds-out-of-range' }
  | { readonly code: 'not-a-web-address' }
  /** Whatever the host holds by now was not checked by this product. */
  | { readonly code: 'settings-unusable'; readonly setting: PrintedSetting };
