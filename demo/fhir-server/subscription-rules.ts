import type { SearchRequest } from '@medplum/core';
import type { Resource, Subscription } from '@medplum/fhirtypes';
import { refused } from './outcomes.ts';
import { readSearch, type SearchQuery } from './search-request.ts';

const HEARTBEAT_PERIOD =
  'http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-heartbeat-period';
const DEFAULT_HEARTBEAT_SECONDS = 20;

/**
 * A resource as it is kept: a Subscription is switched on, by the WebSocket alone.
 * @param heartbeatSeconds what is agreed to instead of what was asked for; 0 = what was asked for.
 * @throws an outcome of status 400 for criteria that this server does not understand, 422 for another channel.
 */
export function admitted<T extends Resource>(resource: T, heartbeatSeconds: number): T {
  if (resource.resourceType !== 'Subscription') return resource;
  searchOf(resource);
  if (resource.channel.type !== 'websocket') {
    throw refused(422, 'not-supported', 'Subscriptions are told of by WebSocket only.', 'channel');
  }
  const { channel } = resource;
  const others = (channel.extension ?? []).filter(({ url }) => url !== HEARTBEAT_PERIOD);
  const agreed = heartbeatSeconds > 0 ? heartbeatSeconds : heartbeatSecondsOf(resource);
  return {
    ...resource,
    status: resource.status === 'requested' ? 'active' : resource.status,
    channel: {
      ...channel,
      extension: [...others, { url: HEARTBEAT_PERIOD, valueUnsignedInt: agreed }],
    },
  };
}

/** How often a sign of life is due. */
export function heartbeatSecondsOf({ channel }: Subscription): number {
  const asked = channel.extension?.find(({ url }) => url === HEARTBEAT_PERIOD)?.valueUnsignedInt;
  return Math.max(1, asked ?? DEFAULT_HEARTBEAT_SECONDS);
}

/**
 * What a Subscription tells of, as a search.
 * @throws an outcome of status 400 when this server does not understand it.
 */
export function searchOf({ criteria }: Subscription): SearchRequest {
  const [type = '', parameters = ''] = criteria.split('?', 2);
  const asked = new URLSearchParams(parameters);
  const query: SearchQuery = Object.fromEntries(
    [...asked.keys()].map((key) => [key, asked.getAll(key)]),
  );
  return readSearch(type, query);
}

/** Whether it tells of changes at this moment. */
export function isOn({ status, end }: Subscription, now: Date): boolean {
  return status === 'active' && (end === undefined || Date.parse(end) > now.getTime());
}
