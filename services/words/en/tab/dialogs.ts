export const dialog = {
  refused: 'This could not be done',
  cancel: 'Cancel',
};
