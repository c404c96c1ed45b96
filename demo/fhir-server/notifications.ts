import { randomUUID } from 'node:crypto';
import type { Bundle } from '@medplum/fhirtypes';

const GUIDE = 'http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition';

/** What a notification is about. */
export interface Notice {
  readonly subscriptionId: string;
  readonly type: 'handshake' | 'heartbeat' | 'event-notification';
  readonly status: 'active' | 'off';
  /** Changes told of since the server knows of the Subscription. */
  readonly events: number;
}

/**
 * A notification without content, as the Subscriptions R5 Backport has it for R4:
 * https://hl7.org/fhir/uv/subscriptions-backport/notifications.html
 */
export function notification(notice: Notice, baseUrl: string, now: Date): Bundle {
  const address = `${baseUrl}/Subscription/${notice.subscriptionId}`;
  return {
    resourceType: 'Bundle',
    meta: { profile: [`${GUIDE}/backport-subscription-notification-r4`] },
    type: 'history',
    timestamp: now.toISOString(),
    entry: [
      {
        fullUrl: `urn:uuid:${randomUUID()}`,
        resource: {
          resourceType: 'Parameters',
          meta: { profile: [`${GUIDE}/backport-subscription-status-r4`] },
          parameter: [
            { name: 'subscription', valueReference: { reference: address } },
            { name: 'status', valueCode: notice.status },
            { name: 'type', valueCode: notice.type },
            { name: 'events-since-subscription-start', valueString: String(notice.events) },
          ],
        },
        request: { method: 'GET', url: `${address}/$status` },
        response: { status: '200' },
      },
    ],
  };
}
