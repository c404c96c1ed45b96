import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Patient } from 'fhir/r4';
import type { HostPatientQuery } from '../../../plugin/host-api.ts';
import { madeUpPatients } from '../../../demo/made-up-patients.ts';
import { ListedPatients } from '../../../demo/reference-host/record/listed-patients.ts';
import { PatientIndex } from '../../../demo/reference-host/record/patient-index.ts';

const OURS = 'A99968';
const ODS_CODE = 'https://fhir.nhs.uk/Id/ods-organization-code';
const REMOVAL = 'https://fhir.nhs.uk/StructureDefinition/Extension-PDS-RemovalFromRegistration';
const DEATH =
  'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-DeathNotificationStatus';

function person(id: string, family: string, given: string, more: Partial<Patient> = {}): Patient {
  return { resourceType: 'Patient', id, name: [{ family, given: given.split(' ') }], ...more };
}

function indexOf(...patients: readonly Patient[]): PatientIndex {
  const index = new PatientIndex(OURS);
  for (const patient of patients) index.take(patient);
  return index;
}

function idsIn(index: PatientIndex, query: HostPatientQuery, size = 100): (string | undefined)[] {
  const ids: (string | undefined)[] = [];
  let after: string | undefined;
  do {
    const page = index.find(query, { size, ...(after !== undefined && { after }) });
    assert.ok(page.patients.length <= size);
    ids.push(...page.patients.map(({ id }) => id));
    after = page.next;
  } while (after !== undefined);
  return ids;
}

describe('the index of patients', () => {
  const index = indexOf(
    person('3', 'Żak', 'Łukasz', { birthDate: '1990-07-14' }),
    person('2', 'O’Brien', 'Seán Pól', { birthDate: '1975-02-01' }),
    person('1', 'O’Brien', 'Seán Pól', { birthDate: '1975' }),
    person('4', 'Wójcik-Brzęczkowski', 'Ada'),
  );

  it('gives everybody by surname, given name and id, whatever the size of a page', () => {
    for (const size of [1, 2, 3, 100])
      assert.deepEqual(idsIn(index, {}, size), ['1', '2', '4', '3']);
  });

  it('finds by names without case, accents and apostrophes', () => {
    assert.deepEqual(idsIn(index, { family: 'o brien' }), ['1', '2']);
    assert.deepEqual(idsIn(index, { family: 'brien' }), []);
    assert.deepEqual(idsIn(index, { given: 'SEAN' }), ['1', '2']);
    assert.deepEqual(idsIn(index, { given: 'sean pol' }), ['1', '2']);
    assert.deepEqual(idsIn(index, { name: 'brzecz ad' }), ['4']);
    assert.deepEqual(idsIn(index, { name: 'zak lu' }), ['3']);
  });

  it('finds by full dates of birth only', () => {
    assert.deepEqual(idsIn(index, { bornFrom: '1975-02-01', bornUntil: '1990-07-14' }), ['2', '3']);
    assert.deepEqual(idsIn(index, { birthDate: '1975-02-01' }), ['2']);
  });

  it('goes on behind a place, whoever has come and gone since', () => {
    const changing = indexOf(...['a', 'b', 'c', 'd'].map((id) => person(id, id, 'Ann')));
    const { next = '' } = changing.find({}, { size: 2 });
    changing.drop('b');
    changing.take(person('0', 'aa', 'Early'));
    changing.take(person('c', 'cc', 'Renamed'));
    const rest = changing.find({}, { size: 5, after: next });
    assert.deepEqual(
      rest.patients.map(({ id }) => id),
      ['c', 'd'],
    );
    assert.deepEqual(idsIn(changing, {}), ['a', '0', 'c', 'd']);
  });

  it('tells who shares an address, and nobody who only did', () => {
    const email = (value: string) => ({ telecom: [{ system: 'email' as const, value }] });
    const one = person('1', 'A', 'A', email('family@mail.example'));
    const both = indexOf(one, person('2', 'B', 'B', email(' Family@mail.example')));
    assert.deepEqual(idsIn(both, { having: 'shared-email' }), ['1', '2']);
    both.take(person('2', 'B', 'B', email('own@mail.example')));
    assert.deepEqual(idsIn(both, { having: 'shared-email' }), []);
    assert.deepEqual(idsIn(both, { having: 'no-verified-email' }), ['1', '2']);
  });

  it('tells who has left, in every way in which one can', () => {
    const registeredAt = (value: string) => ({
      generalPractitioner: [{ identifier: { system: ODS_CODE, value } }],
    });
    const notified = (code: string) => ({
      extension: [
        {
          url: DEATH,
          extension: [
            { url: 'deathNotificationStatus', valueCodeableConcept: { coding: [{ code }] } },
          ],
        },
      ],
    });
    const left = indexOf(
      person('dead', 'A', 'A', { deceasedDateTime: '2026-01-01' }),
      person('notified', 'B', 'B', notified('1')),
      person('departed', 'C', 'C', { active: false }),
      person('merged', 'D', 'D', { link: [{ type: 'replaced-by', other: {} }] }),
      person('removed', 'E', 'E', { extension: [{ url: REMOVAL }] }),
      person('elsewhere', 'F', 'F', registeredAt('B99901')),
      person('here', 'G', 'G', registeredAt(OURS)),
      person('alive', 'H', 'H', notified('U')),
    );
    assert.deepEqual(idsIn(left, { having: 'left' }), [
      'dead',
      'notified',
      'departed',
      'merged',
      'removed',
      'elsewhere',
    ]);
  });

  it('refuses what it cannot tell', () => {
    for (const asked of ['{"colour":"blue"}', '{"having":"toString"}', '{"toString":"x"}']) {
      const query = JSON.parse(asked) as HostPatientQuery;
      assert.throws(() => index.find(query), { name: 'HostError' }, asked);
    }
  });

  it('answers from what it has made ready: no record is read again, however many there are', () => {
    const read = [...madeUpPatients(5_000)].map((patient) => Proxy.revocable(patient, {}));
    const large = indexOf(...read.map(({ proxy }) => proxy));
    for (const { revoke } of read) revoke();
    const questions: readonly (readonly [HostPatientQuery, number])[] = [
      [{}, 100],
      [{ name: 'farthworth joan' }, 6],
      [{ number: '999 100 0011' }, 1],
      [{ usualGp: '000000000015', bornUntil: '1950-01-01' }, 100],
      [{ having: 'shared-email' }, 100],
    ];
    for (const [query, expected] of questions) {
      assert.equal(large.find(query).patients.length, expected, JSON.stringify(query));
    }
  });
});

describe('the patients that lists show', () => {
  const at = (lastUpdated: string) => ({ meta: { lastUpdated } });
  const ours = ({ active }: Patient) => active !== false;

  it('are read once, and again as far as they have changed here', async () => {
    const asked: string[] = [];
    const record = [person('1', 'Ames', 'Jo', at('2026-01-01')), person('2', 'Bly', 'Jo')];
    const listed = new ListedPatients(
      {
        all: () => Promise.resolve((asked.push('all'), record)),
        changedSince: (moment) => {
          asked.push(moment);
          const gone = person('2', 'Bly', 'Jo', { active: false, ...at('2026-01-03') });
          return Promise.resolve([person('1', 'Amory', 'Jo', at('2026-01-02')), gone]);
        },
      },
      OURS,
      ours,
    );
    assert.equal((await listed.now()).get('1')?.name?.[0]?.family, 'Ames');
    await Promise.all([listed.now(), listed.now()]);
    assert.deepEqual(asked, ['all']);
    listed.outdate();
    const now = await listed.now();
    assert.deepEqual(asked, ['all', '2026-01-01']);
    assert.equal(now.get('1')?.name?.[0]?.family, 'Amory');
    assert.equal(now.get('2'), undefined);
    listed.forget();
    await listed.now();
    assert.deepEqual(asked, ['all', '2026-01-01', 'all']);
  });

  it('are read anew after a reading that failed', async () => {
    let isReachable = false;
    const listed = new ListedPatients(
      {
        all: () =>
          isReachable ? Promise.resolve([person('1', 'Ames', 'Jo')]) : Promise.reject(new Error()),
        changedSince: () => Promise.resolve([]),
      },
      OURS,
      ours,
    );
    await assert.rejects(listed.now());
    isReachable = true;
    assert.ok((await listed.now()).get('1'));
  });
});
