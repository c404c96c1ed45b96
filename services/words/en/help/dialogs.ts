import { child } from '../account/dialogs.ts';
import { account } from '../account/tab.ts';
import { codes } from '../codes/tab.ts';
import { contacts as contactDialogs } from '../contacts/dialogs.ts';
import { offered } from '../contacts/offered.ts';
import { contacts } from '../contacts/tab.ts';
import { identity as identityDialogs } from '../identity/dialogs.ts';
import { identity } from '../identity/tab.ts';
import { letter as letterDialogs } from '../letter/dialogs.ts';
import { letter } from '../letter/tab.ts';
import { tab as reminders } from '../reminders/reminders.ts';
import { services as serviceNames } from '../services/views.ts';
import { services as serviceDialogs } from '../services/dialogs.ts';
import { presets } from '../services/presets.ts';
import { recordAccess } from '../services/record-access.ts';
import { services } from '../services/tab.ts';
import { unsentWork } from '../unsent-work/tab.ts';
import { actions } from '../unsent-work/work-list.ts';
import { readMore, type HelpText } from './guide.ts';

const contactHelp: HelpText = {
  purpose:
    'Which email address and mobile number messages about the online account go to. They are kept in the patient’s record.',
  controls: [
    {
      name: contacts.email.label,
      means: 'The address that gets messages. The patient needs one to finish registering.',
    },
    {
      name: contacts.mobile.label,
      means: 'The mobile number that gets text messages. The patient can do without.',
    },
    { name: contacts.add, means: 'Records another address or number.' },
    { name: contacts.edit, means: 'Changes the one that is shown, or marks it as verified.' },
    {
      name: contacts.verify,
      means: 'Sends a code to the one that is shown, for the patient to read out.',
    },
    {
      name: contactDialogs.why.label,
      means: 'Asked for when you tick Verified yourself. It is kept with the contact.',
    },
    {
      name: offered.takeOver,
      means: 'Puts what the patient changed at the website into the record, not verified.',
    },
    { name: offered.leave, means: 'Keeps the record without what the patient changed.' },
    { name: contactDialogs.value, means: 'The address or number itself.' },
    { name: contactDialogs.type, means: 'Whether it is an email address, a mobile or a phone.' },
    {
      name: contactDialogs.verified,
      means: 'The practice has checked that it reaches the patient. Others get no messages.',
    },
    {
      name: contactDialogs.preferred,
      means: 'The one to use when the patient has several of the same type.',
    },
  ],
  pages: ['contacts'],
};

const identificationHelp: HelpText = {
  purpose:
    'How the practice made sure who the patient is. An account cannot be created until this is recorded.',
  controls: [
    { name: identity.add, means: 'Records a check that you or a colleague made.' },
    { name: identityDialogs.date, means: 'The day of the check. Today, unless you change it.' },
    {
      name: identityDialogs.type,
      means: 'What was seen, or who vouched for the patient. Record each document by itself.',
    },
    { name: identityDialogs.staff, means: 'Who made the check. You, unless you change it.' },
    {
      name: identityDialogs.freetext,
      means: 'Anything else that matters. Never write document numbers.',
    },
    {
      name: identityDialogs.addCodedEntry,
      means: 'Puts the check into the clinical history as well.',
    },
    {
      name: identityDialogs.saveAndCreate,
      means: 'Records the check and creates the account in one step.',
    },
    {
      name: identity.strike,
      means: 'Marks a wrong check. It stays readable, struck through, and counts no more.',
    },
  ],
  pages: ['identification'],
};

const servicesHelp: HelpText = {
  purpose:
    'What this patient may do online. A service works only when the practice offers it and it is ticked here.',
  controls: [
    {
      name: services.effects,
      means: 'Shows below each service what the patient loses without it.',
    },
    { name: services.enabled, means: 'Ticked: this patient may use the service.' },
    {
      name: serviceNames.labels.global,
      means: 'Without this tick the account is disabled: the patient cannot sign in at all.',
    },
    {
      name: presets.label,
      means: 'Ticks a set of services in one click. Nothing is saved until you save.',
    },
    {
      name: serviceDialogs.reason,
      means: 'Asked when you untick something, for colleagues.',
    },
    {
      name: recordAccess.give,
      means: 'Asked before a patient sees their record: you have seen what speaks for care.',
    },
    {
      name: recordAccess.views,
      means: 'Where two views were ticked at once: untick what the patient is not to see.',
    },
    { name: recordAccess.notNow, means: 'The record stays shut for now. Nobody is told why.' },
    { name: recordAccess.decider, means: 'Who decided about access. You, unless you change it.' },
    { name: services.notes, means: 'Why it is as it is, for staff. Never shown to the patient.' },
    {
      name: services.notOffered,
      means: 'The practice does not offer the service, so the tick has no effect.',
    },
    {
      name: serviceDialogs.save,
      means: 'Saves all changes to services. They are not saved before.',
    },
    { name: serviceDialogs.cancel, means: 'Gives the changes up and shows what is saved.' },
  ],
  pages: ['services'],
};

const accountHelp: HelpText = {
  purpose: 'The patient’s online account: creating it, how far it has come, and its letter.',
  controls: [
    {
      name: account.create,
      means: 'Makes the account and its codes. The letter opens by itself for you to print.',
    },
    {
      name: child.relation,
      means: 'Asked for a patient under 16: who wants the account, and that they may.',
    },
    {
      name: account.accountId,
      means: 'The number of the account. It is no secret by itself.',
    },
    {
      name: reminders.send,
      means: 'Sends a reminder to activate the account, once a day at most.',
    },
    {
      name: account.unlock,
      means: 'Lets a patient try again who typed a wrong password too often.',
    },
    {
      name: account.withdraw,
      means: 'Stops unused codes and disables the account, when nobody knows who has it.',
    },
    { name: letter.print, means: 'Shows the letter, to print or save it.' },
    {
      name: letter.reprint,
      means: 'Shows it again with the same codes, marked as a copy.',
    },
    {
      name: letterDialogs.save.label,
      means: 'Keeps the letter as a file, which holds the codes. Delete it when you are done.',
    },
    {
      name: codes.issue,
      means: 'Makes other codes, and says first what becomes of the old ones.',
    },
    {
      name: account.basic.upgrade,
      means: 'Makes a basic account a full one, which the patient goes on using without a letter.',
    },
    {
      name: account.basic.reject,
      means: 'Signs out whoever made a basic account, for good, and disables it.',
    },
    {
      name: account.reset,
      means:
        'Unlinks whoever uses the account, apps too, and starts it anew with a new letter. Services and history stay.',
    },
    {
      name: account.history,
      means: 'Shows who did, saw and was refused what, and when.',
    },
  ],
  pages: [
    'creating-an-account',
    'status-and-locking',
    'letter-and-codes',
    'basic-accounts',
    'history',
  ],
};

const unsentWorkHelp: HelpText = {
  purpose:
    'Whether what you see is up to date, and which changes made on this computer others cannot see yet.',
  controls: [
    {
      name: unsentWork.check,
      means: 'Looks at the shared record at once. It is done by itself every few seconds.',
    },
    { name: actions.retry, means: 'Sends a change again that was refused.' },
    { name: actions.discard, means: 'Gives a change up that was never sent. It is lost for good.' },
    { name: actions.ours, means: 'Two people changed the same thing: yours stands.' },
    { name: actions.theirs, means: 'Two people changed the same thing: the other one stands.' },
    { name: actions.acknowledge, means: 'You have read it. It is not shown again.' },
  ],
  pages: ['sharing-and-unsent-work'],
};

export const help = {
  readMore,
  sections: {
    contacts: contactHelp,
    identification: identificationHelp,
    services: servicesHelp,
    account: accountHelp,
    unsentWork: unsentWorkHelp,
  },
};
