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

  it('is not kept from those whose notes somebody else wrote too long', () => {
    const long = { enabled: true, notes: 'x'.repeat(501) };
    const { services: record } = created();
    const before = {
      ...created(),
      ...(record && { services: { ...record, services: { repeats: long } } }),
    };
    const choice = { global: { enabled: false }, services: { repeats: long } };
    expect(granted(changeServices(before, choice)).account?.enabled).to.be.false;
    const longer = { ...choice, services: { repeats: { enabled: true, notes: `${long.notes}!` } } };
    const refused = changeServices(before, longer);
    expect(!refused.ok && refused.failure.field).to.equal('notes-repeats');
  });
});
