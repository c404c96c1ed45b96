import type { Colour } from './laid-out-letter.ts';
import type { TextStyle } from './text-pieces.ts';

/** Dark enough for 7:1 on white and on the tint, and for a worn-out printer. */
export const INK: Colour = '#1c2630';
export const MUTED: Colour = '#46525e';
export const ACCENT: Colour = '#0d4a6b';
export const TINT: Colour = '#edf3f7';
export const RULE: Colour = '#b9c9d4';

/** Every word of the letter is set in this size or a larger one, however much there is to say. */
export const BODY: TextStyle = { size: 12, leading: 1.2, colour: INK };
export const NOTE: TextStyle = { ...BODY, colour: MUTED };
export const HEADING: TextStyle = { ...BODY, size: 13, colour: ACCENT };
export const TITLE: TextStyle = { ...HEADING, size: 18 };
export const SENDER: TextStyle = { ...HEADING, size: 14 };
export const CODE: TextStyle = { ...BODY, size: 14 };

/**
 * Read by the post, not by the patient: the largest size in which the seven lines of a full address show in the window.
 */
export const ADDRESS: TextStyle = { size: 10, leading: 1.05, colour: INK };
