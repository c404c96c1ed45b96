import { found } from '../findings.ts';
import { objects } from '../../../services/fhir/mapping/reading.ts';
import type { Try } from '../try.ts';

const WEBSOCKET = 'http://hl7.org/fhir/StructureDefinition/capabilitystatement-websocket';

/** What the server says of subscriptions; none is made. */
export const hints: Try = {
  name: 'subscriptions',
  subject: 'hints',
  writes: false,
  run({ capabilities }) {
    const rest = objects(capabilities.rest);
    const isByWebSocket = rest.some(({ extension }) =>
      objects(extension).some(({ url }) => url === WEBSOCKET),
    );
    if (isByWebSocket) return Promise.resolve([found('websockets-announced')]);
    const types = rest.flatMap(({ resource }) => objects(resource).map(({ type }) => type));
    const has = types.includes('Subscription');
    return Promise.resolve([found(has ? 'subscriptions-announced' : 'no-subscriptions')]);
  },
};
