import { DOMAIN } from './domain.mjs';
import { FHIR } from './fhir.mjs';
import { LETTERS } from './letters.mjs';
import { PATIENT_SITE } from './patient-site.mjs';
import { SECURITY } from './security.mjs';
import { STORAGE } from './storage.mjs';

const ROOMS = {
  domain: DOMAIN,
  security: SECURITY,
  letters: LETTERS,
  fhir: FHIR,
  storage: STORAGE,
  'patient-site': PATIENT_SITE,
};

/**
 * Every break, room by room.
 * @type {readonly import('./replacement.mjs').Break[]}
 */
export const BREAKS = Object.entries(ROOMS).flatMap(([room, breaks]) =>
  Object.entries(breaks).map(([name, one]) => ({ room, name, ...one })),
);
