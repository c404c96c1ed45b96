import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { createAccount } from '../../../../services/domain/account/create-account.ts';
import { withdrawAccess } from '../../../../services/domain/account/withdraw-access.ts';
import { PatientEnding } from '../../../../services/domain/patient/patient-ending.ts';
import { writesOf } from '../../../../services/domain/record-writes.ts';
import type { PatientRecords, ServiceEntitlement } from '../../../../services/domain/records.ts';
import {
  changeServices,
  type ServiceChoice,
} from '../../../../services/domain/services/change-services.ts';
import {
  disablingReasonOf,
  StaffDisablingReason,
} from '../../../../services/domain/services/disabling.ts';
import { isOfRule } from '../../../../services/domain/services/rule-reasons.ts';
import {
  ACT,
  ANY_PROOF,
  CHECKED,
  created,
  CREATION,
  granted,
  LATER,
  refusal,
} from '../sample-patient.ts';

const ON: ServiceChoice = {
  global: { enabled: true },
  services: { appointments: { enabled: true } },
};
const DISABLED = { id: ACT.id, reason: 'misuse', at: ACT.at };

function disabled(notes?: string): PatientRecords {
  const global = { enabled: false, reason: 'misuse', ...(notes !== undefined && { notes }) };
  return granted(changeServices(created(), { ...ON, global }, ACT));
}

describe('changing services', () => {
  const services = fc.record({
    appointments: fc.record({ enabled: fc.boolean() }),
    repeats: fc.record({ enabled: fc.boolean(), notes: fc.string({ minLength: 1 }) }),
  });

  it('keeps exactly what was ticked, and writes nothing when nothing changed', () => {
    fc.assert(
      fc.property(services, fc.boolean(), (set, enabled) => {
        const reason = 'patient-opted-out';
        const { appointments, repeats } = set;
        const choice = {
          global: { enabled, reason },
          services: { appointments: { ...appointments, reason }, repeats },
        };
        const once = granted(changeServices(created(), choice, ACT));
        const again = granted(changeServices(once, choice, LATER));
        const { services: kept } = once.services ?? {};
        expect(kept?.appointments?.enabled).to.equal(appointments.enabled);
        expect(kept?.repeats).to.deep.equal(repeats);
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
    const choice = { global: { enabled: false, reason: 'misuse' }, services: { repeats: long } };
    expect(granted(changeServices(before, choice, ACT)).account?.enabled).to.be.false;
    const longer = { ...choice, services: { repeats: { enabled: true, notes: `${long.notes}!` } } };
    const refused = changeServices(before, longer, ACT);
    expect(!refused.ok && refused.failure.field).to.equal('notes-repeats');
  });
});

describe('switching off', () => {
  it('is an act with a reason, of the account and of each service', () => {
    const off = { enabled: false, reason: 'safeguarding', notes: 'Ask Dr Rees' };
    const choice = { global: off, services: { appointments: off } };
    const { account, services } = granted(changeServices(created(), choice, ACT));
    const disabling = { ...DISABLED, reason: 'safeguarding' };
    expect(account).to.deep.include({ enabled: false, enabledNotes: 'Ask Dr Rees', disabling });
    expect(services?.services.appointments).to.deep.equal({
      enabled: false,
      notes: 'Ask Dr Rees',
      disabling,
    });
  });

  it('is refused without a reason from the list, beside the list', () => {
    for (const reason of [undefined, '', 'deceased', 'age', 'no such reason']) {
      const global = { enabled: false, ...(reason !== undefined && { reason }) };
      const refused = changeServices(created(), { ...ON, global }, ACT);
      expect(!refused.ok && refused.failure.field, reason).to.equal('reason-global');
      expect(refusal(refused)).to.equal('Choose why Global is switched off.');
    }
  });

  it('for another reason needs a note that says which, and goes on needing it', () => {
    const { other } = StaffDisablingReason;
    const wanted = (appointments: object): ServiceChoice => ({
      ...ON,
      services: { appointments: { enabled: false, ...appointments } },
    });
    const refused = changeServices(created(), wanted({ reason: other }), ACT);
    expect(!refused.ok && refused.failure.field).to.equal('notes-appointments');
    const off = granted(changeServices(created(), wanted({ reason: other, notes: 'Asked' }), ACT));
    expect(changeServices(off, wanted({}), LATER).ok).to.be.false;
    expect(changeServices(off, wanted({ notes: 'Asked us by phone' }), LATER).ok).to.be.true;
  });

  it('what is off already is off by the same act, whoever saves beside it', () => {
    const global = { enabled: false, reason: 'safeguarding', notes: 'Asked again' };
    const { account } = granted(changeServices(disabled(), { ...ON, global }, LATER));
    expect(account).to.deep.include({ enabledNotes: 'Asked again', disabling: DISABLED });
  });

  it('ends with switching on: reason and note are gone, and off again is another act', () => {
    const notes = 'Shouted at the desk';
    const on = granted(
      changeServices(disabled(notes), { ...ON, global: { enabled: true, notes } }, LATER),
    );
    expect(on.account).not.to.have.any.keys('disabling', 'enabledNotes');
    const global = { enabled: false, reason: 'misuse' };
    const again = granted(changeServices(on, { ...ON, global }, LATER));
    expect(again.account?.disabling?.id).to.equal(LATER.id);
  });

  it('of before reasons were kept means the same', () => {
    const { account } = created();
    const old = { ...created(), ...(account && { account: { ...account, enabled: false } }) };
    const kept = granted(changeServices(old, { ...ON, global: { enabled: false } }, ACT));
    expect(kept.account).to.equal(old.account);
    expect(granted(changeServices(old, ON, ACT)).account?.enabled).to.be.true;
  });

  it('with the account itself takes a reason for Global, and none for what was never on', () => {
    const off: ServiceEntitlement = { enabled: false };
    const choice = { global: off, services: { appointments: off } };
    expect(refusal(createAccount(CHECKED, { ...CREATION, choice }, ANY_PROOF))).to.contain(
      'Global',
    );
    const disabledGlobal = { ...choice, global: { ...off, reason: 'patient-opted-out' } };
    const made = granted(
      createAccount(CHECKED, { ...CREATION, choice: disabledGlobal }, ANY_PROOF),
    );
    expect(made.account?.disabling?.reason).to.equal('patient-opted-out');
    expect(made.services?.services.appointments).to.deep.equal(off);
  });

  it('by a rule says which, for every way of being no patient any more', () => {
    const reasons = Object.values(PatientEnding).map((ending) => {
      const reason = disablingReasonOf(ending);
      const { account } = granted(withdrawAccess(created(), reason, ACT));
      expect(account).to.deep.include({ enabled: false, disabling: { ...ACT, reason } });
      expect(isOfRule(reason)).to.be.true;
      return reason;
    });
    expect(reasons).to.deep.equal(['deceased', 'merged', 'left', 'left', 'left']);
    expect(isOfRule('misuse')).to.be.false;
  });

  it('that a rule did is not taken over by a rule that comes later', () => {
    const { account } = granted(withdrawAccess(disabled(), 'deceased', LATER));
    expect(account?.disabling).to.deep.equal(DISABLED);
  });
});
