/** For the `lang` attribute: assistive technology reads the words as what they are. */
export const language = 'en-GB';

export const unexpected =
  'Something went wrong in Online Services, so it is not certain what was done. Look at what is shown here before you try again.';

/** In the host's dialog: somebody left without saving while it was being saved. */
export const savedAllTheSame = (what: string, patientName: string | undefined): string =>
  `“${what}”${patientName === undefined ? '' : ` for ${patientName}`} was saved: it was on its way already when you chose not to save.`;
