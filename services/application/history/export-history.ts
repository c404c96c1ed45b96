import type { HistoryFilter } from '../../domain/history/history-filter.ts';
import { FailureKind, ok, refuse, type Result } from '../../domain/result.ts';
import { words } from '../../words/words.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import { sentenceOf } from '../commands/refusal.ts';
import type { PatientAction } from '../commands/staff-action.ts';
import type { PatientOperation } from '../commands/staff-command.ts';
import { historyEntry } from './history-entry.ts';
import { historyReport, type ExportedHistory } from './history-report.ts';
import { historyTable } from './history-table.ts';
import { HistorySoFar } from './history-so-far.ts';
import { whyNotRead } from './why-not-read.ts';

/** Pages read for one export. */
const MOST_PAGES = 50;

/** What of a history goes out, and how. */
export interface HistoryExport extends PatientOperation {
  readonly format: 'csv' | 'pdf' | 'print';
  readonly filter: HistoryFilter;
}

type Handing = () => Promise<Result<boolean>>;

/**
 * Hands the history to the host as a file or to be printed: exactly what is looked for, read anew, and it says so at its
 * head, also where not everything could be read. `false` = the user cancelled at the host.
 */
export async function exportHistory(
  action: PatientAction,
  input: HistoryExport,
  ports: CommandPorts,
): Promise<Result<boolean>> {
  if (input.format === 'csv' && !ports.documents.keepsFiles) {
    return refuse(FailureKind.notAllowed, { code: 'files-not-kept' });
  }
  const read = await readAll(action, input, ports);
  if (!read.ok) return read;
  const { entries } = read.value;
  if (entries.length === 0) return refuse(FailureKind.invalid, { code: 'history-empty' });
  const made = await madeFor(input, read.value, ports);
  if (!made.ok) return made;
  // Reading and making it may have taken a while: nothing leaves the house for, or in front of, somebody else.
  const stands = await action.stillStands();
  if (!stands.ok) return stands;
  // Audited before it goes out, because afterwards that could fail.
  const said = words('history').audit;
  const audited = await action.audit(said.exports(said.exporting[input.format], entries.length));
  if (!audited.ok) return audited;
  const handed = await made.value();
  if (handed.ok && !handed.value) await action.auditCancelled(said.cancelled);
  return handed;
}

async function readAll(
  action: PatientAction,
  { patientRef, filter }: HistoryExport,
  ports: CommandPorts,
): Promise<Result<ExportedHistory>> {
  const soFar = new HistorySoFar(patientRef, filter, ports);
  for (let pages = 0; pages < MOST_PAGES && soFar.hasMore; pages += 1) {
    await soFar.readOn();
    if (soFar.failure !== undefined) break;
  }
  const known = await soFar.known();
  if (!known.ok) return known;
  const { rows, unsent } = known.value;
  return ok({
    entries: rows.map((row) => historyEntry(row, unsent.has(row.id))),
    filter,
    facts: action.facts,
    by: action.session.staff,
    warnings: warningsOf(soFar),
  });
}

/** What is missing, and why; nothing when it is all there is. */
function warningsOf(soFar: HistorySoFar): readonly string[] {
  const said = words('history').report;
  const { failure, incomplete, unreadableCount } = soFar;
  const isCutShort = failure === undefined && soFar.hasMore;
  return [
    ...(failure === undefined ? [] : [said.incomplete(whyNotRead(failure))]),
    ...(incomplete === undefined ? [] : [said.incomplete(sentenceOf(incomplete))]),
    ...(isCutShort ? [said.incomplete(said.tooMany)] : []),
    ...(unreadableCount === 0 ? [] : [said.unreadable(unreadableCount)]),
  ];
}

async function madeFor(
  { format, patientRef }: HistoryExport,
  history: ExportedHistory,
  { documents, renderer, tables }: CommandPorts,
): Promise<Result<Handing>> {
  const { title } = words('history').report;
  if (format === 'csv') {
    const file = await tables.csv(historyTable(history));
    return file.ok ? ok(() => documents.saveFile(patientRef, file.value, title)) : file;
  }
  const pdf = await renderer.renderReport(historyReport(history));
  if (!pdf.ok) return pdf;
  const kind = 'history';
  return ok(() =>
    format === 'print'
      ? documents.print(patientRef, pdf.value, title, kind)
      : documents.save(patientRef, pdf.value, title, kind),
  );
}
