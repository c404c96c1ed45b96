import type { ResetReason } from '../../../domain/account/given-reason.ts';

const RESET_REASONS: Readonly<Record<ResetReason, string>> = {
  'cannot-sign-in': 'The patient cannot sign in, or forgot the username',
  'details-seen': 'Somebody else has seen the details',
  'wrong-person': 'The wrong person got in, or used the account',
  'helpdesk-asked': 'The supplier’s helpdesk asked for it',
  other: 'Other',
};

export const account = {
  reset: {
    title: 'Reset Online Account',
    does: [
      'The patient, and every app linked to the account, is signed out and can no longer sign in.',
      'Username, password and all earlier codes stop working for good.',
      'Account ID, services, notes, identity checks and history stay as they are.',
      'New codes are issued, and the letter with them opens: with it the patient registers again.',
    ],
    better: '',
    offline:
      'There is no network. The patient, and whoever else can sign in, still gets in until this computer has sent this.',
    disabled:
      'The account is disabled by the practice, and stays so: nobody can register until Global is ticked.',
    reasons: RESET_REASONS,
    yes: 'Reset account',
    working: 'Resetting…',
  },
  why: {
    does: 'What this does',
    reason: 'Reason',
    choose: 'Choose a reason',
    text: 'In your own words',
    textHint: 'Kept in the audit. Needed where the reason is “Other”.',
    goOn: 'Yes, go on',
  },
  next: {
    heading: 'Which one?',
    recommended: (label: string): string => `Recommended now: ${label}.`,
    print: 'prints the letter with its codes for the first time.',
    reprint:
      'prints the same codes once more, marked “Copy”, while they work and are on the shared record.',
    newLetter:
      'gives new codes; the earlier ones stop working. For letters that ended, were lost or cannot be printed.',
    reset:
      'unlinks the patient and every app, and gives a new letter. For patients who have registered and cannot go on.',
  },
  withdraw: {
    title: 'Withdraw codes and disable',
    message:
      'Codes of a letter that were not used stop working for good, and the patient can no longer sign in. Once their identity is checked again, tick Global and make a new letter.',
    yes: 'Withdraw and disable',
    no: 'Cancel',
  },
  done: {
    created: 'The online account was created. Print the registration letter next.',
    reset: 'The account was reset. Print the new letter next.',
    newLetter: 'New codes were issued. Print the new letter next.',
    upgrade: 'The account was upgraded. Look at its services next.',
    reject: 'The account was rejected and disabled.',
    unlocked: 'The account was unlocked.',
    withdrawn: 'Codes were withdrawn and the account was disabled.',
  },
};

/** Before an account is created for somebody under 16. */
export const child = {
  title: {
    'under-11': 'Account for a child under 11',
    'under-16': 'Account for a young person',
  },
  about: {
    'under-11':
      'Somebody with parental responsibility asks for it. Make sure that nothing speaks against it before you go on.',
    'under-16':
      'From 11 to 15 the young person’s own view counts: somebody has to judge that they understand what it means. A parent’s email address would show the parent what is private.',
  },
  relation: 'Who asks for it?',
  choose: 'Choose who asks',
  relations: {
    'young-person': 'The young person',
    mother: 'Mother',
    father: 'Father',
    guardian: 'Guardian',
    'other-responsible': 'Somebody else with parental responsibility',
  },
  askedBy: 'Their name',
  askedByHint: 'For staff only. It reaches neither the letter nor the website.',
  responsibility: 'They hold parental responsibility',
  competence: 'Does the young person understand what it means?',
  chooseCompetence: 'Choose',
  assessed: 'Yes: a clinician has judged so',
  notAssessed: 'Nobody has judged it yet',
  assessor: 'Judged by',
  decider: 'Decided by',
  incomplete: 'Something is missing. Answer every question.',
  goOn: 'Go on',
};
