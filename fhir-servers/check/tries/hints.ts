import type { Subscription } from 'fhir/r4';
import { found } from '../findings.ts';
import { objects, text } from '../../../services/fhir/mapping/reading.ts';
import type { Try } from '../try.ts';

const AN_HOUR_MS = 3_600_000;

/** Whether the server takes what a workstation asks it with to tell of changes. Whether it then tells is not tried. */
export const hints: Try = {
  name: 'subscriptions',
  subject: 'hints',
  writes: true,
  async run({ server, samples }) {
    const { meta } = samples.person('told');
    const body: Subscription = {
      resourceType: 'Subscription',
      ...(meta === undefined ? {} : { meta }),
      status: 'requested',
      reason: 'A check of what this server can do.',
      criteria: `Person?${new URLSearchParams({ _tag: samples.tag }).toString()}`,
      end: new Date(Date.now() + AN_HOUR_MS).toISOString(),
      channel: { type: 'websocket' },
    };
    const taken = await server.send({ method: 'POST', path: 'Subscription', body });
    const id = text(taken.body.id);
    if (taken.status !== 201 || id === undefined) {
      return [found('subscription-refused', { status: taken.status })];
    }
    const path = `Subscription/${encodeURIComponent(id)}/$get-ws-binding-token`;
    const binding = await server.send({ method: 'GET', path });
    const names = objects(binding.body.parameter).map(({ name }) => name);
    const isWhole = names.includes('token') && names.includes('websocket-url');
    return [
      isWhole ? found('binding-token') : found('no-binding-token', { status: binding.status }),
    ];
  },
};
