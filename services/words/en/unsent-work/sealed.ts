/** Of what lies on this workstation sealed, and cannot be opened. */
export const sealed = {
  text: '(cannot be read on this computer)',
};
