import type { CalendarDate, ServiceName } from '../../../domain/records.ts';
import type {
  AccessConcern,
  AccessRefusal,
  DisablingRefusal,
} from '../../../domain/services/reasons.ts';
import type { Sentences } from '../../sentences.ts';
import { dates } from '../dates.ts';
import { services as views } from './views.ts';

interface ServiceChange {
  readonly name: ServiceName | 'global';
  readonly enabled: boolean;
  /** Why it is off now, or was until now, as it is said; not there where nobody has said it. */
  readonly reason?: string;
}

interface ServiceNote {
  readonly name: ServiceName | 'global';
  /** Not there where it could not be read. */
  readonly notes?: string;
}

export const disablingReasons: Sentences<DisablingRefusal> = {
  'disabling-reason-missing': ({ service }) =>
    `Choose why ${views.labels[service]} is switched off.`,
  'disabling-note-missing': ({ service }) =>
    `Write in the notes why ${views.labels[service]} is switched off: “Other” does not say it.`,
  'enabling-note-missing': ({ service }) =>
    `Write in the notes why ${views.labels[service]} is switched on again: missed appointments had switched it off.`,
};

export const accessReasons: Sentences<AccessRefusal> = {
  'record-access-undecided': ({ service }) =>
    `Nobody has decided about ${views.labels[service]} for this patient. Untick it, tick it again and decide.`,
  'record-access-changed': ({ service }) =>
    `Something about this patient’s record has changed since you decided about ${views.labels[service]}. Look at it again.`,
  'access-decider-unknown': 'Choose who decided.',
  'access-reason-missing': 'Write why access is right all the same.',
};

/** What spoke for care, in a few words for the history. */
const CONCERNS: Readonly<Record<AccessConcern['code'], string>> = {
  'enhanced-review-indicated': 'enhanced review indicated',
  'record-access-declined': 'access declined on the record',
  'record-codes-unreadable': 'codes could not be read',
  'record-codes-not-told': 'codes not read by this system',
  'vouched-remotely-only': 'vouched for remotely only',
  'registered-recently': 'registered recently',
  'registration-start-unknown': 'start of registration not known',
  'record-of-restricted-patient': 'restricted record',
  'record-of-child': 'patient under 16',
};

interface Missed {
  readonly missed: number;
  readonly since: CalendarDate;
  readonly limit: number;
}

interface Decided {
  readonly service: 'summary-data' | 'detailed-coded-record';
  readonly outcome: 'granted' | 'not-now';
  readonly by: string;
  /** Codes; those of a later version are passed over. */
  readonly considered: readonly string[];
}

export const services = {
  change: 'Change online services',
  /** "Services changed: Global off (misuse); Repeats on (was off: patient opted out)". Notes stay out of the summary. */
  changed: (changes: readonly ServiceChange[], decisions: readonly string[] = []): string => {
    if (changes.length === 0 && decisions.length > 0) return decisions.join('; ');
    if (changes.length === 0) return 'Notes on services changed';
    const said = changes.map(({ name, enabled, reason }) => {
      const tick = `${views.labels[name]} ${enabled ? 'on' : 'off'}`;
      if (reason === undefined) return tick;
      return enabled ? `${tick} (was off: ${reason})` : `${tick} (${reason})`;
    });
    return `Services changed: ${[...said, ...decisions].join('; ')}`;
  },
  reviewed: (service: Decided['service']): string =>
    `Looked up what to heed before access to ${views.labels[service]}`,
  /** "Summary Data decided by Dr Rees: given (enhanced review indicated)". */
  decided: ({ service, outcome, by, considered }: Decided): string => {
    const said: Readonly<Partial<Record<string, string>>> = CONCERNS;
    const known = considered.flatMap((code) => said[code] ?? []);
    const told = `${views.labels[service]} decided by ${by}: ${outcome === 'granted' ? 'given' : 'not now'}`;
    return known.length === 0 ? told : `${told} (${known.join('; ')})`;
  },
  /** A rule that switches Appointments off. */
  missed: {
    does: 'Switch off Appointments: missed appointments',
    note: ({ missed, since, limit }: Missed): string =>
      `${missed} missed since ${dates.longDate(since)}; the practice’s limit is ${limit}.`,
    done: ({ missed, since, limit }: Missed): string =>
      `Services changed: Appointments off (${missed} missed appointments since ${dates.longDate(since)}, limit ${limit})`,
  },
  decidedBecause: (service: Decided['service'], reason: string): string =>
    `${views.labels[service]}, why it was decided so: ${reason}`,
  /** What stood beside the services that were switched, in the words of whoever wrote it. */
  notes: (notes: readonly ServiceNote[]): string =>
    notes
      .map(
        ({ name, notes: text = 'notes that could not be read on that computer' }) =>
          `${views.labels[name]}: ${text}`,
      )
      .join('\n'),
};
