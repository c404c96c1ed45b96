export const account = {
  withoutEmail: {
    title: 'No preferred email address',
    notVerified: 'Preferred email address not verified',
    yes: 'Yes',
    no: 'No',
  },
};
