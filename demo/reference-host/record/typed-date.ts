const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const SEPARATED = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})$/;
const IN_WORDS = /^(\d{1,2})(?:st|nd|rd|th)?[/.\- ]?([a-z]{3,9})\.?[/.\- ]?(\d{4}|\d{2})$/i;
const IN_A_ROW = /^(\d{2})(\d{2})(\d{4}|\d{2})$/;

/**
 * The dates of birth that somebody may have meant, as YYYY-MM-DD: 14/5/1979, 14.5.79, 14 May 1979, 140579, 1979-05-14.
 * A year of two digits is of either century, but nobody's birth is still to come. None when it is no date.
 */
export function datesIn(typed: string, today: string): readonly string[] {
  if (/^\d{4}-\d{2}-\d{2}$/.test(typed)) return [typed];
  const match = SEPARATED.exec(typed) ?? IN_WORDS.exec(typed) ?? IN_A_ROW.exec(typed);
  const [, day = '', month = '', year = ''] = match ?? [];
  const years = year.length === 2 ? [`19${year}`, `20${year}`] : [year];
  return years
    .map((full) => `${full}-${monthNumber(month)}-${day.padStart(2, '0')}`)
    .filter((date) => isDay(date) && date <= today);
}

function monthNumber(month: string): string {
  const named = MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  return (named > 0 ? String(named) : month).padStart(2, '0');
}

/** Whether the calendar has this day. */
function isDay(date: string): boolean {
  const time = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}
