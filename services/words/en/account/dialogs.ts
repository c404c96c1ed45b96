export const account = {
  withoutEmail: {
    title: 'No preferred email address',
    yes: 'Yes',
    no: 'No',
  },
};
