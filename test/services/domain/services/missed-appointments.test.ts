import { expect } from '@open-wc/testing';
import { addMonths } from '../../../../services/domain/calendar-months.ts';
import { changeServices } from '../../../../services/domain/services/change-services.ts';
import {
  countedSince,
  isOverLimit,
  withoutAppointments,
} from '../../../../services/domain/services/missed-appointments.ts';
import { created, granted, LATER, refusal } from '../sample-patient.ts';

const SETTINGS = { missedAppointmentsLimit: 3, missedAppointmentsMonths: 12 };
const FACTS = { records: created(), settings: SETTINGS, today: '2026-04-20' };
const NOTE = '3 missed since 20 April 2025.';

function choice(notes?: string) {
  const appointments = { enabled: true, ...(notes !== undefined && { notes }) };
  return { global: { enabled: true }, services: { appointments } };
}

describe('missed appointments', () => {
  it('count for as many months as the practice says, and not at all with a limit of 0', () => {
    expect(countedSince(FACTS)).to.equal('2025-04-20');
    const none = { ...SETTINGS, missedAppointmentsLimit: 0 };
    expect(countedSince({ ...FACTS, settings: none })).to.equal(undefined);
    expect(isOverLimit(99, { settings: none })).to.be.false;
    expect(isOverLimit(3, FACTS), 'as many as the limit').to.be.false;
    expect(isOverLimit(4, FACTS), 'one more').to.be.true;
    expect(addMonths('2024-05-31', -3), 'the last of February').to.equal('2024-02-29');
  });

  it('switch Appointments off, and nothing else, by an act that two workstations do once', () => {
    const off = withoutAppointments(created(), NOTE, LATER);
    expect(off.services?.services.appointments).to.deep.include({ enabled: false, notes: NOTE });
    expect(off.account?.enabled).to.be.true;
    const again = withoutAppointments(created(), NOTE, { at: '2026-04-22T09:00:00.000Z' });
    const id = again.services?.services.appointments?.disabling?.id;
    expect(off.services?.services.appointments?.disabling?.id).to.equal(id);
    expect(withoutAppointments(off, NOTE, LATER), 'off already').to.equal(off);
    expect(countedSince({ ...FACTS, records: off })).to.equal(undefined);
  });

  it('leave a way back that takes a reason, and count anew from the next day', () => {
    const off = withoutAppointments(created(), NOTE, LATER);
    expect(refusal(changeServices(off, choice(), LATER))).to.include(
      'why Appointments is switched',
    );
    expect(refusal(changeServices(off, choice(NOTE), LATER)), 'the old note').to.include('why');
    const on = granted(changeServices(off, choice('Came to talk about it'), LATER));
    expect(on.services?.services.appointments).to.deep.equal({
      enabled: true,
      notes: 'Came to talk about it',
      missedFrom: LATER.at,
    });
    expect(countedSince({ ...FACTS, today: '2026-05-01', records: on })).to.equal('2026-04-22');
    const noted = granted(changeServices(on, choice('Reads them now'), LATER));
    expect(noted.services?.services.appointments?.missedFrom).to.equal(LATER.at);
    const later = withoutAppointments(on, NOTE, LATER);
    const ids = [off, later].map(({ services }) => services?.services.appointments?.disabling?.id);
    expect(new Set(ids).size, 'it is another act').to.equal(2);
  });
});
