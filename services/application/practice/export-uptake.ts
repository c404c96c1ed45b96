import type { Period } from '../../domain/practice/uptake.ts';
import { FailureKind, refuse, type Result } from '../../domain/result.ts';
import type { Report } from '../../ports/letter-renderer.ts';
import type { FiguresFormat } from '../../ports/practice-host.ts';
import { loadWords, visibleText, words } from '../../words/words.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import type { StaffAction } from '../commands/staff-action.ts';
import type { UptakeFigures, UptakePart, UptakeRow } from './uptake-view.ts';

/** What goes out: the figures that are on the screen. */
export interface UptakeExport {
  readonly format: FiguresFormat;
  readonly figures: UptakeFigures;
  readonly period: Period;
}

interface Section {
  readonly heading: string;
  /** What is counted, and of what. */
  readonly note: string;
  readonly part?: UptakePart;
}

/** Hands the figures to the host as a file. `false` = the user cancelled there. */
export async function exportUptake(
  action: StaffAction,
  input: UptakeExport,
  ports: CommandPorts,
): Promise<Result<boolean>> {
  await loadWords('uptake');
  const said = words('uptake').audit;
  const made = await fileOf(action, input, ports);
  if (!made.ok) return made;
  // Making it may have taken a while: nothing leaves the house for somebody else.
  if (!action.isSignedInStill()) return refuse(FailureKind.notAllowed, { code: 'signed-out' });
  // Audited before it goes out, because afterwards that could fail.
  const audited = await action.audit(said.exported[input.format]);
  if (!audited.ok) return audited;
  const { file } = words('uptake');
  const handed = await ports.documents.saveFigures(made.value, file.title, input.format);
  if (handed.ok && !handed.value) await action.audit(said.cancelled);
  return handed;
}

function fileOf(
  action: StaffAction,
  input: UptakeExport,
  { practice, renderer, tables }: CommandPorts,
): Promise<Result<Blob>> {
  const { file, page } = words('uptake');
  const { figures } = input;
  const sender = visibleText(practice.name);
  const facts: readonly (readonly [string, string])[] = [
    [file.practice, visibleText(`${practice.name} (${practice.id})`)],
    [file.exportedBy, visibleText(action.session.staff.name)],
    [file.asOf, page.moment(figures.at)],
  ];
  const sections = sectionsOf(input);
  return input.format === 'csv'
    ? tables.csv(tableOf(facts, figures.warnings, sections))
    : renderer.renderReport(reportOf(sender, facts, figures.warnings, sections));
}

function sectionsOf({ figures, period }: UptakeExport): readonly Section[] {
  const { statuses, access, months, codes, gps } = words('uptake');
  const goal = figures.record.goal === undefined ? '' : ` ${access.goal(figures.record.goal)}`;
  return [
    { heading: statuses.heading, note: statuses.note, part: figures.statuses },
    { heading: access.heading, note: `${access.note}${goal}`, part: figures.access },
    {
      heading: `${months.heading}, ${months.periods[period].toLowerCase()}`,
      note: months.note,
      part: figures.months[period],
    },
    { heading: codes.heading, note: codes.note, part: figures.codes },
    {
      heading: gps.heading,
      note: figures.gpsMissing ?? gps.note,
      ...(figures.gps && { part: figures.gps }),
    },
  ];
}

function tableOf(
  facts: readonly (readonly [string, string])[],
  warnings: readonly string[],
  sections: readonly Section[],
): readonly (readonly string[])[] {
  return [
    [words('uptake').file.title],
    ...facts,
    ...warnings.map((warning) => [warning]),
    ...sections.flatMap(({ heading, note, part }) => [
      [],
      [heading],
      [note],
      ...(part === undefined ? [] : [part.columns, ...rowsOf(part).map(cellsOf)]),
    ]),
  ];
}

function rowsOf({ rows, more }: UptakePart): readonly UptakeRow[] {
  return [...rows, ...more];
}

function cellsOf({ label, values, percent }: UptakeRow): readonly string[] {
  const share = percent === undefined || percent === null ? [] : [String(percent)];
  return [label, ...values.map(String), ...share];
}

function reportOf(
  sender: string,
  facts: readonly (readonly [string, string])[],
  warnings: readonly string[],
  sections: readonly Section[],
): Report {
  return {
    language: 'en',
    title: words('uptake').file.title,
    sender,
    facts: facts.map(([label, text]) => ({ label, text })),
    warnings,
    groups: sections.map(({ heading, note, part }) => ({
      heading,
      entries: [
        { lead: words('uptake').file.counted, lines: [note] },
        ...(part === undefined ? [] : rowsOf(part).map((row) => entryOf(row, part.columns))),
      ],
    })),
  };
}

/** One number stands beside its name; several are named below it. */
function entryOf(
  { label, values, percent }: UptakeRow,
  columns: readonly string[],
): Report['groups'][number]['entries'][number] {
  const { number, file } = words('uptake');
  const share = percent === undefined || percent === null ? [] : [file.percent(percent)];
  if (values.length === 1) {
    return { lead: [`${label}: ${number(values[0] ?? 0)}`, ...share].join(', '), lines: [] };
  }
  const named = values.map((value, index) => `${columns[index + 1] ?? ''}: ${number(value)}`);
  return { lead: label, lines: [[...named, ...share].join(', ')] };
}
