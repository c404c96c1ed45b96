import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { ReadyTabView } from '../../../services/application/views.ts';
import { TEXT_LIMITS, type LimitedText } from '../../../services/domain/limited-text.ts';
import type { CommandName } from '../../fakes/fake-online-services.ts';
import {
  BEFORE_ACCOUNT,
  LUKASZ,
  PARKED,
  PASSPORT,
  SETTINGS,
  ready,
  withAccount,
  withRecordToDecide,
  withWork,
} from '../../fakes/tab-views.ts';
import { waitUntil } from '../../wait-until.ts';
import { openSettings, openTab, type Screen } from '../open.ts';

interface LimitedField {
  readonly open: () => Promise<Screen>;
  readonly id: string;
  readonly save: string;
  readonly command: CommandName;
}

/** Where each limited text is typed. A new limit has no place here, and does not compile, until it has a field. */
const FIELDS: Readonly<Record<LimitedText, LimitedField>> = {
  email: {
    open: async () => opened(await openTab(ready(BEFORE_ACCOUNT)), '#add-email'),
    id: 'value',
    save: 'dialog [type="submit"]',
    command: 'saveContact',
  },
  freetext: {
    open: async () => opened(await openTab(ready(BEFORE_ACCOUNT)), '#add'),
    id: 'freetext',
    save: 'dialog [type="submit"]',
    command: 'recordIdentityCheck',
  },
  strikeReason: {
    open: async () =>
      opened(
        await openTab(ready({ ...BEFORE_ACCOUNT, identityChecks: [PASSPORT] })),
        '[id^="strike-"]',
      ),
    id: 'reason',
    save: 'dialog [type="submit"]',
    command: 'markIdentityCheckEnteredInError',
  },
  discardReason: {
    open: async () =>
      opened(
        await openTab(ready(withWork({ ...PARKED, takesReason: true }))),
        `#discard-${PARKED.workId}`,
      ),
    id: 'reason',
    save: 'dialog [type="submit"]',
    command: 'discardWork',
  },
  actionReason: {
    open: async () => {
      const account = withAccount('active');
      const can = { ...account.can, resetAccount: { allowed: true } } as const;
      return opened(await openTab(ready({ ...account, can })), '#reset');
    },
    id: 'reason',
    save: 'dialog [type="submit"]',
    command: 'resetAccount',
  },
  accessReason: {
    open: async () => opened(await openTab(ready(withRecordToDecide())), '#enabled-summary-data'),
    id: 'reason',
    save: '#not-now',
    command: 'reviewRecordAccess',
  },
  askedBy: {
    open: async () => {
      const screen = await openTab(ready(BEFORE_ACCOUNT));
      const question = { code: 'patient-under-11', title: 'Patient under 11' } as const;
      const message = 'The patient is under 11.';
      screen.services.refuse('createAccount', { kind: 'needs-confirmation', message, question });
      await opened(screen, '#create');
      await screen.appears('os-child-dialog #askedBy, #askedBy');
      return screen;
    },
    id: 'askedBy',
    save: 'dialog [type="submit"]',
    command: 'createAccount',
  },
  notes: {
    open: () => openTab(ready(withAccount('active'))),
    id: 'notes-repeats',
    save: '#save',
    command: 'changeServices',
  },
  siteUrl: {
    open: () => openSettings(SETTINGS),
    id: 'siteUrl',
    save: '[type="submit"]',
    command: 'saveSettings',
  },
  welcomeMessage: {
    open: () => openSettings(SETTINGS),
    id: 'welcomeMessage',
    save: '[type="submit"]',
    command: 'saveSettings',
  },
  presetName: {
    open: () => {
      const presets = [{ name: 'Repeats', services: ['repeats'] }] as const;
      return openSettings({ ...SETTINGS, settings: { ...SETTINGS.settings, presets } });
    },
    id: 'preset-0',
    save: '[type="submit"]',
    command: 'saveSettings',
  },
};

async function opened(screen: Screen, button: string): Promise<Screen> {
  await screen.click(button);
  return screen;
}

/** As if it had been pasted. */
async function enter(screen: Screen, id: string, text: string): Promise<void> {
  const field = screen.get(`#${id}`) as HTMLInputElement | HTMLTextAreaElement;
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await screen.settled();
}

for (const [of, { open, id, save, command }] of Object.entries(FIELDS)) {
  const limit = TEXT_LIMITS[of as LimitedText];
  const count = `os-character-count:has(#${id}-limit)`;

  describe(`a limited field: ${of}`, () => {
    it('says how much may be entered, and how much is left or too many', async () => {
      const screen = await open();
      const field = screen.get(`#${id}`);
      const described = field.getAttribute('aria-describedby')?.split(' ') ?? [];
      const root = field.getRootNode() as ShadowRoot;
      const hints = described.map((each) => root.getElementById(each)?.textContent);
      expect(hints).to.include(`You can enter up to ${limit} characters.`);
      expect(field.hasAttribute('maxlength'), 'nothing is cut off').to.be.false;

      await enter(screen, id, 'x'.repeat(limit - 1));
      expect(screen.textOf(count)).to.include('You have 1 character left');
      await enter(screen, id, 'x'.repeat(limit + 2));
      expect(screen.textOf(`${count} .error`)).to.equal('You have 2 characters too many');
      await screen.isAccessible();
    });

    it('keeps what is too long when it is refused beside the field', async () => {
      const screen = await open();
      const message = '2 characters too many.';
      screen.services.refuse(command, { kind: 'invalid', message, field: id });
      const text = 'x'.repeat(limit + 2);
      await enter(screen, id, text);
      await screen.click(save);
      const field = screen.get(`#${id}`) as HTMLInputElement | HTMLTextAreaElement;
      await waitUntil(() => field.getAttribute('aria-invalid') === 'true', 'it is refused');
      const root = field.getRootNode() as ShadowRoot;
      const described = field.getAttribute('aria-describedby')?.split(' ') ?? [];
      const said = described.map((each) => root.getElementById(each)?.textContent.trim());
      expect(said).to.include(message);
      expect(field.value).to.equal(text);
      await screen.isAccessible();
    });
  });
}

describe('notes that were refused', () => {
  it('have the count beside them, and the reason once, tied to them', async () => {
    const screen = await openTab(ready(withAccount('active')));
    const message = 'Notes on Repeats: 2 characters too many. Shorten the text to 500.';
    const field = 'notes-repeats';
    screen.services.refuse('changeServices', { kind: 'invalid', message, field });
    await enter(screen, field, 'x'.repeat(502));
    await screen.click('#save');
    await waitUntil(
      () => screen.get(`#${field}`).getAttribute('aria-invalid') === 'true',
      'they are refused',
    );
    expect(screen.textOf('os-services-section').split(message)).to.have.length(2);
    expect(screen.textOf('td.notes:has([aria-invalid="true"]) .error')).to.equal(
      'You have 2 characters too many',
    );
    expect(screen.get('#notes-global').getAttribute('aria-invalid')).to.equal('false');
  });
});

describe('the count of a limited field', () => {
  it('is told to a screen reader when typing has stopped, not at each key', async () => {
    const screen = await opened(await openTab(ready(BEFORE_ACCOUNT)), '#add');
    const told = screen.get('dialog os-character-count [role="status"]');
    screen.get('#freetext').focus();
    await sendKeys({ type: 'Known' });
    expect(screen.textOf('dialog .count')).to.equal('You have 495 characters left');
    expect(told.textContent).to.equal('');
    await waitUntil(() => told.textContent === 'You have 495 characters left', 'it is told');
  });

  it('tells nothing of what nobody types: given up, from elsewhere, or brought back with the patient', async () => {
    const screen = await openTab(ready(withNotes('')));
    await screen.type('#notes-repeats', 'Asked for it');
    await toldOf(screen, 'repeats', 'You have 488 characters left');
    await leftFor(screen, '#cancel').click('#cancel');
    expect(told(screen, 'repeats'), 'of what was given up').to.equal('');

    await shown(screen, withNotes('Typed at another computer'));
    expect(notes(screen)).to.equal('Typed at another computer');
    await screen.type('#notes-repeats', 'Asked to stop');
    leftFor(screen, '#enabled-global');
    await shown(screen, { ...withNotes(''), patient: LUKASZ });
    await shown(screen, withNotes('Typed at another computer'));
    expect(notes(screen), 'brought back').to.equal('Asked to stop');
    // What is told later was begun later: by then the rest would have been told as well.
    await screen.type('#notes-messaging', 'Wants it');
    await toldOf(screen, 'messaging', 'You have 492 characters left');
    expect(told(screen, 'repeats'), 'in the end').to.equal('');
  });

  it('stays away from notes that nobody is writing', async () => {
    const screen = await openTab(ready(withAccount('active')));
    expect(screen.text).not.to.include('characters left');
    await screen.type('#notes-repeats', 'Asked for it');
    expect(screen.text).to.include('You have 488 characters left');
  });
});

/** A patient with an account, whose notes on repeats are these. */
function withNotes(notes: string): ReadyTabView {
  const view = withAccount('active');
  const services = view.services.map((each) =>
    each.name === 'repeats' ? { ...each, notes } : each,
  );
  return { ...view, services };
}

async function shown(screen: Screen, view: ReadyTabView): Promise<void> {
  screen.services.tab$.next(ready(view));
  await screen.settled();
}

function notes(screen: Screen): string {
  return screen.get('#notes-repeats', HTMLInputElement).value;
}

/** The focus goes on to something else, as it does for who clicks there. */
function leftFor(screen: Screen, selector: string): Screen {
  screen.get(selector).focus();
  return screen;
}

/** What a screen reader was told of the notes on a service. */
function told(screen: Screen, service: string): string {
  return screen.textOf(`os-character-count:has(#notes-${service}-limit) [role="status"]`);
}

async function toldOf(screen: Screen, service: string, words: string): Promise<void> {
  await waitUntil(() => told(screen, service) === words, `"${words}" is told`);
}
