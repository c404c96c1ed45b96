export const practice = {
  readOnly: 'Only a System Administrator may change these settings. You can read them.',
};
