import { expect } from '@open-wc/testing';
import { DIALOG_ELEMENTS } from '../../../components/tab/dialog-elements.ts';
import {
  BEFORE_ACCOUNT,
  MAIR,
  PARKED,
  ready,
  withAccount,
  withRecordToDecide,
  withWork,
} from '../../fakes/tab-views.ts';
import type { QuestionCode } from '../../../components/view-types.ts';
import { openTab, type Screen } from '../open.ts';

const CREATED = withAccount('created');
const CAN_ISSUE = {
  ...CREATED,
  can: { ...CREATED.can, issueNewCodes: { allowed: true } },
} as const;
const CAN_RESET = {
  ...CREATED,
  can: { ...CREATED.can, resetAccount: { allowed: true } },
} as const;
const CAN_LOOK_BACK = {
  ...CREATED,
  can: { ...CREATED.can, openHistory: { allowed: true } },
} as const;
const NOBODY_LET_IN = {
  ...CREATED,
  nobodyLetIn: 'Every identity check was marked as entered in error.',
  can: { ...CREATED.can, withdrawAccess: { allowed: true } },
} as const;

const CAN_VERIFY = {
  ...BEFORE_ACCOUNT,
  contacts: BEFORE_ACCOUNT.contacts.map((contact) => ({ ...contact, verified: false })),
  can: { ...BEFORE_ACCOUNT.can, sendVerificationCode: { allowed: true } },
} as const;
const ACTIVE = withAccount('active', { basic: true });
const BASIC = { ...ACTIVE, can: { ...ACTIVE.can, upgradeAccount: { allowed: true } } } as const;

/** How each dialog of the tab is opened: its element, and the screen with it. */
const DIALOGS: Readonly<
  Record<string, readonly [tag: keyof typeof DIALOG_ELEMENTS, open: () => Promise<Screen>]>
> = {
  'Communication – Add': ['os-communication-dialog', () => opened(BEFORE_ACCOUNT, '#add-email')],
  'Communication – Update': [
    'os-communication-dialog',
    () => opened(BEFORE_ACCOUNT, '#edit-email'),
  ],
  'Identification – Add': ['os-identification-dialog', () => opened(BEFORE_ACCOUNT, '#add')],
  'Entered in error': [
    'os-entered-in-error-dialog',
    () => opened(BEFORE_ACCOUNT, '#strike-check-1'),
  ],
  'the letter': ['os-letter-dialog', () => opened(CREATED, '#print-letter')],
  'a new letter': ['os-new-codes-dialog', () => opened(CAN_ISSUE, '#new-letter')],
  'a reset': ['os-new-codes-dialog', () => opened(CAN_RESET, '#reset')],
  'the history': ['os-history-dialog', () => opened(CAN_LOOK_BACK, '#history')],
  'the question before access is withdrawn': [
    'os-confirm-dialog',
    () => opened(NOBODY_LET_IN, '#withdraw'),
  ],
  'the question before work is discarded': [
    'os-confirm-dialog',
    () => opened(withWork(PARKED), '#discard-entry-2'),
  ],
  'why somebody else’s work is discarded': [
    'os-discard-dialog',
    () => opened(withWork({ ...PARKED, takesReason: true }), '#discard-entry-2'),
  ],
  'a question that creating asks': ['os-confirm-dialog', () => asked('no-preferred-email')],
  'who wants a child’s account': ['os-child-dialog', () => asked('patient-under-11')],
  'what speaks for care before the record is shown': [
    'os-record-access-dialog',
    () => recordAsked(),
  ],
  'verifying an address': ['os-verify-dialog', () => opened(CAN_VERIFY, '#verify-email')],
  'upgrading a basic account': ['os-basic-account-dialog', () => opened(BASIC, '#upgrade')],
};

async function opened(view: Parameters<typeof ready>[0], button: string): Promise<Screen> {
  const screen = await openTab(ready(view));
  await screen.click(button);
  await screen.appears('dialog');
  return screen;
}

async function recordAsked(): Promise<Screen> {
  const screen = await openTab(ready(withRecordToDecide()));
  const concern = { code: 'record-access-declined', on: '2025-06-01', takesReason: true } as const;
  screen.services.answer('reviewRecordAccess', { ok: true, value: { concerns: [concern] } });
  await screen.click('#enabled-summary-data');
  await screen.appears('dialog');
  return screen;
}

async function asked(code: QuestionCode): Promise<Screen> {
  const screen = await openTab(ready(BEFORE_ACCOUNT));
  screen.services.refuse('createAccount', {
    kind: 'needs-confirmation',
    message: 'Something is to be asked first.',
    question: { code, title: 'A question' },
  });
  await screen.click('#create');
  await screen.appears('dialog');
  return screen;
}

describe('every dialog says whose record it is about:', () => {
  for (const [name, [tag, open]] of Object.entries(DIALOGS)) {
    it(name, async () => {
      const screen = await open();
      expect(screen.has(tag), tag).to.be.true;
      const line = screen.textOf('dialog #who');
      expect(line).to.include(MAIR.name);
      expect(line, 'date of birth').to.match(/1958/);
      expect(line, 'patient number').to.include(MAIR.patientId);
      const described = screen.get('dialog').getAttribute('aria-describedby');
      expect(described, 'told to assistive technology').to.equal('who');
    });
  }

  it('none is missing here', () => {
    const tried = new Set(Object.values(DIALOGS).map(([tag]) => tag));
    const dialogs = Object.keys(DIALOG_ELEMENTS).filter((tag) => tag.endsWith('-dialog'));
    expect([...tried].sort()).to.deep.equal(dialogs.sort());
  });
});
