import { APPLICATION } from './application.mjs';
import { CARE } from './care.mjs';
import { DEMO } from './demo.mjs';
import { DOMAIN } from './domain.mjs';
import { FHIR } from './fhir.mjs';
import { FHIR_SERVERS } from './fhir-servers.mjs';
import { GATEWAY_BREAKS } from './gateway.mjs';
import { HELP } from './help.mjs';
import { HISTORY_BREAKS } from './history.mjs';
import { HOST } from './host.mjs';
import { LEAVING } from './leaving.mjs';
import { LETTERS } from './letters.mjs';
import { LIMITS } from './limits.mjs';
import { LOOKS } from './looks.mjs';
import { PATIENT_SITE } from './patient-site.mjs';
import { COMPONENTS, PLUGIN } from './screens.mjs';
import { MESSAGES } from './messages.mjs';
import { RECIPE } from './recipe.mjs';
import { AT_SCALE } from './scale.mjs';
import { OSU } from './osu.mjs';
import { RESET } from './reset.mjs';
import { SECURITY } from './security.mjs';
import { SETTINGS } from './settings.mjs';
import { STORAGE } from './storage.mjs';
import { SYNC } from './sync.mjs';
import { UNSAVED_CHANGES } from './unsaved-changes.mjs';
import { UNSENT_WORK } from './unsent-work.mjs';
import { UPTAKE } from './uptake.mjs';
import { JOBS } from './jobs.mjs';
import { SPLITS } from './split.mjs';
import { WORKLISTS } from './worklists.mjs';

const ROOMS = {
  domain: DOMAIN,
  osu: OSU,
  reset: RESET,
  care: CARE,
  leaving: LEAVING,
  messages: MESSAGES,
  limits: LIMITS,
  application: APPLICATION,
  storage: STORAGE,
  'unsent-work': UNSENT_WORK,
  sync: SYNC,
  looks: LOOKS,
  scale: AT_SCALE,
  components: COMPONENTS,
  plugin: PLUGIN,
  'unsaved-changes': UNSAVED_CHANGES,
  help: HELP,
  recipe: RECIPE,
  settings: SETTINGS,
  security: SECURITY,
  letters: LETTERS,
  host: HOST,
  fhir: FHIR,
  'fhir-servers': FHIR_SERVERS,
  'patient-site': PATIENT_SITE,
  worklists: WORKLISTS,
  uptake: UPTAKE,
  jobs: JOBS,
  splits: SPLITS,
  history: HISTORY_BREAKS,
  demo: DEMO,
  gateway: GATEWAY_BREAKS,
};

/**
 * Every break, room by room.
 * @type {readonly import('./replacement.mjs').Break[]}
 */
export const BREAKS = Object.entries(ROOMS).flatMap(([room, breaks]) =>
  Object.entries(breaks).map(([name, one]) => ({ room, name, ...one })),
);
