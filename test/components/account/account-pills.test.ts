import { expect } from '@open-wc/testing';
import type { AccountView } from '../../../services/application/views.ts';
import { BEFORE_ACCOUNT, ready, withAccount } from '../../fakes/tab-views.ts';
import { inForcedColours } from '../forced-colours.ts';
import { openTab, type Screen } from '../open.ts';

const STATUSES = {
  created: 'Created',
  registered: 'Registered',
  active: 'Active',
  locked: 'Locked',
} as const;

const AT = '2026-11-20T09:10:00.000Z';
const MISUSE = { reason: 'Misuse', at: AT, byRule: false };
const DIED = { reason: 'Patient has died', at: AT, byRule: true };

/** Whether, and how, the account is disabled, and the pill that says so. */
const DISABLED: Readonly<Record<string, readonly [Partial<AccountView>, string?]>> = {
  enabled: [{ disabledByPractice: false }],
  'disabled before reasons were kept': [{ disabledByPractice: true }, 'Disabled by practice'],
  'disabled by somebody': [{ disabledByPractice: true, disabling: MISUSE }, 'Disabled by practice'],
  'disabled by a rule': [
    { disabledByPractice: true, disabling: DIED },
    'Disabled: Patient has died',
  ],
};

const SHARED: Readonly<Record<string, readonly [boolean, string?]>> = {
  shared: [true],
  'not sent yet': [false, 'Not sent yet'],
};

/** What they say, in the banner and in the account's own section alike. */
function pillsOf(screen: Screen): readonly string[] {
  return [...new Set(screen.all('.pills .pill').map(({ textContent }) => textContent.trim()))];
}

describe('locked is not disabled:', () => {
  for (const [status, label] of Object.entries(STATUSES)) {
    for (const [how, [disabled, disabledPill]] of Object.entries(DISABLED)) {
      for (const [sent, [shared, sharedPill]] of Object.entries(SHARED)) {
        it(`${label}, ${how}, ${sent}`, async () => {
          const view = withAccount(status as keyof typeof STATUSES, { ...disabled, shared });
          const screen = await openTab(ready(view));
          const expected = [label, disabledPill, sharedPill].filter((pill) => pill !== undefined);
          expect(pillsOf(screen)).to.deep.equal(expected);
          const isLocked = status === 'locked';
          const says = screen.text;
          expect(says.includes('Locked until')).to.equal(isLocked);
          expect(says.includes('Reason: ')).to.equal('disabling' in disabled);
        });
      }
    }
  }

  it('one that ended with the registration says what it takes to give it back', async () => {
    const note = 'The account ended when the patient left. Check who the patient is again.';
    const gone = { reason: 'Patient has left', at: AT, byRule: true };
    const view = withAccount('active', { disabledByPractice: true, disabling: gone });
    const can = { ...view.can, changeServices: { allowed: true, note } as const };
    const screen = await openTab(ready({ ...view, can }));
    expect(screen.text).to.include(note);
    expect(screen.text, 'not yet').not.to.include('Tick Global under Services and save: then');
    await screen.isAccessible();
  });

  it('an account of an earlier record of the patient is told before another is made', async () => {
    const note = 'An earlier record of this patient has an online account.';
    const can = { ...BEFORE_ACCOUNT.can, createAccount: { allowed: true, note } as const };
    const screen = await openTab(ready({ ...BEFORE_ACCOUNT, can }));
    expect(screen.text).to.include(note);
    await screen.isAccessible();
  });

  it('an account that is both says both, in words and icons of their own, without colours too', async () => {
    const view = withAccount('locked', { disabledByPractice: true, disabling: MISUSE });
    const screen = await openTab(ready(view));
    const [locked, disabled] = screen.all('.pills .pill');
    expect(screen.text).to.include(
      'This account was disabled on 20 Nov 2026, 09:10. Reason: Misuse.',
    );
    const [lock, off] = [locked, disabled].map((pill) => pill?.querySelector('svg'));
    expect(lock?.isEqualNode(off ?? null)).to.be.false;
    await screen.isAccessible();
    await inForcedColours(async () => {
      for (const pill of [locked, disabled]) {
        if (pill === undefined) throw new Error('A pill is missing.');
        expect(getComputedStyle(pill).borderStyle).to.equal('solid');
      }
      await screen.isAccessible();
    });
  });

  it('an account that may not be enabled now is not said to be open with a tick', async () => {
    const view = withAccount('active', { disabledByPractice: true, disabling: DIED });
    const screen = await openTab(ready({ ...view, nobodyLetIn: 'The patient has died.' }));
    expect(screen.text).to.include('Reason: Patient has died.');
    expect(screen.text).not.to.include('Tick Global');
  });
});
