import { ok, type Result } from '../../domain/result.ts';
import { words } from '../../words/words.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import { inWords, sentenceOf } from '../commands/refusal.ts';
import type { PatientAction } from '../commands/staff-action.ts';
import type { PatientInput } from '../commands/staff-command.ts';
import { historyEntry, peopleIn } from './history-entry.ts';
import { HistorySoFar, type KnownRows } from './history-so-far.ts';
import type { HistoryDays, HistoryReading, HistoryView } from './history-view.ts';
import { whyNotRead } from './why-not-read.ts';

/**
 * Opens the history of the patient's account. Audited before anything is read, and once, however far back somebody reads
 * then.
 */
export async function openHistory(
  action: PatientAction,
  { patientRef }: PatientInput,
  ports: CommandPorts,
): Promise<Result<HistoryReading>> {
  const audited = await action.audit(words('history').audit.opened);
  if (!audited.ok) return audited;
  let soFar = new HistorySoFar(patientRef, {}, ports);
  return ok({
    keepsFiles: ports.documents.keepsFiles,
    more: async (days) => {
      if (!areSame(days, soFar.lookedFor)) soFar = new HistorySoFar(patientRef, days, ports);
      return inWords(await readOn(soFar, action));
    },
  });
}

function areSame(one: HistoryDays, other: HistoryDays): boolean {
  return one.from === other.from && one.to === other.to;
}

/** For whoever opened it, while the patient is open: what is read is personal. */
async function readOn(soFar: HistorySoFar, action: PatientAction): Promise<Result<HistoryView>> {
  const mayRead = await action.stillStands();
  if (!mayRead.ok) return mayRead;
  await soFar.readOn();
  const known = await soFar.known();
  if (!known.ok) return known;
  const stands = await action.stillStands();
  return stands.ok ? ok(viewOf(soFar, known.value)) : stands;
}

function viewOf(soFar: HistorySoFar, { rows, unsent }: KnownRows): HistoryView {
  const { failure, incomplete } = soFar;
  return {
    entries: rows.map((row) => historyEntry(row, unsent.has(row.id))),
    people: peopleIn(rows),
    hasMore: soFar.hasMore,
    ...(failure !== undefined && { notRead: whyNotRead(failure) }),
    ...(incomplete !== undefined && { incomplete: sentenceOf(incomplete) }),
    unreadable: soFar.unreadableCount,
  };
}
