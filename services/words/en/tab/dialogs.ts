export const dialog = {
  refused: 'This could not be done',
  cancel: 'Cancel',
  calendar: 'Choose from a calendar',
  count: (used: number, limit: number): string => `${used} of ${limit} characters`,
};
