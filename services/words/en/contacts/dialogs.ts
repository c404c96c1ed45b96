import type { Verification } from '../../../domain/contacts/contact.ts';
import type { VerifiedReason } from '../../../domain/contacts/verifying.ts';
import { dates } from '../dates.ts';

export const contacts = {
  add: 'Communication – Add',
  update: 'Communication – Update',
  value: 'Contact',
  type: 'Type of Contact',
  types: { email: 'Email', mobile: 'Mobile (SMS)', phone: 'Phone' },
  verified: 'Verified',
  verifiedEmail:
    'Tick it only if you know that this address reaches the patient. Messages go to verified addresses only.',
  verifiedNumber:
    'Tick it only if you know that this number reaches the patient. Messages go to verified numbers only.',
  why: {
    label: 'Why it counts as verified',
    choose: 'Choose…',
    reasons: {
      'patient-replied': 'The patient replied to our message',
      'shown-here': 'The patient showed it here',
      other: 'Other',
    } satisfies Record<VerifiedReason, string>,
    text: 'Reason in your own words',
  },
  verifiedBy: ({ how, at, by }: Verification): string =>
    `Verified ${{ code: 'by a code that was sent there', staff: 'by a tick', website: 'at the patient website' }[how]} on ${dates.instant(at)}${by === undefined ? '' : `, ${by.name}`}.`,
  saveAllTheSame: 'Save all the same',
  verify: {
    heading: 'Verify contact',
    how: (value: string): string =>
      `A code of six digits goes to ${value}. Ask the patient to read it out, and type it here. It works for 15 minutes; you never see it yourself.`,
    send: 'Send code',
    sendAgain: 'Send another code',
    sending: 'Sending…',
    accepted:
      'The message service has accepted the code. Whether it has been sent is not known here.',
    code: 'Code that the patient reads out',
    submit: 'Verify',
    working: 'Verifying…',
  },
  preferred: 'Preferred Contact',
  preferredMeans: 'The one to use when the patient has several of this type.',
  replaces: (value: string): string => `Replaces ${value}, which is verified.`,
  save: 'Save',
  saving: 'Saving…',
  saved: (value: string): string => `${value} was saved.`,
  nowVerified: (value: string): string => `${value} is verified.`,
};
