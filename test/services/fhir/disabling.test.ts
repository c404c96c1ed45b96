import { expect } from '@open-wc/testing';
import type { Person } from 'fhir/r4';
import { accountToPerson, personToAccount } from '../../../services/fhir/mapping/account.ts';
import { consentToServices, servicesToConsent } from '../../../services/fhir/mapping/services.ts';
import { DISABLING_EXTENSION } from '../../../services/fhir/vocabulary.ts';
import { sampleAccount } from '../../fakes/sample-shared-records.ts';

const DISABLING = { id: 'act-1', reason: 'safeguarding', at: '2026-03-01T10:00:00.000Z' };
const DISABLED = sampleAccount({ enabled: false, disabling: DISABLING });

function readAgain(person: object): unknown {
  const reading = personToAccount({ ...person });
  return reading.ok ? reading.body : reading.fields;
}

describe('an act of switching off on the shared record', () => {
  it('is read as it was written', () => {
    expect(readAgain(accountToPerson(DISABLED, 'operation-1'))).to.deep.equal(DISABLED);
  });

  it('goes when the account is enabled, whatever else the resource holds', () => {
    const person = accountToPerson(DISABLED, 'operation-1');
    const { disabling: _ended, ...enabled } = { ...DISABLED, enabled: true };
    const next = accountToPerson(enabled, 'operation-2', person);
    expect(JSON.stringify(next)).not.to.include('safeguarding');
    expect(readAgain({ ...person, active: true }), 'enabled by another system').to.deep.equal(
      enabled,
    );
  });

  it('that makes no sense leaves the account as disabled as it is', () => {
    const person = accountToPerson(DISABLED, 'operation-1');
    const spoilt: Person = {
      ...person,
      extension: (person.extension ?? []).map((each) =>
        each.url === DISABLING_EXTENSION ? { url: each.url, valueString: 'misuse' } : each,
      ),
    };
    const { disabling: _spoilt, ...rest } = DISABLED;
    expect(readAgain(spoilt)).to.deep.equal(rest);
  });

  it('for a reason of a later version is kept as it is', () => {
    const later = { ...DISABLED, disabling: { ...DISABLING, reason: 'age' } };
    expect(readAgain(accountToPerson(later, 'operation-1'))).to.deep.equal(later);
  });

  it('stands at each service that is off', () => {
    const services = {
      id: 'services-1',
      accountKey: DISABLED.id,
      practiceId: DISABLED.practiceId,
      patientRef: DISABLED.patientRef,
      services: { repeats: { enabled: false, disabling: DISABLING }, acutes: { enabled: true } },
    };
    const reading = consentToServices({ ...servicesToConsent(services, 'operation-1') });
    expect(reading.ok && reading.body).to.deep.equal(services);
  });
});
