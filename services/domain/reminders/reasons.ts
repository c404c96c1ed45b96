/** Why nothing can be sent to anybody; told beside the buttons. */
export interface MessagesReason {
  /** The practice's system sends no messages. */
  readonly code: 'messages-not-offered';
}

/** Why a reminder is not sent now. */
export type ReminderRefusal =
  /** Nobody has registered with the account, it is in use, or the time to activate it is over. */
  | { readonly code: 'nobody-to-remind' }
  | { readonly code: 'reminder-account-disabled' }
  /** One of this day has been accepted, or is on its way. */
  | { readonly code: 'reminded-today' };

/** Why a reminder was not sent to who has tried. */
export type ReminderReason =
  | MessagesReason
  | ReminderRefusal
  | { readonly code: 'no-verified-contact' }
  /** The account is not on the shared record yet, or the record cannot be reached: nobody could tell who sends. */
  | { readonly code: 'reminder-not-shared' }
  /** Another workstation was quicker. */
  | { readonly code: 'reminder-elsewhere' };
