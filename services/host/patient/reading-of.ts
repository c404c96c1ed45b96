import type { HostApi } from '../../../plugin/host-api.ts';
import type { CalendarDate } from '../../domain/records.ts';
import type { Reading } from './patient-from-fhir.ts';

/** By what the host's Patients are read today. */
export function readingOf({ practice, settings }: HostApi, today: CalendarDate): Reading {
  return {
    practiceId: practice.id,
    extraSystems: {
      chi: String(settings.get('onlineServices.identifierSystems.chi')),
      hc: String(settings.get('onlineServices.identifierSystems.hc')),
    },
    today,
  };
}
