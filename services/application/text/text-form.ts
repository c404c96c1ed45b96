/** How much may be typed. Loads with dialogs and pages: looking at a patient takes none of it. */
export { charactersLeft, TEXT_LIMITS, type LimitedText } from '../../domain/limited-text.ts';
