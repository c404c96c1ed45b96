import type { Instant, Reminder } from '../../../domain/records.ts';
import { dates } from '../dates.ts';

/** Why none is sent now. */
export { refused } from './refused.ts';

const SENT_TO = { email: 'preferred email address', mobile: 'preferred mobile number' };

/** What the patient gets. It names nobody, and holds nothing by which somebody else gets in. */
export const message = (
  { name, phone }: { readonly name: string; readonly phone?: string },
  siteUrl: string,
  activateBy: Instant | undefined,
): { readonly subject: string; readonly text: string } => ({
  subject: 'Reminder: activate your online account',
  text: `You have registered for the online services of ${name}. Your account is not active yet. ${
    activateBy === undefined ? 'Activate it' : `Activate it by ${dates.instant(activateBy)}`
  }: follow the link in the activation email. If you cannot find it, sign in at ${siteUrl} and it is sent again. If you have not registered, tell the practice${phone === undefined ? '' : `: ${phone}`}.`,
});

/** What the audit says. */
export const audit = {
  accepted: (type: 'email' | 'mobile'): string =>
    `Reminder to activate accepted by the message service, for the ${SENT_TO[type]}`,
  notAccepted: (type: 'email' | 'mobile'): string =>
    `Reminder to activate not accepted by the message service, for the ${SENT_TO[type]}`,
  sent: 'Reminder to activate sent by the message service',
  failed: 'Reminder to activate could not be sent by the message service',
};

/** What the tab says of an account that waits to be activated. */
export const tab = {
  heading: 'Reminders',
  none: 'No reminder will be sent.',
  dueOn: (day: string): string => `Reminder due on ${dates.date(day)}.`,
  last: ({ state, at, messageId }: Reminder): string => {
    const when = dates.instant(at);
    switch (state) {
      case 'due':
        return `A reminder was taken up on ${when}; whether the message service has it is not known yet.`;
      case 'accepted':
        return `Reminder accepted by the message service on ${when}, not known whether sent.`;
      case 'sent':
        return `Reminder sent on ${when}.`;
      case 'failed':
        return messageId === undefined
          ? `Reminder failed on ${when}: the message service did not accept it.`
          : `Reminder failed on ${when}: the message service could not send it.`;
    }
  },
  unreachable:
    'No reminder can reach the patient: neither an email address nor a mobile number is preferred and verified.',
  restricted: 'The record is restricted, so nothing is sent by itself: decide whether to send one.',
  send: 'Send reminder now',
  sending: 'Sending…',
  accepted: 'The message service has accepted the reminder.',
};
