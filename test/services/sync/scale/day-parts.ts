/** A part of the squeezed day. */
export const Part = {
  /** Every workstation opens for the first time, with nothing stored. */
  opening: 'opening',
  /** Staff work. */
  work: 'work',
  /** The server is away, and staff work on. */
  away: 'away',
  /** The server is back, and staff work on. */
  back: 'back',
  /** Until all that was done has reached everybody; then all close. */
  evening: 'evening',
  /** Eight o'clock of the next day: all open again, with what they had stored. */
  morning: 'morning',
  /** Nobody does anything; what follows from the morning is still under way. */
  settling: 'settling',
  idle: 'idle',
  /** Nor does anybody see the pages. */
  hidden: 'hidden',
} as const;
export type Part = (typeof Part)[keyof typeof Part];

/** Of all the time there is. */
const SHARES = {
  opening: 0.05,
  work: 0.3,
  morning: 0.1,
  settling: 0.2,
  idle: 0.2,
  hidden: 0.15,
} as const;
/** All sign in within a minute, however long the day is. */
const LONGEST_MORNING_S = 60;
/** What comes after an outage shows within so long: no pause is longer. */
const RETURN_S = 30;

/** How long each part of a day takes, in seconds. The time the server is away comes on top. */
export function dayParts(
  seconds: number,
  awaySeconds: number,
): readonly (readonly [Part, number])[] {
  const part = (name: keyof typeof SHARES): number => seconds * SHARES[name];
  const work = part('work');
  const working: (readonly [Part, number])[] =
    awaySeconds === 0
      ? [[Part.work, work]]
      : [
          [Part.work, work / 2],
          [Part.away, awaySeconds],
          [Part.back, Math.max(work / 2, Math.min(RETURN_S, 2 * awaySeconds))],
        ];
  return [
    [Part.opening, part('opening')],
    ...working,
    [Part.morning, Math.min(LONGEST_MORNING_S, part('morning'))],
    [Part.settling, part('settling')],
    [Part.idle, part('idle')],
    [Part.hidden, part('hidden')],
  ];
}
