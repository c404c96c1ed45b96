import { isJson, object, objects, text, type Json } from '../mapping/reading.ts';

/** What a text that came by a WebSocket says of a subscription. Nothing of the change itself is taken from it. */
export interface Heard {
  readonly id: string;
  /** `bound`: it is told of from now on; `alive`: nothing is new; `over`: it is told of no longer. */
  readonly says: 'bound' | 'alive' | 'changed' | 'over';
  /** How many changes have been told of by now, where it is said. */
  readonly count?: number;
}

/** Longer than a notification without content: it is not worth its reading. */
const LONGEST = 100_000;

/**
 * What a notification of the Subscriptions R5 Backport says: a Bundle whose first entry is Parameters, by the guide, or
 * a SubscriptionStatus, as R4B has it and Medplum sends it. Nothing where it makes no sense.
 */
export function heardIn(message: string): readonly Heard[] {
  if (message.length > LONGEST) return [];
  return statusesIn(message).flatMap((status) => {
    const id = subscriptionId(valueOf(status, 'subscription'));
    const says = meaning(valueOf(status, 'type'), valueOf(status, 'status'));
    if (id === undefined || says === undefined) return [];
    const count = countIn(valueOf(status, 'events-since-subscription-start'));
    return [{ id, says, ...(count !== undefined && { count }) }];
  });
}

function statusesIn(message: string): readonly Json[] {
  try {
    const bundle: unknown = JSON.parse(message);
    if (!isJson(bundle) || bundle.resourceType !== 'Bundle') return [];
    return objects(bundle.entry)
      .map(({ resource }) => object(resource))
      .filter(({ resourceType }) => STATUS_TYPES.includes(text(resourceType) ?? ''));
  } catch {
    // No JSON, or nested so deep that this browser cannot read it.
    return [];
  }
}

const STATUS_TYPES = ['Parameters', 'SubscriptionStatus'];

/** A part of a status, under its name in either form. */
function valueOf(status: Json, name: string): unknown {
  if (status.resourceType === 'SubscriptionStatus') {
    return status[name.replace(/-(.)/g, (_dash, letter: string) => letter.toUpperCase())];
  }
  const parameter = objects(status.parameter).find((each) => each.name === name);
  return Object.entries(parameter ?? {}).find(([key]) => key.startsWith('value'))?.[1];
}

function subscriptionId(reference: unknown): string | undefined {
  const address = text(object(reference).reference) ?? '';
  return /(?:^|\/)Subscription\/([\w.-]{1,64})(?:\/_history\/[^/]+)?$/.exec(address)?.[1];
}

/** JSON has it as text, or as a number. */
function countIn(value: unknown): number | undefined {
  const isCount =
    typeof value === 'string' ? /^\d{1,15}$/.test(value) : Number.isSafeInteger(value);
  return isCount ? Number(value) : undefined;
}

function meaning(type: unknown, status: unknown): Heard['says'] | undefined {
  if (status === 'error' || status === 'off') return 'over';
  return typeof type === 'string' ? MEANINGS.get(type) : undefined;
}

const MEANINGS = new Map<string, Heard['says']>([
  ['handshake', 'bound'],
  ['heartbeat', 'alive'],
  ['event-notification', 'changed'],
  ['query-status', 'alive'],
  ['query-event', 'alive'],
]);
