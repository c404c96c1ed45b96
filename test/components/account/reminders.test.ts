import { expect } from '@open-wc/testing';
import type { Reminder } from '../../../services/domain/records.ts';
import { sampleAccount } from '../../fakes/sample-shared-records.ts';
import { BEFORE_ACCOUNT, ready } from '../../fakes/tab-views.ts';
import { openTab } from '../open.ts';

const LAST: Reminder = {
  id: 'reminder-1',
  day: '2026-04-27',
  state: 'accepted',
  at: '2026-04-27T08:00:05.000Z',
  messageId: 'message-1',
};

/** Registered on 27 April, reminded every week. */
function waiting(last?: Partial<Reminder>, sendReminder: object = { allowed: true }) {
  const account = sampleAccount({
    ...{ status: 'registered', registeredAt: '2026-04-27T07:00:00.000Z' },
    ...(last && { reminder: { ...LAST, ...last } }),
  });
  const settings = { remindersEnabled: true, reminderEveryDays: 7 };
  return ready({
    ...BEFORE_ACCOUNT,
    activation: { account, settings, now: '2026-04-28T09:00:00.000Z' },
    can: { ...BEFORE_ACCOUNT.can, sendReminder: sendReminder as { readonly allowed: true } },
  });
}

describe('reminders of an account that waits to be activated', () => {
  it('says when one is due, and never calls sent what was only accepted', async () => {
    const screen = await openTab(waiting());
    await screen.sees('Reminder due on 4 May 2026.');
    screen.services.tab$.next(waiting({}));
    await screen.sees(
      'accepted by the message service on 27 Apr 2026, 09:00, not known whether sent',
    );
    expect(screen.text).not.to.contain('Reminder sent');
    screen.services.tab$.next(waiting({ state: 'sent' }));
    await screen.sees('Reminder sent on 27 Apr 2026, 09:00.');
    await screen.isAccessible();
  });

  it('says that one failed, and sends another when it is asked to', async () => {
    const screen = await openTab(waiting({ state: 'failed' }));
    await screen.sees('the message service could not send it');
    await screen.click('#send-reminder');
    expect(screen.services.inputs('sendReminder')).to.deep.equal([{ patientRef: 'patient-1' }]);
    await screen.hears('The message service has accepted the reminder.');
    await screen.isAccessible();
  });

  it('offers none where the message service was given one today, and says so', async () => {
    const screen = await openTab(waiting({ day: '2026-04-28', at: '2026-04-28T08:00:00.000Z' }));
    await screen.sees('The message service was given a reminder today, or is about to be.');
    await screen.click('#send-reminder');
    expect(screen.services.inputs('sendReminder')).to.deep.equal([]);
    await screen.isAccessible();
  });

  it('says that this system cannot send', async () => {
    const reason = 'This system cannot send messages to patients.';
    const screen = await openTab(waiting(undefined, { allowed: false, reason }));
    await screen.sees(reason);
    await screen.isAccessible();
  });
});
