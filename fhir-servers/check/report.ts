import { SUBJECTS } from './catalogue/words.ts';
import type { CheckResult, WhyNotChecked } from './check.ts';
import { MOST_REQUESTS } from './checked-server.ts';
import type { Subject } from './findings.ts';
import { linesOf, verdictOf, type Line, type Verdict } from './verdict.ts';

const WIDTH = 100;
/** Of what is left so many are named. */
const NAMED = 20;

const NOT_CHECKED: Readonly<Record<WhyNotChecked, string>> = {
  'not-reachable': 'The server cannot be reached.',
  'too-busy': 'The server is too busy to be checked (status 429 or 503): try again later.',
  'no-fhir': 'What answers there is no FHIR server: it gives no CapabilityStatement (metadata).',
  'sign-in-refused': 'The server refuses the sign-in (status 401).',
  'no-token': 'The token service gave no token.',
  stopped: 'The check was stopped before anything could be said of the server.',
  over: 'The check was over before anything could be said of the server: try again later.',
};

const VERDICTS: Readonly<Record<Verdict['kind'], string>> = {
  fully: 'Works fully with this server.',
  without: 'Works with this server, without:',
  not: 'Will not work with this server, because:',
  unknown: 'Cannot be said yet whether it works with this server, because:',
};

/** Why nothing can be said of a server. */
export function notChecked(reason: WhyNotChecked): string {
  return `${NOT_CHECKED[reason]}\n`;
}

/** For people: a table by subject, the verdict, and what is left. */
export function reportText(address: string, result: CheckResult): string {
  const lines = linesOf(result);
  const verdict = verdictOf(lines);
  return [
    ...wrapped(`${address}: ${result.software}`, ''),
    ...table(lines),
    '',
    VERDICTS[verdict.kind],
    ...verdict.because.flatMap((line) => wrapped(reason(line), '  - ')),
    '',
    ...wrapped(effort(result), ''),
    ...wrapped(leftText(result), ''),
    '',
  ].join('\n');
}

/** The same for programs; with `exitCode`, by which the check ends. */
export function reportJson(address: string, result: CheckResult, exitCode: number): string {
  const lines = linesOf(result);
  const { kind, because } = verdictOf(lines);
  const { software, requests, seconds, practice, left, mayBeMore } = result;
  const report = {
    server: address,
    software,
    verdict: kind,
    exitCode,
    because: because.map(({ code }) => code),
    findings: lines,
    requests,
    seconds,
    practice,
    left,
    mayBeMore,
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function table(lines: readonly Line[]): readonly string[] {
  const told = new Set(lines.map(({ subject }) => subject));
  const subjects = (Object.keys(SUBJECTS) as Subject[]).filter((subject) => told.has(subject));
  return subjects.flatMap((subject) => {
    const { title, purpose } = SUBJECTS[subject];
    const own = lines.filter((line) => line.subject === subject);
    return [
      '',
      ...wrapped(`${title}: ${purpose}`, ''),
      ...own.flatMap(({ level, text }) => wrapped(text, `  ${level.padEnd(7)}`)),
    ];
  });
}

function reason({ text, cost, setting }: Line): string {
  const parts = [text, cost, setting === undefined ? undefined : `Setting: ${setting}.`];
  return parts.filter((part) => part !== undefined).join(' ');
}

function effort({ requests, seconds }: CheckResult): string {
  return `${requests} requests (at most ${MOST_REQUESTS}, and one for each thing removed) in ${seconds.toFixed(1)} s.`;
}

function leftText({ left, mayBeMore, practice }: CheckResult): string {
  if (mayBeMore) {
    return `${namedText(left, practice)} Some answers were lost, and what they may have made could not be looked for; it has the same tag.`.trim();
  }
  return left.length === 0
    ? 'What the check made is removed; a server that keeps histories still has its versions.'
    : namedText(left, practice);
}

function namedText(left: CheckResult['left'], practice: string): string {
  if (left.length === 0)
    return `What the check knows of is removed; it was tagged as of practice ${practice}.`;
  const more = left.length > NAMED ? ` and ${left.length - NAMED} more` : '';
  const named = left.slice(0, NAMED).join(', ');
  return `Left on the server, tagged as of practice ${practice}: ${named}${more}.`;
}

/** Lines of at most so many characters; those after the first are set in as far as its text. */
function wrapped(text: string, lead: string): readonly string[] {
  const lines: string[] = [];
  let line = lead;
  for (const word of text.split(' ')) {
    const isStart = line.length === lead.length;
    if (!isStart && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = `${' '.repeat(lead.length)}${word}`;
    } else {
      line += `${isStart ? '' : ' '}${word}`;
    }
  }
  return [...lines, line];
}
