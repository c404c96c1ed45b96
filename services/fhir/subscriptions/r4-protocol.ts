import type { Protocol } from './line.ts';
import type { Heard } from './notification.ts';

/** How long a server that is asked now and then may say nothing: a page that nobody sees asks once a minute. */
const SILENCE_MS = 180_000;
const LONGEST = 1000;

/**
 * A subscription's WebSocket as FHIR R4 has it: `bind <id>` is answered `bound <id>`, and `ping <id>` says that something
 * changed. There is no heartbeat, so binding is asked for again now and then: any answer that names the subscription
 * shows that the server is there. It is not told how many changes there were.
 */
export function r4Protocol(address: string, id: string): Protocol {
  // eslint-disable-next-line words/in-catalogue -- nobody reads it
  const bind = `bind ${id}`;
  const heard = (text: string): readonly Heard[] => {
    if (text === `bound ${id}`) return [{ id, says: 'bound' }];
    if (text === `ping ${id}`) return [{ id, says: 'changed' }];
    return text.length <= LONGEST && text.endsWith(bind) ? [{ id, says: 'alive' }] : [];
  };
  return { address, ids: [id], greeting: [bind], question: bind, heard, silenceMs: SILENCE_MS };
}
