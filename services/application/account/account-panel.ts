/** What the account panel of the tab shows; lists of accounts show the same of each. */
import type { AccountStatus, CalendarDate, Instant } from '../../domain/records.ts';
import type { DisablingView } from '../services/disabling-views.ts';

export interface AccountView {
  readonly accountId: string;
  readonly status: AccountStatus;
  readonly statusLabel: string;
  /** Sentence: what the status means and what comes next. */
  readonly statusMeaning: string;
  /** In order of time: "Created", "Registered on the website", "Activated", "Locked until". */
  readonly dates: readonly { readonly label: string; readonly at: Instant }[];
  /** Day of the newest sign-in, none where there was none; absent where nobody can say. */
  readonly lastUsed?: { readonly on?: CalendarDate };
  /** Registered on the website, but not activated in time. */
  readonly lapsed?: true;
  /** Codes were withdrawn here, and work on the website until that has been sent. */
  readonly endedCodesWork?: true;
  readonly disabledByPractice: boolean;
  /** Why it is disabled, and since when, where somebody or a rule has said. */
  readonly disabling?: DisablingView;
  /** Set up for a child, who is 16 on that day; near = the practice wants it told by now. */
  readonly childUntil?: { readonly on: CalendarDate; readonly isNear: boolean };
  /** Every check of the patient's identity was marked as entered in error. */
  readonly identityWithdrawn: boolean;
  /** A basic account: made without a letter, for appointments alone. */
  readonly basic?: true;
  /** Who made it and since when it is known, where that was another system. */
  readonly madeElsewhere?: string;
  /** Everything about the account is on the shared record. */
  readonly shared: boolean;
}

export interface LetterView {
  /** Which set of codes it bears. */
  readonly registrationId: string;
  readonly expiresOn: CalendarDate;
  readonly expired: boolean;
  /** The codes are gone, not even sealed any more. */
  readonly wiped: boolean;
  /** Letters printed or saved with these codes. */
  readonly copies: number;
  readonly lastAt?: Instant;
  readonly lastByName?: string;
  /** The codes are on the shared record, so they work on the website. */
  readonly codesWork: boolean;
}
