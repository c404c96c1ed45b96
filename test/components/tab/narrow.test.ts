import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import {
  BEFORE_ACCOUNT,
  MAIR,
  PASSPORT,
  ready,
  SERVICES,
  withAccount,
} from '../../fakes/tab-views.ts';
import { openTab } from '../open.ts';

/** On so many lines is its text. */
function linesOf(element: HTMLElement): number {
  const range = document.createRange();
  range.selectNodeContents(element);
  return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
}

const LONG = 'Llanfairpwllgwyngyll'.repeat(10);

describe('the tab on a screen of 320 by 640', () => {
  beforeEach(() => setViewport({ width: 320, height: 640 }));
  afterEach(() => setViewport({ width: 1024, height: 768 }));

  it('has Create in sight without scrolling', async () => {
    const screen = await openTab(ready(BEFORE_ACCOUNT));
    const { bottom } = screen.get('#create').getBoundingClientRect();
    expect(bottom - screen.element.getBoundingClientRect().top).to.be.below(640);
  });

  it('keeps what a patient number is called beside it, whatever the name before it', async () => {
    for (const name of ['Mair Llewelyn', 'Mair Llewelyn-Prys', 'Mair Eluned Llewelyn-Prys-Jones']) {
      const screen = await openTab(
        ready({ ...BEFORE_ACCOUNT, patient: { ...MAIR, name, patientIdLabel: 'NHS number' } }),
      );
      const labels = screen.all('os-patient-banner dt');
      expect(labels.map(linesOf), 'in the banner').to.deep.equal(labels.map(() => 1));
      await screen.click('#add-email');
      await screen.appears('dialog[open]');
      const said = screen.all('dialog .who .unbroken');
      expect(said.map((each) => each.textContent.trim())).to.deep.equal([
        'Born 14 Mar 1958',
        `NHS number ${MAIR.patientId}`,
      ]);
      expect(said.map(linesOf), 'in a dialog').to.deep.equal([1, 1]);
    }
  });

  it('breaks long words rather than growing wider', async () => {
    const view = withAccount('created');
    const screen = await openTab(
      ready({
        ...view,
        patient: { ...MAIR, name: LONG },
        contacts: [
          {
            id: 'e',
            type: 'email',
            value: `${LONG}@mail.example`,
            verified: false,
            preferred: true,
          },
        ],
        identityChecks: [{ ...PASSPORT, freetext: LONG, staffName: LONG }],
        services: SERVICES.map((service) => ({ ...service, notes: LONG })),
        sync: { ...view.sync, tone: 'bad', summary: LONG },
      }),
    );
    expect(screen.element.scrollWidth).to.be.at.most(320);
    for (const dialog of ['#edit-email', '#add', '#strike-check-1']) {
      await screen.click(dialog);
      await screen.appears('dialog[open]');
      const content = screen.get('dialog .content');
      expect(content.scrollWidth, dialog).to.be.at.most(content.clientWidth);
      await screen.click('#cancel');
      await screen.vanishes('dialog');
    }
  });
});
