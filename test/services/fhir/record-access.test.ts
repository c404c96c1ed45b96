import { expect } from '@open-wc/testing';
import type { ServicesRecord } from '../../../services/domain/records.ts';
import { consentToServices, servicesToConsent } from '../../../services/fhir/mapping/services.ts';

const BY = { id: 'staff-1', name: 'Dilys Probert' };
const ACCESS = {
  outcome: 'granted',
  at: '2026-03-01T10:00:00.000Z',
  by: BY,
  considered: 'record-of-restricted-patient registered-recently',
  reason: 'Dr Rees reviewed it',
} as const;

function servicesWith(services: ServicesRecord['services']): ServicesRecord {
  const ids = { id: 'services-1', accountKey: 'account-1', practiceId: 'A99968' };
  return { ...ids, patientRef: 'patient-1', services };
}

function readAgain(consent: object): ServicesRecord['services'] | undefined {
  const reading = consentToServices({ ...consent });
  return reading.ok ? reading.body.services : undefined;
}

describe('a decision about the record on the shared record', () => {
  it('is read as it was written, granted or not now, and so is since when missed appointments count', () => {
    const services = {
      appointments: { enabled: true, missedFrom: '2026-02-01T10:00:00.000Z' },
      'summary-data': { enabled: true, access: ACCESS },
      'detailed-coded-record': { enabled: false, access: { ...ACCESS, outcome: 'not-now' } },
    } as const;
    const consent = servicesToConsent(servicesWith(services), 'operation-1');
    expect(readAgain(consent)).to.deep.equal(services);
  });

  it('counts for nothing where an older version has switched the service since', () => {
    const on = servicesWith({ 'summary-data': { enabled: true, access: ACCESS } });
    const consent = servicesToConsent(on, 'operation-1');
    const off = JSON.stringify(consent).replace('"permit"', '"deny"');
    expect(readAgain(JSON.parse(off) as object)).to.deep.equal({
      'summary-data': { enabled: false },
    });
  });

  it('goes from the resource with the access', () => {
    const on = servicesWith({ 'summary-data': { enabled: true, access: ACCESS } });
    const off = servicesWith({ 'summary-data': { enabled: false } });
    const consent = servicesToConsent(off, 'operation-2', servicesToConsent(on, 'operation-1'));
    expect(JSON.stringify(consent)).not.to.include('Dr Rees');
  });
});
