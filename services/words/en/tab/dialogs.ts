export const dialog = {
  refused: 'This could not be done',
  cancel: 'Cancel',
  /** Answers to a question of a command. */
  yesOrNo: { yes: 'Yes', no: 'No' },
  calendar: 'Choose from a calendar',
  count: (used: number, limit: number): string => `${used} of ${limit} characters`,
};
