import { inject, injectable } from 'tsyringe';
import type { HostApi } from '../../plugin/host-api.ts';
import { dateOf, isCalendarDate } from '../domain/calendar.ts';
import type { CalendarDate } from '../domain/records.ts';
import type { CodedEntry, ReadCodes } from '../domain/services/record-access.ts';
import type { ClinicalFacts } from '../ports/clinical-facts.ts';
import { ENVIRONMENT, type Environment } from '../ports/practice-host.ts';
import { LOG, type Log } from '../ports/remote-access.ts';
import { HOST } from './host-token.ts';

/** The clinical record, through the host: whatever is wrong there, nobody knows, and nothing is taken for said. */
@injectable()
export class HostClinicalFacts implements ClinicalFacts {
  constructor(
    @inject(HOST) private readonly host: HostApi,
    @inject(ENVIRONMENT) private readonly environment: Pick<Environment, 'today'>,
    @inject(LOG) private readonly log: Log,
  ) {
    if (host.clinicalRecord.codes === undefined) {
      log.write('info', 'This host reads no codes: staff are told to look in the record');
    }
    if (host.appointments?.missed === undefined) {
      log.write('info', 'This host counts no missed appointments: none are acted on');
    }
  }

  async codes(patientRef: string, system: string, codes: readonly string[]): Promise<ReadCodes> {
    const { clinicalRecord } = this.host;
    if (clinicalRecord.codes === undefined) return 'not-told';
    try {
      const said: unknown = await clinicalRecord.codes(patientRef, { system, codes });
      return readEntries(said, system, codes) ?? 'unreadable';
    } catch {
      this.log.write('warn', 'The host could not read codes');
      return 'unreadable';
    }
  }

  async missedAppointments(patientRef: string, since: CalendarDate): Promise<number | undefined> {
    const { appointments } = this.host;
    if (appointments?.missed === undefined) return undefined;
    try {
      const said: unknown = await appointments.missed(patientRef, { since });
      return countOf(said, since, this.environment.today());
    } catch {
      this.log.write('warn', 'The host could not count missed appointments');
      return undefined;
    }
  }
}

/** All of them, or `undefined` where one makes no sense: it may be the one that matters. */
function readEntries(
  said: unknown,
  system: string,
  wanted: readonly string[],
): readonly CodedEntry[] | undefined {
  if (!Array.isArray(said)) return undefined;
  const entries = said.map((each: unknown) => readEntry(each, system));
  if (entries.some((entry) => entry === undefined)) return undefined;
  return entries.flatMap((entry) => (entry && wanted.includes(entry.code) ? [entry] : []));
}

function readEntry(each: unknown, system: string): CodedEntry | undefined {
  if (typeof each !== 'object' || each === null) return undefined;
  const { code, date, ...rest } = each as Partial<Record<string, unknown>>;
  const isRead =
    rest.system === system &&
    typeof code === 'string' &&
    typeof date === 'string' &&
    isCalendarDate(date);
  return isRead ? { code, date } : undefined;
}

/** Each counts once that was missed in that time; a number is the host's own count of them. */
function countOf(said: unknown, since: CalendarDate, today: CalendarDate): number | undefined {
  if (typeof said === 'number') return Number.isInteger(said) && said >= 0 ? said : undefined;
  if (!Array.isArray(said)) return undefined;
  const days = said.map((each: unknown) => dayOf(each));
  if (days.some((day) => day === undefined)) return undefined;
  return days.filter((day) => day !== undefined && day >= since && day <= today).length;
}

function dayOf(each: unknown): CalendarDate | undefined {
  const at = typeof each === 'object' && each !== null && 'at' in each ? each.at : undefined;
  if (typeof at !== 'string') return undefined;
  if (isCalendarDate(at)) return at;
  return /^\d{4}-\d{2}-\d{2}T/.test(at) && !Number.isNaN(Date.parse(at)) ? dateOf(at) : undefined;
}
