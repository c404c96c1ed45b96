/** For the `lang` attribute: assistive technology reads the words as what they are. */
export const language = 'en-GB';

export const unexpected =
  'Something went wrong in Online Services, so it is not certain what was done. Look at what is shown here before you try again.';
