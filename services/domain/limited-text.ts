import { LONGEST_EMAIL } from './contacts/contact.ts';
import type { ServiceName } from './records.ts';

/** Longest texts that are kept, in characters. What is longer is refused where it was typed, never cut off. */
export const TEXT_LIMITS = {
  email: LONGEST_EMAIL,
  /** What is said of an identity check. */
  freetext: 500,
  /** Why a check was entered in error. */
  strikeReason: 500,
  /** Why somebody else's work is discarded. */
  discardReason: 500,
  /** Why an account is reset, or new codes are issued. */
  actionReason: 500,
  /** Why a patient may see their record online, or not yet. */
  accessReason: 500,
  /** Name of who asks for a child’s account. */
  askedBy: 80,
  /** What is noted beside a service. */
  notes: 500,
  /** It has to fit on a letter. */
  siteUrl: 200,
  /** What patients read after they have signed in: a few sentences. */
  welcomeMessage: 500,
  /** It has to fit on a button. */
  presetName: 40,
} as const;

export type LimitedText = keyof typeof TEXT_LIMITS;

/** That a text is longer than is kept. */
export interface TextTooLong {
  readonly code: 'text-too-long';
  readonly limit: number;
  /** By how many characters. */
  readonly over: number;
  /** Whose notes, where it is notes. */
  readonly service?: ServiceName | 'global';
}

/** Characters that can still be typed; below 0, those that are too many. Spaces around a text are not kept. */
export function charactersLeft(of: LimitedText, typed: string): number {
  return TEXT_LIMITS[of] - [...typed.trim()].length;
}

/** Why a text cannot be kept, `undefined` when it can. */
export function whyTooLong(of: LimitedText, typed: string): TextTooLong | undefined {
  const left = charactersLeft(of, typed);
  return left < 0 ? { code: 'text-too-long', limit: TEXT_LIMITS[of], over: -left } : undefined;
}
