import manifest from '../../manifest.json' with { type: 'json' };
import { hostContract, type HostFacts } from '../contracts/host-contract.ts';
import {
  FakeHost,
  RECEPTIONIST,
  SIAN,
  SYSTEM_ADMINISTRATOR,
  TOMASZ,
  VERIFIED_EMAIL,
} from '../fakes/fake-host.ts';

const PRACTICE_VIEW = 'onlineServices.contractView';
const WITH_PRACTICE_VIEW = { ...manifest.contributes, practiceViews: [{ id: PRACTICE_VIEW }] };

for (const minor of [0, 1, 2] as const) {
  describe(`FakeHost as a host of version 1.${minor}`, () => {
    const realFetch = globalThis.fetch;
    beforeEach(() => {
      // The fake host's FHIR server starts empty.
      globalThis.fetch = (input, init) => {
        const id = /\/Patient\/([^/]+)$/.exec(new Request(input, init).url)?.[1];
        const patient = [SIAN, TOMASZ].find((each) => each.id === id);
        return patient !== undefined
          ? Promise.resolve(new Response(JSON.stringify(patient)))
          : realFetch(input, init);
      };
    });
    afterEach(() => {
      globalThis.fetch = realFetch;
    });
    for (const { name, check } of hostContract) {
      it(name, async () => {
        const host = new FakeHost(undefined, WITH_PRACTICE_VIEW, minor);
        host.contacts(TOMASZ.id ?? '').set([VERIFIED_EMAIL]);
        host.missedOn = ['2019-12-31', '2026-03-02'];
        await check(host, factsOf(host));
      });
    }
  });
}

function factsOf(host: FakeHost): HostFacts {
  return {
    sharedEmail: { email: VERIFIED_EMAIL.value, others: 1 },
    missedAppointments: 2,
    practiceView: PRACTICE_VIEW,
    signInWith: (permission) => {
      const people = [RECEPTIONIST, SYSTEM_ADMINISTRATOR];
      const person = people.find(({ permissions }) => permissions.includes(permission));
      host.session.set({ ...(person ?? RECEPTIONIST), id: crypto.randomUUID() });
      return Promise.resolve();
    },
    signOut: () => {
      host.session.set(null);
      return Promise.resolve();
    },
    leaveWith: (answer) => host.workingCopies?.leave(answer) ?? Promise.resolve(true),
    isTabShown: () => Promise.resolve(host.contributed.has('onlineServices.tab')),
  };
}
