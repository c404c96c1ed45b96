import type { ServiceName } from '../../../domain/records.ts';
import type { DisablingRefusal } from '../../../domain/services/reasons.ts';
import type { Sentences } from '../../sentences.ts';
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
};

export const services = {
  change: 'Change online services',
  /** "Services changed: Global off (misuse); Repeats on (was off: patient opted out)". Notes stay out of the summary. */
  changed: (changes: readonly ServiceChange[]): string => {
    if (changes.length === 0) return 'Notes on services changed';
    const said = changes.map(({ name, enabled, reason }) => {
      const tick = `${views.labels[name]} ${enabled ? 'on' : 'off'}`;
      if (reason === undefined) return tick;
      return enabled ? `${tick} (was off: ${reason})` : `${tick} (${reason})`;
    });
    return `Services changed: ${said.join('; ')}`;
  },
  /** What stood beside the services that were switched, in the words of whoever wrote it. */
  notes: (notes: readonly ServiceNote[]): string =>
    notes
      .map(
        ({ name, notes: text = 'notes that could not be read on that computer' }) =>
          `${views.labels[name]}: ${text}`,
      )
      .join('\n'),
};
