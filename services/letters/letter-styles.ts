import type { Colour } from './laid-out-letter.ts';
import type { TextStyle } from './text-pieces.ts';

/** Dark enough for 7:1 on white and on the tint, and for a worn-out printer. */
export const INK: Colour = '#1c2630';
export const MUTED: Colour = '#46525e';
export const ACCENT: Colour = '#0d4a6b';
export const TINT: Colour = '#edf3f7';
export const RULE: Colour = '#b9c9d4';

/** The address is read by sorting machines: its size never changes. */
export const ADDRESS: TextStyle = { size: 11, leading: 1.3, colour: INK };
export const SENDER: TextStyle = { size: 15, leading: 1.2, colour: ACCENT };
export const FACT: TextStyle = { ...ADDRESS, size: 10 };
export const SMALL_PRINT: TextStyle = { size: 9, leading: 1.3, colour: MUTED };

/** Sizes of text and white space that grow and shrink together. */
export interface LetterStyles {
  readonly title: TextStyle;
  readonly heading: TextStyle;
  readonly body: TextStyle;
  readonly small: TextStyle;
  readonly code: TextStyle;
  /** White space of so many millimetres at full size. */
  readonly space: (millimetres: number) => number;
}

/** @param scale 1 gives body text of 10.5 points. */
export function letterStyles(scale: number): LetterStyles {
  return {
    title: { size: 21 * scale, leading: 1.2, colour: ACCENT },
    heading: { size: 12 * scale, leading: 1.25, colour: ACCENT },
    body: { size: 10.5 * scale, leading: 1.3, colour: INK },
    small: { size: 9 * scale, leading: 1.28, colour: MUTED },
    code: { size: 14.5 * scale, leading: 1.2, colour: INK },
    space: (millimetres) => millimetres * scale,
  };
}
