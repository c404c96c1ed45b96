import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { writesOf } from '../../../../services/domain/record-writes.ts';
import { changeServices } from '../../../../services/domain/services/change-services.ts';
import { created, granted } from '../sample-patient.ts';

describe('changing services', () => {
  const services = fc.record({
    appointments: fc.record({ enabled: fc.boolean() }),
    repeats: fc.record({ enabled: fc.boolean(), notes: fc.string({ minLength: 1 }) }),
  });

  it('keeps exactly what was ticked, and writes nothing when nothing changed', () => {
    fc.assert(
      fc.property(services, fc.boolean(), (set, enabled) => {
        const choice = { global: { enabled }, services: set };
        const once = granted(changeServices(created(), choice));
        const again = granted(changeServices(once, choice));
        expect(once.services?.services).to.deep.equal(set);
        expect(once.account?.enabled).to.equal(enabled);
        expect(writesOf(once, again)).to.deep.equal([]);
      }),
    );
  });
});
