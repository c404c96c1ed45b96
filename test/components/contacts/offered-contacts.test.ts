import { expect } from '@open-wc/testing';
import type { ReadyTabView } from '../../../services/application/views.ts';
import { BEFORE_ACCOUNT, ready } from '../../fakes/tab-views.ts';
import { openTab } from '../open.ts';

const AT = '2026-04-20T09:00:00.000Z';
const EMAIL = { type: 'email', value: 'mair.new@post.example', at: AT } as const;
const MOBILE = { type: 'mobile', value: '07700900123', at: AT } as const;

function offering(...offeredContacts: NonNullable<ReadyTabView['offeredContacts']>) {
  const can = {
    ...BEFORE_ACCOUNT.can,
    takeOverContact: { allowed: true },
    leaveOfferedContact: { allowed: true },
  } as const;
  return ready({ ...BEFORE_ACCOUNT, can, offeredContacts });
}

describe('what the patient changed at the website', () => {
  it('is told with its time, and taken over or left by itself', async () => {
    const screen = await openTab(offering(EMAIL, MOBILE));
    await screen.sees(
      'Email changed by the patient at the website on 20 Apr 2026, 10:00: mair.new@post.example',
    );
    await screen.sees('Mobile number changed by the patient at the website');
    await screen.isAccessible();
    await screen.click('#take-over-email');
    await screen.hears('mair.new@post.example is in the record now, not verified.');
    await screen.click('#leave-mobile');
    await screen.hears('The record is as it was, without 07700900123.');
    const [taken] = screen.services.inputs('takeOverContact');
    expect(taken).to.deep.include({ ...EMAIL, patientRef: 'patient-1' });
    expect(screen.services.inputs('leaveOfferedContact')[0]).to.deep.include(MOBILE);
  });

  it('is asked about where others hold the address, and taken over once that is answered', async () => {
    const screen = await openTab(offering(EMAIL));
    await screen.sees('Changed by the patient');
    screen.services.refuse('takeOverContact', {
      kind: 'needs-confirmation',
      message: 'This email address is also held by 1 other patient.',
      question: { code: 'offered-email-shared', title: 'Email address held by other patients' },
    });
    await screen.click('#take-over-email');
    await screen.sees('This email address is also held by 1 other patient.');
    await screen.sees('Take over all the same');
    await screen.isAccessible();
    await screen.click('#take-over-email');
    expect(screen.services.inputs('takeOverContact')[1]).to.deep.include({
      answered: ['offered-email-shared'],
    });
  });

  it('says that nothing was added where somebody else was quicker', async () => {
    const screen = await openTab(offering(EMAIL));
    await screen.sees('Changed by the patient');
    screen.services.answer('takeOverContact', { ok: true, value: 'held' });
    await screen.click('#take-over-email');
    await screen.hears('was in the record already: nothing was added');
  });

  it('stays where it is while the record refuses, whose sentence is shown', async () => {
    const screen = await openTab(offering(EMAIL));
    await screen.sees('Changed by the patient');
    screen.services.refuse('takeOverContact', {
      kind: 'host-refused',
      message: 'The record is locked.',
    });
    await screen.click('#take-over-email');
    await screen.sees('The record is locked.');
    expect(screen.has('#take-over-email')).to.equal(true);
  });

  it('shows hidden characters as what they are, and is not there where nothing was changed', async () => {
    const screen = await openTab(offering({ ...EMAIL, value: 'mair\u202E@post.example' }));
    await screen.sees('mair[U+202E]@post.example');
    screen.services.tab$.next(ready(BEFORE_ACCOUNT));
    await screen.vanishes('#offered');
  });
});
