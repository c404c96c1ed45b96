import { expect } from '@open-wc/testing';
import { heardIn } from '../../../../services/fhir/subscriptions/notification.ts';
import { socketAddress } from '../../../../services/fhir/subscriptions/socket-address.ts';
import { r4Protocol } from '../../../../services/fhir/subscriptions/r4-protocol.ts';

function asParameters(values: Readonly<Record<string, unknown>>): string {
  const parameter = Object.entries({
    subscription: { valueReference: { reference: 'https://fhir.example/base/Subscription/s1' } },
    ...values,
  }).map(([name, value]) => ({ name, ...(value as object) }));
  return bundle({ resourceType: 'Parameters', parameter });
}

function bundle(...resources: unknown[]): string {
  const entry = resources.map((resource) => ({ resource }));
  return JSON.stringify({ resourceType: 'Bundle', type: 'history', entry });
}

describe('A notification', () => {
  it('is read as the Subscriptions R5 Backport has it for R4', () => {
    const told = asParameters({
      status: { valueCode: 'active' },
      type: { valueCode: 'event-notification' },
      'events-since-subscription-start': { valueString: '310' },
    });
    expect(heardIn(told)).to.deep.equal([{ id: 's1', says: 'changed', count: 310 }]);
  });

  it('is read as R4B has it and Medplum sends it, one a subscription', () => {
    const status = (id: string, type: string): object => ({
      resourceType: 'SubscriptionStatus',
      status: 'active',
      type,
      subscription: { reference: `Subscription/${id}` },
    });
    const { length } = heardIn(bundle(status('a', 'heartbeat'), status('b', 'heartbeat')));
    expect(length).to.equal(2);
    expect(heardIn(bundle(status('a', 'handshake')))).to.deep.equal([{ id: 'a', says: 'bound' }]);
    const counted = { ...status('a', 'heartbeat'), eventsSinceSubscriptionStart: '7' };
    expect(heardIn(bundle(counted))).to.deep.equal([{ id: 'a', says: 'alive', count: 7 }]);
  });

  it('is over when the subscription is', () => {
    for (const status of ['off', 'error']) {
      const told = asParameters({
        status: { valueCode: status },
        type: { valueCode: 'event-notification' },
      });
      expect(heardIn(told)).to.deep.equal([{ id: 's1', says: 'over' }]);
    }
  });

  const NONSENSE = {
    'no JSON': '<html>',
    'nothing but brackets': '['.repeat(50_000),
    'no object': 'null',
    'no Bundle': '{"resourceType":"Person"}',
    'a resource alone': bundle({ resourceType: 'Person', id: 's1', type: 'event-notification' }),
    'no type': asParameters({ status: { valueCode: 'active' } }),
    'a type that is every object’s': asParameters({ type: { valueCode: 'constructor' } }),
    'a type that is no text': asParameters({ type: { valueInteger: 1 } }),
    'a reference elsewhere': asParameters({
      subscription: { valueReference: { reference: 'Subscription/s1/..' } },
      type: { valueCode: 'heartbeat' },
    }),
    'longer than any': asParameters({
      type: { valueCode: 'heartbeat' },
      note: { valueString: 'x'.repeat(100_000) },
    }),
  };
  for (const [what, message] of Object.entries(NONSENSE)) {
    it(`says nothing where it is ${what}`, () => {
      expect(heardIn(message)).to.deep.equal([]);
    });
  }

  it('counts nothing where the count is no whole number', () => {
    for (const valueString of ['many', '1e400', '', '-1', '0.5']) {
      const told = asParameters({
        type: { valueCode: 'heartbeat' },
        'events-since-subscription-start': { valueString },
      });
      expect(heardIn(told), valueString).to.deep.equal([{ id: 's1', says: 'alive' }]);
    }
  });
});

describe('A message as FHIR R4 has it', () => {
  const { heard, greeting } = r4Protocol('wss://fhir.example/ws', '17');

  it('is of this subscription alone', () => {
    expect(greeting).to.deep.equal(['bind 17']);
    expect(heard('bound 17')).to.deep.equal([{ id: '17', says: 'bound' }]);
    expect(heard('ping 17')).to.deep.equal([{ id: '17', says: 'changed' }]);
    for (const other of ['ping 171', 'ping 1', 'bound', 'ping 17\nping 17', '']) {
      expect(heard(other), other).to.deep.equal([]);
    }
  });

  it('shows that the server is there where it answers the question', () => {
    const alive = [{ id: '17', says: 'alive' }];
    expect(heard('Unexpected client message: bind 17')).to.deep.equal(alive);
    expect(heard(`${'x'.repeat(1000)}bind 17`)).to.deep.equal([]);
  });
});

describe('The address of a WebSocket', () => {
  const HTTPS = 'https://fhir.example/base';
  const HTTP = 'http://127.0.0.1:8090/fhir';
  const CASES: readonly (readonly [named: string, base: string, used: string | undefined])[] = [
    ['wss://push.example/ws', HTTPS, 'wss://push.example/ws'],
    ['https://fhir.example/ws', HTTPS, 'wss://fhir.example/ws'],
    ['/websocket', HTTPS, 'wss://fhir.example/websocket'],
    ['ws', HTTP, 'ws://127.0.0.1:8090/fhir/ws'],
    ['ws://127.0.0.1:8090/websocket#part', HTTP, 'ws://127.0.0.1:8090/websocket'],
    ['ws://fhir.example/ws', HTTPS, undefined],
    ['http://fhir.example/ws', HTTPS, undefined],
    ['wss://somebody:secret@fhir.example/ws', HTTPS, undefined],
    ['javascript:alert(1)', HTTP, undefined],
    ['ftp://fhir.example/ws', HTTP, undefined],
    ['http://[', HTTP, undefined],
  ];
  for (const [named, base, used] of CASES) {
    it(`${named} of ${base} is ${used === undefined ? 'not used' : 'used'}`, () => {
      expect(socketAddress(named, base)).to.equal(used);
    });
  }
});
