export const contacts = {
  heading: 'Contact details',
  add: 'Add…',
  edit: 'Edit…',
  verify: 'Verify…',
  choose: 'None preferred – choose…',
  email: {
    label: 'Email',
    add: 'Add… email address',
    edit: 'Edit… email address',
    verify: 'Verify… email address',
    noneRecorded: 'No email address recorded',
    nonePreferred: 'No preferred email address.',
  },
  mobile: {
    label: 'SMS number',
    add: 'Add… mobile number',
    edit: 'Edit… mobile number',
    verify: 'Verify… mobile number',
    noneRecorded: 'No mobile number recorded',
    nonePreferred: 'No preferred mobile number.',
  },
  option: ({ value, verified }: { readonly value: string; readonly verified: boolean }): string =>
    verified ? value : `${value} (not verified)`,
  verified: 'Preferred and verified',
  notPreferred: 'Verified, not preferred',
  unverified: 'Not verified: gets no messages',
  nowPreferred: (value: string): string => `${value} is now preferred.`,
  emailSharedBy: (patients: number): string =>
    `This email address is also held by ${patients === 1 ? '1 other patient' : `${patients} other patients`}. Sharing one is not advised: everybody who reads that mailbox sees the messages about every account that uses it.`,
};
