import { expect, nextFrame } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { ApplicationsView, ApplicationView } from '../../../services/application/views.ts';
import { words } from '../../../services/words/words.ts';
import { SETTINGS } from '../../fakes/tab-views.ts';
import { openApplicationsPage, type Screen } from '../open.ts';

const APPLICATION: ApplicationView = {
  id: 'application-1',
  appliedAt: '2026-11-20T18:05:00.000Z',
  endsAfter: '2027-02-18',
  because: 'More than one patient may be meant. Compare them with care.',
  name: 'Sian Morgan',
  typed: [{ label: 'Postcode', text: 'ZZ99 1AA' }],
  candidates: [
    {
      patientRef: 'patient-1',
      name: 'MORGAN, Siân (Mrs)',
      inFull: 'MORGAN, Siân (Mrs) (patient number: 999 000 0018)',
      rows: [
        { label: 'Surname', typed: 'Morgan', held: 'Morgan', isSame: true },
        { label: 'Postcode', typed: 'ZZ99 1AA', held: 'ZZ99 3VZ', isSame: false },
        { label: 'Patient number', typed: 'Not given', held: '999 000 0018' },
      ],
      questions: [{ code: 'restricted-record', message: 'This record is restricted.' }],
    },
    {
      patientRef: 'patient-2',
      name: 'MORGAN, Siân (Ms)',
      inFull: 'MORGAN, Siân (Ms)',
      rows: [],
      refused: 'This patient has an online account already.',
      questions: [],
    },
  ],
  reasons: ['not-found-here', 'other'],
};
const LIST: ApplicationsView = {
  applications: [APPLICATION],
  matched: 1,
  findsPatients: true,
  isAllowed: true,
  hasMore: false,
  unreadable: 0,
};
const NONE: ApplicationsView = { ...LIST, applications: [], matched: 0 };
const MATCH = '#match-application-1-patient-1';

async function opened(...views: readonly ApplicationsView[]): Promise<Screen> {
  const screen = await openApplicationsPage(SETTINGS, (services) => {
    services.answer('openApplications', ...views.map((value) => ({ ok: true, value }) as const));
  });
  await screen.appears('#again');
  return screen;
}

describe('the page of online applications', () => {
  it('shows both sides of each, and differences by a word as well', async () => {
    const screen = await opened(LIST);
    expect(screen.services.inputs('openApplications')).to.deep.equal([{ isOpening: true }]);
    expect(screen.text).to.include('Sian Morgan, on 20 Nov 2026');
    expect(screen.text).to.include('More than one patient may be meant.');
    expect(screen.text).to.include('1 application was dealt with by itself.');
    const rows = screen.all('tbody tr').map((row) => row.textContent.replace(/\s+/g, ' ').trim());
    expect(rows[0]).to.include('Same');
    expect(rows[1]).to.include('Differs');
    expect(rows[2]).not.to.match(/Same|Differs/);
    await screen.isAccessible();
  });

  it('asks before it matches, with what else is to be answered, and reads the list anew', async () => {
    const screen = await opened(LIST, NONE);
    await screen.click(MATCH);
    await screen.appears('os-confirm-dialog');
    expect(screen.text).to.include(
      'can then book appointments as MORGAN, Siân (Mrs) (patient number: 999 000 0018)',
    );
    expect(screen.text).to.include('This record is restricted.');
    await screen.isAccessible();
    await screen.click('dialog [type="submit"]');
    await screen.sees('No application waits for staff.');
    expect(screen.services.inputs('matchApplication')).to.deep.equal([
      {
        ...{ operationId: 'operation-1', applicationId: 'application-1', patientRef: 'patient-1' },
        answered: ['restricted-record'],
      },
    ]);
    await screen.hears('MORGAN, Siân (Mrs) can sign in and book appointments.');
    await screen.focusReaches('#again');
  });

  it('matches nobody who has an account, and says why', async () => {
    const screen = await opened(LIST);
    const button = screen.get('#match-application-1-patient-2');
    expect(button.getAttribute('aria-disabled')).to.equal('true');
    button.click();
    await screen.settled();
    expect(screen.has('os-confirm-dialog')).to.equal(false);
    expect(screen.text).to.include('This patient has an online account already.');
  });

  it('rejects for a reason, and leads to the field that lacks one', async () => {
    const screen = await opened(LIST, NONE);
    await screen.click('summary');
    const message = 'Choose a reason.';
    screen.services.refuse('rejectApplication', { kind: 'invalid', message, field: 'reasonCode' });
    await screen.click('#reject-application-1');
    await screen.focusReaches('#reasonCode');
    expect(screen.text).to.include(message);
    await screen.isAccessible();
    screen.choose('#reasonCode', 'not-found-here');
    await screen.click('#reject-application-1');
    await screen.sees('No application waits for staff.');
    expect(screen.services.inputs('rejectApplication').at(-1)).to.include({
      ...{ applicationId: 'application-1', reasonCode: 'not-found-here', reason: '' },
    });
  });

  it('says what it and its controls are for, and leads to its page of the staff guide', async () => {
    const screen = await opened(LIST);
    await screen.click('#about');
    const { page, readMore } = words('applications').help;
    const told = screen.textOf('os-section-help');
    for (const { name } of page.controls) {
      expect(told).to.include(name);
      expect(screen.text.split(name)).to.have.length.above(2, `${name} is on the page as well`);
    }
    expect(told).to.include(readMore('basic-accounts'));
    expect(screen.get('a').getAttribute('href')).to.match(/\/guide\/basic-accounts\.html$/);
    await screen.isAccessible();
    screen.get('#about').focus();
    await sendKeys({ press: 'Escape' });
    await screen.vanishes('os-section-help');
  });

  it('says why it cannot be seen', async () => {
    const message = 'Your role does not allow this.';
    const screen = await openApplicationsPage(SETTINGS, (services) => {
      services.refuse('openApplications', { kind: 'not-permitted', message });
    });
    await screen.sees(message);
    await screen.isAccessible();
  });

  it('is not opened again by who leaves it: each opening is in the audit', async () => {
    const screen = await opened(LIST);
    screen.element.remove();
    // What it would still do is done within the same task.
    await nextFrame();
    expect(screen.services.inputs('openApplications')).to.have.length(1);
  });

  it('leaves nothing on the screen of who signs out', async () => {
    const screen = await opened(LIST, LIST);
    await screen.click(MATCH);
    await screen.appears('os-confirm-dialog');
    await screen.click('dialog [type="submit"]');
    await screen.hears('MORGAN, Siân (Mrs) can sign in and book appointments.');
    screen.services.settings$.next({ ...SETTINGS, staffId: '' });
    await screen.sees('Sign in to see the applications.');
    expect(screen.text).not.to.match(/morgan/i);
  });

  it('shows nothing any more once nobody says who is signed in, and says that something is wrong', async () => {
    const screen = await opened(LIST);
    screen.services.settings$.complete();
    await screen.sees('Something went wrong in Online Services');
    expect(screen.text).not.to.include('Morgan');
  });
});
