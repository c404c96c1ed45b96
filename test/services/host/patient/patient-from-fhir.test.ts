import { expect } from '@open-wc/testing';
import type { Patient } from 'fhir/r4';
import { patientFromFhir } from '../../../../services/host/patient/patient-from-fhir.ts';
import { SIAN } from '../../../fakes/fake-host.ts';

const TODAY = '2026-04-20';
const ODS = 'https://fhir.nhs.uk/Id/ods-organization-code';
const UK_CORE = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-';
const REMOVAL = 'https://fhir.nhs.uk/StructureDefinition/Extension-PDS-RemovalFromRegistration';
const NHS = 'https://fhir.nhs.uk/Id/nhs-number';

function read(changes: Partial<Patient> | Readonly<Record<string, unknown>>) {
  const patient = patientFromFhir(
    { ...SIAN, ...changes },
    {
      practiceId: 'A99968',
      extraSystems: {},
      today: TODAY,
    },
  );
  if (patient === null) throw new Error('There is a patient.');
  return patient;
}

function endingOf(changes: Partial<Patient>): string | undefined {
  return read(changes).ending;
}

function practices(...codes: readonly (readonly [string, { end?: string }?])[]): Partial<Patient> {
  return {
    generalPractitioner: codes.map(([value, period]) => ({
      type: 'Organization',
      identifier: { system: ODS, value, ...(period && { period }) },
    })),
  };
}

function removal(effectiveTime: { start?: string; end?: string }): Partial<Patient> {
  return {
    extension: [
      { url: REMOVAL, extension: [{ url: 'effectiveTime', valuePeriod: effectiveTime }] },
    ],
  };
}

describe('since when they are registered here', () => {
  function since(start: string | undefined, value = 'A99968', end?: string): string | undefined {
    const period = { ...(start !== undefined && { start }), ...(end !== undefined && { end }) };
    const identifier = { system: ODS, value, period };
    return read({ generalPractitioner: [{ identifier }] }).registeredOn;
  }

  it('is what the record says of this practice, by a full date and in force', () => {
    expect(since('2026-04-01')).to.equal('2026-04-01');
    expect(since('2026-04-01T10:00:00Z', 'a99968')).to.equal('2026-04-01');
    expect(since('2026-04')).to.equal(undefined);
    expect(since(undefined)).to.equal(undefined);
    expect(since('2026-04-01', 'B99901')).to.equal(undefined);
    expect(since('2020-01-01', 'A99968', '2025-01-01'), 'an earlier time here').to.equal(undefined);
  });
});

describe('earlier records of the same patient', () => {
  it('are those that this one replaces, by their logical ids', () => {
    const replaces = (reference: string) => ({ type: 'replaces' as const, other: { reference } });
    const link = [
      replaces('Patient/one'),
      replaces('https://fhir.example/R4/Patient/two/_history/3'),
      replaces('Practitioner/three'),
      { type: 'seealso' as const, other: { reference: 'Patient/four' } },
    ];
    expect(read({ link }).replaces).to.deep.equal(['one', 'two']);
    expect(read({ link: [{ type: 'replaces' }] })).not.to.have.property('replaces');
  });
});

describe('the address a letter goes to', () => {
  const HOME = { use: 'home', line: ['4 Lôn y Felin'], postalCode: 'ZZ99 3VZ' } as const;
  const OLD_HOME = { ...HOME, line: ['1 Hen Stryd'], period: { end: '2026-04-19' } } as const;

  it('is the one in force, not one whose time is over or still to come', () => {
    const next = { ...HOME, line: ['9 Ffordd Newydd'], period: { start: '2026-04-21' } };
    expect(read({ address: [OLD_HOME, next, HOME] }).address?.lines[0]).to.equal('4 Lôn y Felin');
    expect(read({ address: [OLD_HOME] }).address).to.equal(undefined);
  });

  it('is on its last day still in force, and a partial date holds to its end', () => {
    const lastDay = { ...HOME, period: { end: '2026-04-20' } };
    expect(read({ address: [lastDay] }).address?.kind).to.equal('home');
    expect(read({ address: [{ ...HOME, period: { end: '2026' } }] }).address?.kind).to.equal(
      'home',
    );
    // 23:30 on the 19th by the clock of UTC is the 20th in London.
    const night = { ...HOME, period: { start: '2026-04-19T23:30:00Z' } };
    expect(read({ address: [night] }).address?.kind).to.equal('home');
  });

  it('is the address for letters, else the temporary one, else home; never work', () => {
    const letters = { ...HOME, use: 'billing', line: ['PO Box 7'] } as const;
    const temporary = { ...HOME, use: 'temp', line: ['Ward 3'] } as const;
    const work = { ...HOME, use: 'work', line: ['The Mill'] } as const;
    expect(read({ address: [HOME, temporary, letters] }).address).to.deep.equal({
      kind: 'correspondence',
      lines: ['PO Box 7', 'ZZ99 3VZ'],
    });
    expect(read({ address: [HOME, temporary] }).address?.kind).to.equal('temporary');
    expect(read({ address: [work, HOME] }).address?.kind).to.equal('home');
    expect(read({ address: [work] }).address).to.equal(undefined);
  });
});

describe('the name in force', () => {
  it('is not one whose period is over', () => {
    const married = { use: 'official', given: ['Siân'], family: 'Morgan' } as const;
    const maiden = {
      use: 'official',
      given: ['Siân'],
      family: 'Prys',
      period: { end: '2020-01-01' },
    } as const;
    expect(read({ name: [maiden, married] }).letterName).to.equal('Siân Morgan');
  });
});

describe('why somebody is no longer a patient of the practice', () => {
  it('is nothing for those who are, or of whom no practice is named', () => {
    expect(endingOf({})).to.equal(undefined);
    expect(endingOf({ deceasedBoolean: false, active: true })).to.equal(undefined);
    expect(endingOf(practices(['a99968']))).to.equal(undefined);
  });

  it('is death, by whatever the record says it', () => {
    expect(endingOf({ deceasedBoolean: true })).to.equal('deceased');
    expect(endingOf({ deceasedDateTime: 'in spring' })).to.equal('deceased');
    const notified = (code: string): Partial<Patient> => ({
      extension: [
        {
          url: `${UK_CORE}DeathNotificationStatus`,
          extension: [
            { url: 'deathNotificationStatus', valueCodeableConcept: { coding: [{ code }] } },
          ],
        },
      ],
    });
    expect(endingOf(notified('1')), 'informally').to.equal('deceased');
    expect(endingOf(notified('2')), 'formally').to.equal('deceased');
    expect(endingOf(notified('U')), 'taken back').to.equal(undefined);
  });

  it('is that they left, that the record was replaced, or that they are being removed', () => {
    expect(endingOf({ active: false })).to.equal('departed');
    const other = { reference: 'Patient/other' };
    expect(endingOf({ link: [{ type: 'replaced-by', other }] })).to.equal('merged');
    expect(endingOf({ link: [{ type: 'replaces', other }] })).to.equal(undefined);
    expect(endingOf(removal({ start: '2026-04-01' }))).to.equal('removal');
    expect(endingOf(removal({ start: '2026-04-01', end: '2026-12-31' }))).to.equal('removal');
    expect(endingOf(removal({ start: '2020-01-01', end: '2021-12-31' }))).to.equal(undefined);
  });

  it('is that another practice is named, unless its time is over or ours is named too', () => {
    expect(endingOf(practices(['B99901']))).to.equal('registered-elsewhere');
    expect(endingOf(practices(['B99901', { end: '2025-12-31' }]))).to.equal(undefined);
    expect(endingOf(practices(['B99901'], ['A99968']))).to.equal(undefined);
  });
});

describe('what else the record says', () => {
  it('is whether it is restricted', () => {
    expect(read({}).restricted).to.equal(false);
    for (const code of ['R', 'V']) {
      expect(read({ meta: { security: [{ code }] } }).restricted, code).to.equal(true);
    }
    expect(read({ meta: { security: [{ code: 'U' }] } }).restricted).to.equal(false);
  });

  it('is which numbers have ended or nobody has verified', () => {
    const status = (code: string) => ({
      url: `${UK_CORE}NHSNumberVerificationStatus`,
      valueCodeableConcept: { coding: [{ code }] },
    });
    const numbers = read({
      identifier: [
        { system: NHS, value: '1', period: { end: '2026-01-01' } },
        { system: NHS, value: '2', use: 'old' },
        { system: NHS, value: '3', extension: [status('03')] },
        { system: NHS, value: '4', extension: [status('01')] },
        { system: NHS, value: '5' },
        { system: 'https://elsewhere.example', value: '6' },
      ],
    }).identifiers;
    expect(numbers.map(({ value, doubt }) => `${value} ${doubt ?? 'counts'}`)).to.deep.equal([
      '1 ended',
      '2 ended',
      '3 unverified',
      '4 counts',
      '5 counts',
    ]);
  });

  it('is how to talk and write to the patient, where that is out of the ordinary', () => {
    expect(read({}).needs).to.equal(undefined);
    const english = { language: { coding: [{ code: 'en', display: 'English' }] } };
    expect(read({ communication: [english] }).needs).to.equal(undefined);
    const polish = { language: { coding: [{ code: 'pl', display: 'Polish' }] }, preferred: true };
    expect(read({ communication: [english, polish] }).needs).to.deep.equal({ language: 'Polish' });
    expect(
      read({
        extension: [
          {
            url: `${UK_CORE}NHSCommunication`,
            extension: [
              {
                url: 'language',
                valueCodeableConcept: { coding: [{ code: 'fr', display: 'French' }] },
              },
              { url: 'interpreterRequired', valueBoolean: true },
            ],
          },
          {
            url: `${UK_CORE}ContactPreference`,
            extension: [
              {
                url: 'PreferredWrittenCommunicationFormat',
                valueCodeableConcept: { coding: [{ code: '12', display: 'Braille' }] },
              },
            ],
          },
        ],
      }).needs,
    ).to.deep.equal({ language: 'French', interpreter: true, format: 'Braille' });
  });
});

describe('a malformed Patient', () => {
  it('is read as far as it can be, and never throws', () => {
    const wrong: readonly unknown[] = [
      null,
      'text',
      7,
      true,
      {},
      [],
      [null],
      ['text'],
      [[]],
      [{ use: 7 }],
    ];
    const elements = [
      ...['name', 'address', 'identifier', 'communication', 'extension', 'link', 'meta'],
      ...['generalPractitioner', 'birthDate', 'deceasedDateTime', 'active'],
    ];
    for (const element of elements) {
      for (const value of wrong) {
        expect(
          () => read({ [element]: value }),
          `${element}: ${JSON.stringify(value)}`,
        ).not.to.throw();
      }
    }
    const deep = { period: { start: 7, end: {} }, line: 'text', given: [null], coding: 'text' };
    expect(() => read({ name: [deep], address: [deep], identifier: [deep] })).not.to.throw();
  });

  it('counts as not recorded where it cannot be read', () => {
    expect(read({ birthDate: '1984-02-31' }).birthDate).to.equal(undefined);
    expect(read({ name: [{ use: 'official', family: '  ' }] }).displayName).to.equal(undefined);
    expect(
      patientFromFhir(
        { resourceType: 'Patient' },
        { practiceId: 'A', extraSystems: {}, today: TODAY },
      ),
    ).to.equal(null);
  });
});
