import { whyTooLong } from '../limited-text.ts';
import type { ServiceName } from '../records.ts';
import { FailureKind, ok, refuse, type Result } from '../result.ts';
import type { PrintedSetting } from './reasons.ts';

/** The practice's own choices (Control Panel > Online). */
export interface PracticeSettings {
  /** Makes the Online Services tab appear. */
  readonly activated: boolean;
  /** Services the practice offers at all; a patient's tick counts only for these. */
  readonly services: Readonly<Record<ServiceName, boolean>>;
  /** Days until unused registration codes stop working. */
  readonly letterExpiryDays: number;
  /** Days a patient has to activate a registered account. */
  readonly activationDays: number;
  /** Address of the patient website, printed on letters. */
  readonly siteUrl: string;
  /** An account is reset only on a day on which the patient's identity was checked. */
  readonly resetNeedsIdentityCheck: boolean;
  /** Seconds between looks at the shared record while a patient is open. */
  readonly pollIntervalSeconds: number;
}

const MOST_DAYS = 90;

/**
 * Checks changed settings; the failure's `field` is the setting's name. An address that stays as it was `before` may be too
 * long: others may have written it.
 */
export function checkSettings(
  settings: PracticeSettings,
  before: PracticeSettings,
): Result<PracticeSettings> {
  const expiry = wholeDays('letterExpiryDays', settings.letterExpiryDays);
  if (!expiry.ok) return expiry;
  const activation = wholeDays('activationDays', settings.activationDays);
  if (!activation.ok) return activation;
  if (!isWholeBetween(settings.pollIntervalSeconds, 1, 300)) {
    return refuse(FailureKind.invalid, { code: 'seconds-out-of-range' }, 'pollIntervalSeconds');
  }
  const isKept = settings.siteUrl === before.siteUrl;
  const tooLong = isKept ? undefined : whyTooLong('siteUrl', settings.siteUrl);
  if (tooLong !== undefined) return refuse(FailureKind.invalid, tooLong, 'siteUrl');
  if (!isWebAddress(settings.siteUrl)) {
    return refuse(FailureKind.invalid, { code: 'not-a-web-address' }, 'siteUrl');
  }
  return ok(settings);
}

/**
 * What codes and letters go by, checked again: the host holds it, and others may have written it since. Refused with
 * `settings-unusable`.
 */
export function printedSettings(
  settings: PracticeSettings,
): Result<Pick<PracticeSettings, PrintedSetting>> {
  const checks: Readonly<Record<PrintedSetting, boolean>> = {
    letterExpiryDays: isWholeBetween(settings.letterExpiryDays, 1, MOST_DAYS),
    activationDays: isWholeBetween(settings.activationDays, 1, MOST_DAYS),
    siteUrl: isWebAddress(settings.siteUrl),
  };
  for (const setting of Object.keys(checks) as PrintedSetting[]) {
    if (!checks[setting]) {
      return refuse(FailureKind.notAllowed, { code: 'settings-unusable', setting });
    }
  }
  return ok(settings);
}

function wholeDays(field: string, days: number): Result<void> {
  return isWholeBetween(days, 1, MOST_DAYS)
    ? ok()
    : refuse(FailureKind.invalid, { code: 'days-out-of-range' }, field);
}

function isWholeBetween(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

/** https, or http on this computer for trying out. */
function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return (
    url.protocol === 'https:' ||
    (url.protocol === 'http:' && /^(127\.0\.0\.1|localhost)$/.test(url.hostname))
  );
}
