export const contacts = {
  add: 'Communication – Add',
  update: 'Communication – Update',
  value: 'Contact',
  type: 'Type of Contact',
  types: { email: 'Email', mobile: 'Mobile (SMS)', phone: 'Phone' },
  verified: 'Verified',
  verifiedEmail:
    'The practice wrote to this address and the patient answered. Messages go to verified addresses only.',
  verifiedNumber:
    'The practice has checked that this number reaches the patient. Messages go to verified numbers only.',
  preferred: 'Preferred Contact',
  preferredMeans: 'The one to use when the patient has several of this type.',
  replaces: (value: string): string => `Replaces ${value}, which is verified.`,
  save: 'Save',
  saving: 'Saving…',
};
