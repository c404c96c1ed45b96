import type { ServiceName } from '../../../domain/records.ts';
import { services as views } from './views.ts';

interface ServiceChange {
  readonly name: ServiceName | 'global';
  readonly enabled: boolean;
}

export const services = {
  change: 'Change online services',
  /** "Services changed: Global off; Repeats on". Notes stay out of the audit. */
  changed: (changes: readonly ServiceChange[]): string => {
    if (changes.length === 0) return 'Notes on services changed';
    const said = changes.map(
      ({ name, enabled }) => `${views.labels[name]} ${enabled ? 'on' : 'off'}`,
    );
    return `Services changed: ${said.join('; ')}`;
  },
};
