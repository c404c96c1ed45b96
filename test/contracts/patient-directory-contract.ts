import { expect } from '@open-wc/testing';
import type { Result } from '../../services/domain/result.ts';
import type {
  DescribedPatient,
  DirectoryQuery,
  PatientDirectory,
  UsualGp,
} from '../../services/ports/patient-directory.ts';
import type { KnownPatient } from '../fakes/in-memory-patient-directory.ts';
import { sentenceOf } from '../words-at-hand.ts';

export const GPS: readonly UsualGp[] = [
  { id: 'gp-farrow', name: 'Dr Owen Farrow' },
  { id: 'gp-raman', name: 'Dr Priya Raman' },
];

/** By surname, given name and id. */
export const PEOPLE: readonly KnownPatient[] = [
  {
    ref: 'patient-ada',
    displayName: 'ACKERBY, Ada',
    birthDate: '2015-06-01',
    number: { scheme: 'nhs', value: '9990000050', display: '999 000 0050' },
    usualGp: 'Dr Owen Farrow',
    usualGpId: 'gp-farrow',
    restricted: false,
    hasVerifiedEmail: true,
    sharesEmail: true,
  },
  {
    ref: 'patient-ben',
    displayName: 'ACKERBY, Ben',
    birthDate: '1980-01-31',
    number: { scheme: 'nhs', value: '9990000069', display: '999 000 0069' },
    usualGp: 'Dr Priya Raman',
    usualGpId: 'gp-raman',
    restricted: false,
    hasVerifiedEmail: true,
    sharesEmail: true,
  },
  {
    ref: 'patient-estella',
    displayName: 'DUNMORE, Estella',
    birthDate: '1993-02-17',
    restricted: true,
    usualGp: 'Dr Owen Farrow',
    usualGpId: 'gp-farrow',
  },
  {
    ref: 'patient-harold',
    displayName: 'ENTWHISTLE, Harold',
    birthDate: '1941-12-24',
    restricted: false,
    ending: 'deceased',
    hasVerifiedEmail: false,
  },
  { ref: 'patient-unnamed', displayName: undefined, restricted: false },
];

const byId = new Map(PEOPLE.map((patient) => [patient.ref, shown(patient)]));

function shown({
  usualGpId: _id,
  sharesEmail: _shares,
  ...patient
}: KnownPatient): DescribedPatient {
  return patient;
}

/** What every directory of patients promises, with {@link PEOPLE} and {@link GPS} in the practice. */
export function patientDirectoryContract(name: string, setUp: () => PatientDirectory): void {
  describe(`${name} as a directory of patients`, () => {
    let directory: PatientDirectory;
    beforeEach(() => {
      directory = setUp();
    });

    const refsFound = async (query: DirectoryQuery, size = 100): Promise<readonly string[]> => {
      const refs: string[] = [];
      let after: string | undefined;
      do {
        const request = { size, ...(after !== undefined && { after }) };
        const page = valueOf(await directory.find?.(query, request));
        expect(page.patients.length).to.be.at.most(size);
        refs.push(...page.patients.map(({ ref }) => ref));
        after = page.next;
      } while (after !== undefined);
      return refs;
    };

    it('describes who is asked for, and leaves out who is not of the practice', async () => {
      expect(directory.describes).to.equal(true);
      const asked = ['patient-ben', 'patient-of-others', 'patient-ben', 'patient-unnamed'];
      const described = valueOf(await directory.describe(asked));
      expect([...described.keys()]).to.have.members(['patient-ben', 'patient-unnamed']);
      expect(described.get('patient-ben')).to.deep.equal(byId.get('patient-ben'));
      expect(described.get('patient-unnamed')?.displayName).to.equal(undefined);
      expect(valueOf(await directory.describe([])).size).to.equal(0);
    });

    it('describes as many as a long list has', async () => {
      const others = Array.from({ length: 250 }, (_, at) => `patient-of-others-${at}`);
      const described = valueOf(await directory.describe([...others, ...byId.keys()]));
      expect([...described.values()]).to.have.deep.members([...byId.values()]);
    });

    it('gives everybody in one order, page by page', async () => {
      for (const size of [1, 2, 5, 100]) {
        const refs = await refsFound({}, size);
        expect([...refs].sort()).to.deep.equal([...byId.keys()].sort());
        expect(refs.filter((ref) => ref !== 'patient-unnamed')).to.deep.equal(
          [...byId.keys()].filter((ref) => ref !== 'patient-unnamed'),
        );
      }
    });

    it('finds by what a list can ask', async () => {
      const cases: readonly (readonly [DirectoryQuery, readonly string[]])[] = [
        [{ name: 'ack' }, ['patient-ada', 'patient-ben']],
        [{ name: 'be ACKERBY' }, ['patient-ben']],
        [{ name: 'nobody' }, []],
        [{ number: '999 000 0069' }, ['patient-ben']],
        [{ bornFrom: '1980-01-31', bornUntil: '1993-02-17' }, ['patient-ben', 'patient-estella']],
        [{ bornFrom: '1993-02-18' }, ['patient-ada']],
        [{ bornUntil: '1941-12-24' }, ['patient-harold']],
        [{ usualGp: 'gp-farrow' }, ['patient-ada', 'patient-estella']],
        [{ having: 'shared-email' }, ['patient-ada', 'patient-ben']],
        [{ having: 'restricted' }, ['patient-estella']],
        [{ having: 'left' }, ['patient-harold']],
        [{ having: 'shared-email', bornFrom: '2000-01-01' }, ['patient-ada']],
      ];
      for (const [query, expected] of cases) {
        expect(await refsFound(query), JSON.stringify(query)).to.deep.equal(expected);
      }
      expect(await refsFound({ having: 'no-verified-email' })).to.have.members([
        'patient-estella',
        'patient-harold',
        'patient-unnamed',
      ]);
    });

    it('names the GPs whose patients can be asked for', async () => {
      expect(valueOf(await directory.usualGps?.())).to.deep.equal(GPS);
    });

    it('opens a patient', async () => {
      expect(valueOf(await directory.open?.('patient-ben'))).to.equal(true);
    });
  });
}

function valueOf<T>(result: Result<T> | undefined): T {
  if (result === undefined) throw new Error('The directory cannot be asked this.');
  if (!result.ok) throw new Error(sentenceOf(result.failure.reason));
  return result.value;
}
