import { expect } from '@open-wc/testing';
import {
  isReminderDue,
  reminderDueOn,
  whyNotRemind,
  withReminderNews,
  withReminderTakenUp,
} from '../../../../services/domain/reminders/reminder-rules.ts';
import { AccountStatus, type AccountRecord } from '../../../../services/domain/records.ts';
import { sampleAccount } from '../../../fakes/sample-shared-records.ts';

const WEEKLY = { remindersEnabled: true, reminderEveryDays: 7 };
const DUE = '2026-04-27T08:00:00.000Z';

function registered(changes: Partial<AccountRecord> = {}): AccountRecord {
  return sampleAccount({
    status: AccountStatus.registered,
    registeredAt: '2026-04-20T09:30:00.000Z',
    activateBy: '2026-05-04T09:30:00.000Z',
    ...changes,
  });
}

describe('who has registered and not activated', () => {
  it('is reminded so many days later, from the beginning of that day in the United Kingdom', () => {
    expect(reminderDueOn(registered(), WEEKLY)).to.equal('2026-04-27');
    // Half past midnight in summer.
    expect(isReminderDue(registered(), WEEKLY, '2026-04-26T23:30:00.000Z')).to.equal(true);
    expect(isReminderDue(registered(), WEEKLY, '2026-04-26T22:30:00.000Z')).to.equal(false);
  });

  it('is not when the practice sends none, the account is disabled, in use, or has run out', () => {
    const never: readonly (readonly [AccountRecord, typeof WEEKLY, string])[] = [
      [registered(), { ...WEEKLY, remindersEnabled: false }, DUE],
      [registered({ enabled: false }), WEEKLY, DUE],
      [registered({ status: AccountStatus.active }), WEEKLY, DUE],
      [registered({ status: AccountStatus.created }), WEEKLY, DUE],
      [registered(), WEEKLY, '2026-05-04T09:30:00.001Z'],
    ];
    for (const [account, settings, now] of never) {
      expect(isReminderDue(account, settings, now)).to.equal(false);
    }
    expect(reminderDueOn(registered(), { ...WEEKLY, reminderEveryDays: 15 })).to.equal(undefined);
  });

  it('gets one reminder for all the days that were missed, and the next counted from it', () => {
    const late = withReminderTakenUp(registered(), 'r-1', '2026-04-29T08:00:00.000Z');
    const sent = withReminderNews(late, {
      id: 'r-1',
      state: 'accepted',
      at: '2026-04-29T08:00:05.000Z',
      messageId: 'm-1',
    });
    expect(reminderDueOn(sent, { ...WEEKLY, reminderEveryDays: 3 })).to.equal('2026-05-02');
    expect(isReminderDue(sent, WEEKLY, '2026-04-29T08:01:00.000Z')).to.equal(false);
  });

  it('gets the same reminder, not another, when whoever took it up was cut off', () => {
    const taken = withReminderTakenUp(registered(), 'r-1', DUE);
    expect(isReminderDue(taken, WEEKLY, '2026-04-27T08:14:00.000Z')).to.equal(false);
    expect(whyNotRemind(taken, '2026-04-27T08:14:00.000Z')).to.deep.equal({
      code: 'reminded-today',
    });
    expect(isReminderDue(taken, WEEKLY, '2026-04-27T08:16:00.000Z')).to.equal(true);
    const again = withReminderTakenUp(taken, 'r-2', '2026-04-27T08:16:00.000Z');
    expect(again.reminder?.id).to.equal('r-1');
  });

  it('may be sent another by staff on the day one failed, and one a day otherwise', () => {
    const at = '2026-04-27T08:00:05.000Z';
    const taken = withReminderTakenUp(registered(), 'r-1', DUE);
    const accepted = withReminderNews(taken, {
      id: 'r-1',
      state: 'accepted',
      at,
      messageId: 'm-1',
    });
    const failed = withReminderNews(accepted, { id: 'r-1', state: 'failed', at });
    expect(whyNotRemind(accepted, '2026-04-27T15:00:00.000Z')?.code).to.equal('reminded-today');
    expect(whyNotRemind(accepted, '2026-04-28T08:00:00.000Z')).to.equal(undefined);
    expect(whyNotRemind(failed, '2026-04-27T15:00:00.000Z')).to.equal(undefined);
    expect(withReminderTakenUp(failed, 'r-2', '2026-04-27T15:00:00.000Z').reminder?.id).to.equal(
      'r-2',
    );
  });

  it('is told what became of a message once, and nothing that came before it', () => {
    const at = '2026-04-27T08:00:05.000Z';
    const sent = withReminderNews(withReminderTakenUp(registered(), 'r-1', DUE), {
      id: 'r-1',
      state: 'sent',
      at,
    });
    expect(withReminderNews(sent, { id: 'r-1', state: 'accepted', at })).to.equal(sent);
    expect(withReminderNews(sent, { id: 'r-1', state: 'failed', at })).to.equal(sent);
    expect(withReminderNews(sent, { id: 'r-0', state: 'failed', at })).to.equal(sent);
  });

  it('is reminded anew after registering anew: an earlier reminder counts no more', () => {
    const earlier = withReminderTakenUp(registered(), 'r-1', DUE);
    const anew = {
      ...earlier,
      registeredAt: '2026-04-28T09:00:00.000Z',
      activateBy: '2026-05-12T09:00:00.000Z',
    };
    expect(reminderDueOn(anew, WEEKLY)).to.equal('2026-05-05');
  });
});
