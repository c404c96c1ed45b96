import { PRACTICE_TAG } from '../vocabulary.ts';

/** `meta.tag` of a Subscription: the workstation that it tells, so that it finds its own again. */
export const WORKSTATION_TAG = PRACTICE_TAG.replace(/practice$/, 'workstation');

/** Why the server is asked to tell, for whoever keeps it. */
export const SUBSCRIPTION_REASON = 'Tells a workstation of a GP practice that it is time to look.';

/** How often the server is to say that it is there, in seconds: Subscriptions R5 Backport. */
export const HEARTBEAT_PERIOD =
  'http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-heartbeat-period';
