import { expect } from '@open-wc/testing';
import { BEFORE_ACCOUNT, MAIR, ready, withAccount } from '../../fakes/tab-views.ts';
import { openTab, type Screen } from '../open.ts';

const CREATED = withAccount('created');
const CAN_ISSUE = {
  ...CREATED,
  can: { ...CREATED.can, issueNewCodes: { allowed: true } },
} as const;

/** How each dialog of the tab is opened. */
const DIALOGS: Readonly<Record<string, () => Promise<Screen>>> = {
  Communication: () => opened(BEFORE_ACCOUNT, '#add-email'),
  Identification: () => opened(BEFORE_ACCOUNT, '#add'),
  'a question before something is done': () => opened(CAN_ISSUE, '#new-codes'),
  'the letter': () => opened(CREATED, '#print-letter'),
};

async function opened(view: Parameters<typeof ready>[0], button: string): Promise<Screen> {
  const screen = await openTab(ready(view));
  await screen.click(button);
  await screen.appears('dialog');
  return screen;
}

describe('every dialog says whose record it is about:', () => {
  for (const [name, open] of Object.entries(DIALOGS)) {
    it(name, async () => {
      const screen = await open();
      const line = screen.textOf('dialog #who');
      expect(line).to.include(MAIR.name);
      expect(line, 'date of birth').to.match(/1958/);
      expect(line, 'patient number').to.include(MAIR.patientId);
    });
  }
});
