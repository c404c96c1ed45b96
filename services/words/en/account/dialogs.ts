export const account = {
  withdraw: {
    title: 'Withdraw codes and disable',
    message:
      'Codes of a letter that were not used stop working for good, and the patient can no longer sign in. Once their identity is checked again, tick Global and issue new codes.',
    yes: 'Withdraw and disable',
    no: 'Cancel',
  },
};
