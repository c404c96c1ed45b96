import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Patient } from 'fhir/r4';
import {
  emergencyContact,
  interpreter,
  practiceOfRegistration,
  removalUnderWay,
  temporaryAddress,
} from '../../../demo/reference-host/record/registration-facts.ts';

const TODAY = '2026-03-02';
const ODS = 'https://fhir.nhs.uk/Id/ods-organization-code';

function patient(rest: Partial<Patient>): Patient {
  return { resourceType: 'Patient', ...rest };
}

describe('what the Patient tab says of a registration', () => {
  it('shows a temporary address with its time, until that is over', () => {
    const at = (end: string) =>
      temporaryAddress(
        patient({
          address: [
            { use: 'home', line: ['1 Home Row'] },
            {
              use: 'temp',
              line: ['2 Guest Row'],
              city: 'Hollinbeck',
              period: { start: '2026-02-01', end },
            },
          ],
        }),
        TODAY,
      );
    assert.equal(at('2026-03-02'), '2 Guest Row, Hollinbeck (01 Feb 2026 to 02 Mar 2026)');
    assert.equal(at('2026-03-01'), undefined);
  });

  it('says that an interpreter is needed, in UK Core’s way and in FHIR’s', () => {
    const ukCore = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSCommunication';
    const part = { url: 'interpreterRequired', valueBoolean: true };
    const plain = 'http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired';
    assert.equal(
      interpreter(patient({ extension: [{ url: ukCore, extension: [part] }] })),
      'Needed',
    );
    assert.equal(
      interpreter(patient({ extension: [{ url: plain, valueBoolean: true }] })),
      'Needed',
    );
    assert.equal(
      interpreter(patient({ extension: [{ url: plain, valueBoolean: false }] })),
      'Not needed',
    );
    assert.equal(interpreter(patient({})), undefined);
  });

  it('names whom to phone in an emergency, apart from the next of kin', () => {
    const contact = [
      { relationship: [{ coding: [{ code: 'N' }] }], name: { text: 'Ann Kin' } },
      {
        relationship: [{ coding: [{ code: 'C', display: 'Emergency Contact' }] }],
        name: { given: ['Bob'], family: 'Ready' },
        telecom: [{ system: 'phone' as const, value: '01632 960999' }],
      },
    ];
    assert.equal(emergencyContact(patient({ contact })), 'Bob Ready, 01632 960999');
    assert.equal(emergencyContact(patient({ contact: contact.slice(0, 1) })), undefined);
  });

  it('says that a removal from the list is under way, since when and why', () => {
    const removal = (end?: string) =>
      patient({
        extension: [
          {
            url: 'https://fhir.nhs.uk/StructureDefinition/Extension-PDS-RemovalFromRegistration',
            extension: [
              {
                url: 'removalFromRegistrationCode',
                valueCodeableConcept: { coding: [{ code: 'SCT', display: 'Moved to Scotland' }] },
              },
              {
                url: 'effectiveTime',
                valuePeriod: { start: '2026-02-20', ...(end !== undefined && { end }) },
              },
            ],
          },
        ],
      });
    assert.equal(removalUnderWay(removal(), TODAY), 'Since 20 Feb 2026: Moved to Scotland');
    assert.equal(removalUnderWay(removal('2026-03-01'), TODAY), undefined);
    assert.equal(removalUnderWay(patient({}), TODAY), undefined);
  });

  it('names the practice of registration before the one that keeps the record', () => {
    const practice = (value: string, display?: string) => ({
      identifier: { system: ODS, value },
      ...(display !== undefined && { display }),
    });
    const managingOrganization = practice('A99968', 'Hollin Bank Surgery');
    assert.equal(
      practiceOfRegistration(patient({ managingOrganization }), TODAY),
      'Hollin Bank Surgery (A99968)',
    );
    const left = {
      identifier: { system: ODS, value: 'B99969', period: { end: '2026-01-31' } },
    };
    assert.equal(
      practiceOfRegistration(
        patient({ managingOrganization, generalPractitioner: [left, practice('C99967')] }),
        TODAY,
      ),
      'C99967',
    );
  });
});
