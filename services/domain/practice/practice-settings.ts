import { whyTooLong } from '../limited-text.ts';
import type { ServiceName } from '../records.ts';
import { FailureKind, ok, refuse, type Result } from '../result.ts';
import type { PrintedSetting } from './reasons.ts';
import type { PracticeSettingsRecord, SharedSettings } from './shared-settings.ts';

/** What the host holds of the practice's choices. */
export interface HostSettings {
  /** Makes the Online Services tab appear. */
  readonly activated: boolean;
  /** Address of the patient website, printed on letters. */
  readonly siteUrl: string;
  /** Seconds between looks at the shared record while a patient is open. */
  readonly pollIntervalSeconds: number;
  /** These hold until the practice has saved settings on the shared record. */
  readonly services: Readonly<Record<ServiceName, boolean>>;
  readonly letterExpiryDays: number;
  readonly activationDays: number;
}

/** The practice's own choices (Control Panel > Online): the host's, and those of the shared record on top. */
export interface PracticeSettings extends HostSettings, SharedSettings {
  /** Services the practice offers at all; a patient's tick counts only for these. */
  readonly services: Readonly<Record<ServiceName, boolean>>;
  /** How those of the shared record came about; absent while none are known. */
  readonly shared?: Pick<PracticeSettingsRecord, 'changes' | 'unusable'>;
}

/** Those that the host holds for good. */
export type HostSetting = 'activated' | 'siteUrl' | 'pollIntervalSeconds';
export type HostChoices = Pick<HostSettings, HostSetting>;

const MOST_DAYS = 90;

/**
 * Checks what the host is to hold; the failure's `field` is the setting's name. An address that stays as it was `before` may
 * be too long: others may have written it.
 */
export function checkHostSettings(settings: HostChoices, before: HostChoices): Result<void> {
  if (!isWholeBetween(settings.pollIntervalSeconds, 1, 300)) {
    return refuse(FailureKind.invalid, { code: 'seconds-out-of-range' }, 'pollIntervalSeconds');
  }
  const isKept = settings.siteUrl === before.siteUrl;
  const tooLong = isKept ? undefined : whyTooLong('siteUrl', settings.siteUrl);
  if (tooLong !== undefined) return refuse(FailureKind.invalid, tooLong, 'siteUrl');
  if (!isWebAddress(settings.siteUrl)) {
    return refuse(FailureKind.invalid, { code: 'not-a-web-address' }, 'siteUrl');
  }
  return ok();
}

/**
 * What codes and letters go by, checked again: others may have written it since. Refused with
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
