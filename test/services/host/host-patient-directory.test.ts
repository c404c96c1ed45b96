import { expect } from '@open-wc/testing';
import type { Patient } from 'fhir/r4';
import type { HostPatients } from '../../../plugin/host-api.ts';
import { HostPatientDirectory } from '../../../services/host/host-patient-directory.ts';
import { HostPatientFinder } from '../../../services/host/host-patient-finder.ts';
import type {
  DescribedPatient,
  PatientDirectory,
} from '../../../services/ports/patient-directory.ts';
import {
  GPS,
  patientDirectoryContract,
  PEOPLE,
} from '../../contracts/patient-directory-contract.ts';
import { FakeHost, SIAN, TOMASZ } from '../../fakes/fake-host.ts';
import {
  InMemoryPatientDirectory,
  type KnownPatient,
} from '../../fakes/in-memory-patient-directory.ts';

const CLOCK = { today: () => '2026-04-20' };
const PAGE = { size: 50 };
const VERIFIED = 'https://fhir.online-services.example/StructureDefinition/contact-verified';

patientDirectoryContract('HostPatientDirectory', () => {
  const host = new FakeHost();
  host.known = PEOPLE.map(recordOf);
  host.gps = GPS.map((gp) => ({ ...gp, role: 'GP' }));
  return directoryOf(host);
});

patientDirectoryContract('in memory', () => new InMemoryPatientDirectory(PEOPLE, GPS));

function recordOf(patient: KnownPatient): Patient {
  const { ref, displayName, birthDate, number, usualGp = '', usualGpId, ending } = patient;
  const [family = '', given = ''] = displayName?.split(', ') ?? [];
  const email = patient.sharesEmail === true ? 'family@mail.example' : `${ref}@mail.example`;
  return {
    resourceType: 'Patient',
    id: ref,
    ...(displayName !== undefined && { name: [{ family, given: [given] }] }),
    ...(birthDate !== undefined && { birthDate }),
    ...(number !== undefined && {
      identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: number.value }],
    }),
    ...(usualGpId !== undefined && {
      generalPractitioner: [
        { type: 'Practitioner', identifier: { value: usualGpId }, display: usualGp },
      ],
    }),
    ...(patient.hasVerifiedEmail !== undefined && {
      telecom: [
        {
          system: 'email',
          value: email,
          extension: [{ url: VERIFIED, valueBoolean: patient.hasVerifiedEmail }],
        },
      ],
    }),
    ...(patient.restricted && { meta: { security: [{ code: 'R' }] } }),
    ...(ending === 'deceased' && { deceasedBoolean: true }),
  };
}

function directoryOf(host: FakeHost): PatientDirectory {
  return new HostPatientDirectory(host, CLOCK);
}

/** A host that answers as no host should. */
function answering(answers: { readonly [M in keyof HostPatients]?: unknown }): FakeHost {
  const host = new FakeHost();
  const given = Object.entries(answers).map(([method, answer]) => [
    method,
    () => Promise.resolve(answer),
  ]);
  host.patients = { ...host.patients, ...(Object.fromEntries(given) as Partial<HostPatients>) };
  return host;
}

async function described(host: FakeHost, ...refs: readonly string[]) {
  const result = await directoryOf(host).describe(refs);
  return result.ok ? [...result.value.values()] : result.failure.reason;
}

const NOT_TOLD = { code: 'patients-not-told' };

describe('describing patients through the host', () => {
  it('says that it cannot where the host does not tell, and asks it nothing', async () => {
    const old = new FakeHost(undefined, undefined, 1);
    const directory = directoryOf(old);
    expect(directory.describes).to.equal(false);
    expect([directory.find, directory.usualGps, directory.open]).to.deep.equal(
      Array(3).fill(undefined),
    );
    expect(await described(old, 'patient-sian')).to.deep.equal(NOT_TOLD);
  });

  it('asks for 100 at once, and for each only once', async () => {
    const asked: (readonly string[])[] = [];
    const host = new FakeHost();
    host.patients = {
      ...host.patients,
      describe: (ids) => {
        asked.push(ids);
        return Promise.resolve([]);
      },
    };
    const refs = Array.from({ length: 150 }, (_, at) => `patient-${at}`);
    await described(host, ...refs, ...refs);
    expect(asked.map(({ length }) => length)).to.deep.equal([100, 50]);
  });

  it('tells nothing of where somebody lives', async () => {
    const host = new FakeHost();
    const [sian] = (await described(host, 'patient-sian')) as readonly DescribedPatient[];
    expect(sian?.displayName).to.equal('MORGAN, Siân (Mrs)');
    expect(JSON.stringify(sian)).not.to.match(/Felin|Trefach|ZZ99/);
  });

  it('leaves out what nobody asked for, and what is no patient', async () => {
    const noId: Patient = { resourceType: 'Patient', name: [{ family: 'Nobody' }] };
    const host = answering({ describe: [null, 'Siân', TOMASZ, SIAN, noId, SIAN] });
    const found = (await described(host, 'patient-sian')) as readonly DescribedPatient[];
    expect(found.map(({ ref }) => ref)).to.deep.equal(['patient-sian']);
  });

  it('takes an answer that is no list for no answer', async () => {
    for (const odd of [undefined, null, {}, 'none', 3]) {
      const host = answering({ describe: odd, find: odd, usualGps: odd });
      expect(await described(host, 'patient-sian'), JSON.stringify(odd)).to.deep.equal(NOT_TOLD);
      const directory = directoryOf(host);
      const others = [await directory.find?.({}, PAGE), await directory.usualGps?.()];
      for (const other of others) {
        expect(other?.ok === false && other.failure.reason, JSON.stringify(odd)).to.deep.equal(
          NOT_TOLD,
        );
      }
    }
  });

  it('passes on why the host does not tell', async () => {
    const host = new FakeHost();
    host.refusal = 'The practice’s server cannot be reached.';
    expect(await described(host, 'patient-sian')).to.deep.equal({
      code: 'host-said',
      text: 'The practice’s server cannot be reached.',
    });
    const found = await directoryOf(host).find?.({ having: 'left' }, PAGE);
    expect(found).to.have.nested.property('failure.kind', 'host-refused');
  });

  it('says nothing of email addresses where the host does not, and counts none that has ended', async () => {
    const email = (verified: boolean | undefined, more = {}) => ({
      system: 'email' as const,
      value: 'sian@mail.example',
      ...(verified !== undefined && { extension: [{ url: VERIFIED, valueBoolean: verified }] }),
      ...more,
    });
    const phone = { ...email(true), system: 'phone' as const };
    const cases = [
      [[], undefined],
      [[email(undefined)], undefined],
      [[email(false)], false],
      [[phone], false],
      [[phone, email(true)], true],
      [[email(true, { period: { end: '2026-04-19' } }), email(false)], false],
      [[email(true, { use: 'old' }), email(false)], false],
    ] as const;
    for (const [telecom, expected] of cases) {
      const host = answering({ describe: [{ ...SIAN, telecom }] });
      const [sian] = (await described(host, 'patient-sian')) as readonly DescribedPatient[];
      expect(sian?.hasVerifiedEmail, JSON.stringify(telecom)).to.equal(expected);
    }
  });

  it('names as the usual GP a person whom the record names today, and no practice', async () => {
    const practice = { type: 'Organization', display: 'Hollin Bank Surgery' };
    const person = { reference: 'Practitioner/7', display: 'Dr Owen Farrow' };
    const before = {
      type: 'Practitioner',
      identifier: { period: { end: '2020-01-01' } },
      display: 'Dr Long Ago',
    };
    const host = answering({
      describe: [{ ...SIAN, generalPractitioner: [practice, before, person] }],
    });
    const [sian] = (await described(host, 'patient-sian')) as readonly DescribedPatient[];
    expect(sian?.usualGp).to.equal('Dr Owen Farrow');
  });
});

describe('finding patients through the host', () => {
  it('goes on from where the page before ended', async () => {
    const host = new FakeHost();
    const directory = directoryOf(host);
    const first = await directory.find?.({}, { size: 1 });
    if (!first?.ok) throw new Error('not found');
    expect(first.value.patients).to.have.length(1);
    const { next = '' } = first.value;
    const second = await directory.find?.({}, { size: 1, after: next });
    if (!second?.ok) throw new Error('not found');
    expect(second.value.patients).not.to.deep.equal(first.value.patients);
    expect(second.value.next).to.equal(undefined);
  });

  it('is refused where a page leads to itself: it would never end', async () => {
    const host = answering({ find: { patients: [SIAN], next: 'again' } });
    const page = await directoryOf(host).find?.({}, { ...PAGE, after: 'again' });
    expect(page?.ok === false && page.failure.reason).to.deep.equal(NOT_TOLD);
  });
});

describe('opening a patient through the host', () => {
  it('tells whether they are open now', async () => {
    const host = new FakeHost();
    const directory = directoryOf(host);
    host.workingCopies?.markDirty({
      name: 'Services',
      save: () => Promise.resolve(true),
      revert: () => Promise.resolve(),
    });
    expect(await directory.open?.('patient-tomasz')).to.deep.equal({ ok: true, value: false });
    expect(host.currentPatient.value).to.equal(SIAN);
    await host.workingCopies?.leave('cancel');
    host.workingCopies?.dirty.clear();
    expect(await directory.open?.('patient-tomasz')).to.deep.equal({ ok: true, value: true });
    expect(host.currentPatient.value).to.equal(TOMASZ);
    expect(await directory.open?.('nobody')).to.have.nested.property(
      'failure.reason.code',
      'host-said',
    );
  });

  it('does not take anything else than yes for yes', async () => {
    const host = answering({ open: 'certainly' });
    expect(await directoryOf(host).open?.('patient-sian')).to.deep.equal({
      ok: true,
      value: false,
    });
  });
});

describe('finding who may be meant by what somebody typed', () => {
  const typed = { family: 'Morgan', birthDate: '1984-02-29', number: '9990000026' };
  const found = async (host: FakeHost) => {
    const result = await new HostPatientFinder(host, CLOCK).find?.(typed);
    return result?.ok === true ? result.value.map(({ ref }) => ref) : result?.failure.reason;
  };

  it('asks by number and by name and birth date, and takes whoever fits either', async () => {
    expect(await found(new FakeHost())).to.have.members(['patient-sian', 'patient-tomasz']);
  });

  it('looks at every page', async () => {
    const host = new FakeHost();
    host.patients = {
      ...host.patients,
      find: (_query, { after } = {}) =>
        Promise.resolve(
          after === undefined ? { patients: [SIAN], next: 'two' } : { patients: [TOMASZ] },
        ),
    };
    expect(await found(host)).to.have.members(['patient-sian', 'patient-tomasz']);
  });

  it('tells nothing where the pages never end, or are none', async () => {
    let page = 0;
    const host = new FakeHost();
    host.patients = {
      ...host.patients,
      find: () => Promise.resolve({ patients: [SIAN], next: String((page += 1)) }),
    };
    expect(await found(host)).to.deep.equal({ code: 'applicants-not-searched' });
    expect(await found(answering({ find: [SIAN] }))).to.deep.equal({
      code: 'applicants-not-searched',
    });
  });
});
