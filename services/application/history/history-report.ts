import type { HistoryFilter } from '../../domain/history/history-filter.ts';
import type { CalendarDate, StaffMember } from '../../domain/records.ts';
import { patientIdFor } from '../../domain/patient/patient-identifier.ts';
import type { Report } from '../../ports/letter-renderer.ts';
import { visibleText, words } from '../../words/words.ts';
import type { PatientFacts } from '../commands/staff-action.ts';
import type { HistoryEntry } from './history-view.ts';

/** A history that goes out. */
export interface ExportedHistory {
  /** Newest first; at least one. */
  readonly entries: readonly HistoryEntry[];
  readonly filter: HistoryFilter;
  readonly facts: PatientFacts;
  readonly by: StaffMember;
  /** Why it may not be all there is. */
  readonly warnings: readonly string[];
}

/** What stands at the head of it: whose it is, who took it out and when, and what of it is shown. */
export function headOf(history: ExportedHistory): readonly (readonly [string, string])[] {
  const { facts, by, entries } = history;
  const { report, time } = words('history');
  const { practice, patient, now, today } = facts;
  const name = patient.displayName ?? words('views').patient.nameNotRecorded;
  const number = patientIdFor(practice.nation, patient.identifiers);
  const { birthDate } = patient;
  return [
    [report.practice, visibleText(`${practice.name} (${practice.id})`)],
    [report.patient, visibleText(name)],
    ...(number.ok
      ? [[words('views').patient.number[number.value.scheme], number.value.display] as const]
      : []),
    ...(birthDate === undefined ? [] : [[report.born, time.day(birthDate)] as const]),
    [report.exportedBy, visibleText(by.name)],
    [report.exportedAt, `${time.day(today)}, ${time.clock(now)}`],
    [report.shows, shown(history)],
    [report.entries, String(entries.length)],
  ];
}

function shown({ filter, entries }: ExportedHistory): string {
  const { kinds, report } = words('history');
  const { kind, person, from, to } = filter;
  const name = entries.find((entry) => entry.person === person)?.who;
  const parts = [
    ...(kind === undefined ? [] : [report.onlyKind(kinds[kind])]),
    ...(person === undefined || name === undefined
      ? []
      : [report.onlyPerson(nameOf(person, name))]),
    ...(from === undefined ? [] : [report.from(words('history').time.day(from))]),
    ...(to === undefined ? [] : [report.to(words('history').time.day(to))]),
  ];
  return parts.length === 0 ? report.everything : parts.join(', ');
}

/** Rules are looked for together, whoever was signed in. */
function nameOf(person: string, who: string): string {
  return person === 'rule' ? words('history').entry.rules : who;
}

/** A history as it is printed: days, and under each what happened. */
export function historyReport(history: ExportedHistory): Report {
  const { report, time } = words('history');
  return {
    language: 'en',
    title: report.title,
    sender: visibleText(history.facts.practice.name),
    facts: headOf(history).map(([label, text]) => ({ label, text })),
    warnings: history.warnings,
    groups: daysOf(history.entries).map(([day, entries]) => ({
      heading: time.day(day),
      entries: entries.map((entry) => ({ lead: leadOf(entry), lines: linesOf(entry) })),
    })),
  };
}

function daysOf(
  entries: readonly HistoryEntry[],
): readonly (readonly [CalendarDate, readonly HistoryEntry[]])[] {
  const days = new Map<CalendarDate, HistoryEntry[]>();
  for (const entry of entries) days.set(entry.day, [...(days.get(entry.day) ?? []), entry]);
  return [...days];
}

function leadOf({ at, who, where }: HistoryEntry): string {
  return [words('history').time.clock(at), who, ...(where === undefined ? [] : [where])].join(', ');
}

function linesOf(entry: HistoryEntry): readonly string[] {
  const { reason } = entry;
  const said = words('history').entry;
  const remarks = remarksOf(entry).join(', ');
  return [
    entry.what,
    ...(reason === undefined ? [] : [said.reason(reason)]),
    ...(remarks === '' ? [] : [remarks]),
  ];
}

/** What else there is to say of an entry. */
export function remarksOf({ isRefused, isUnsent, sentBy }: HistoryEntry): readonly string[] {
  const said = words('history').entry;
  return [
    ...(isRefused ? [said.refused] : []),
    ...(isUnsent ? [said.unsent] : []),
    ...(sentBy === undefined ? [] : [sentBy]),
  ];
}
