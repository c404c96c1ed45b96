import { expect } from '@open-wc/testing';
import type { IdentityCheckRecord, IdentityMethod } from '../../../../services/domain/records.ts';
import {
  checkIdentityEntry,
  type IdentityCheckEntry,
} from '../../../../services/domain/identity/identity-check-entry.ts';
import { assuranceOf } from '../../../../services/domain/identity/identity-assurance.ts';
import { whyIdentityUnknown } from '../../../../services/domain/identity/identity-check.ts';
import { datesIn } from '../../../../services/words/dates.ts';

const ENTRY: IdentityCheckEntry = {
  date: '2026-04-20',
  method: 'passport',
  staffId: 'staff-1',
  freetext: '',
};

const BOUNDS = {
  today: '2026-04-20',
  birthDate: '1984-02-29',
  months: datesIn('en-GB').months,
  staff: [{ id: 'staff-1', name: 'Dilys Probert' }],
};

function fieldAtFault(changes: Partial<IdentityCheckEntry>): string | undefined {
  const result = checkIdentityEntry({ ...ENTRY, ...changes }, BOUNDS);
  return result.ok ? undefined : result.failure.field;
}

/** Why a date is refused, always beside its field. */
function whyNotOn(date: string, birthDate?: string, registeredOn?: string): string | undefined {
  const { birthDate: _usual, ...others } = BOUNDS;
  const bounds = {
    ...others,
    ...(birthDate !== undefined && { birthDate }),
    ...(registeredOn !== undefined && { registeredOn }),
  };
  const result = checkIdentityEntry({ ...ENTRY, date }, bounds);
  if (result.ok) return undefined;
  expect(result.failure.field).to.equal('date');
  return result.failure.reason.code;
}

describe('an identity check as typed', () => {
  it('is taken with a date, a method and a member of staff', () => {
    expect(fieldAtFault({})).to.equal(undefined);
    expect(fieldAtFault({ date: '2026-04-01' })).to.equal(undefined);
  });

  it('names the field that is missing or wrong', () => {
    expect(fieldAtFault({ date: '' })).to.equal('date');
    expect(fieldAtFault({ date: '2026-02-30' })).to.equal('date');
    expect(fieldAtFault({ date: '2026-04-21' })).to.equal('date');
    expect(fieldAtFault({ method: '' })).to.equal('method');
    expect(fieldAtFault({ freetext: 'x'.repeat(501) })).to.equal('freetext');
  });

  it('is on a day that the patient could have been there, and not before 1900 or today', () => {
    expect(whyNotOn('29/2/1984', '1984-02-29')).to.equal(undefined);
    expect(whyNotOn('28/2/1984', '1984-02-29')).to.equal('check-before-birth');
    expect(whyNotOn('1.1.58', '1958'), 'born some time in that year').to.equal(undefined);
    expect(whyNotOn('31.12.57', '1958')).to.equal('check-before-birth');
    expect(whyNotOn('1/1/1900')).to.equal(undefined);
    expect(whyNotOn('31/12/1899')).to.equal('check-before-1900');
    expect(whyNotOn('21/4/2026')).to.equal('check-in-future');
    expect(whyNotOn(' ')).to.equal('check-date-missing');
    expect(whyNotOn('4/20/2026')).to.equal('check-date-not-read');
  });

  it('is not long before the practice could know the patient: registration may take a month', () => {
    expect(whyNotOn('1/3/2026', '1984-02-29', '2026-04-01')).to.equal(undefined);
    expect(whyNotOn('28/2/2026', '1984-02-29', '2026-04-01')).to.equal('check-before-registration');
  });

  it('bears no number of a document, and what was seen', () => {
    expect(fieldAtFault({ freetext: 'Passport 533401372' })).to.equal('freetext');
    expect(fieldAtFault({ freetext: 'Passport, in date, seen at the desk' })).to.equal(undefined);
  });

  it('names somebody of the practice, whose name is taken from there', () => {
    expect(fieldAtFault({ staffId: 'staff-2' })).to.equal('staff');
    const taken = checkIdentityEntry(ENTRY, BOUNDS);
    expect(taken.ok && taken.value.staff).to.deep.equal({ id: 'staff-1', name: 'Dilys Probert' });
  });

  it('asks a voucher to say how the patient is known', () => {
    expect(fieldAtFault({ method: 'personal-vouch' })).to.equal('freetext');
    expect(fieldAtFault({ method: 'personal-vouch', freetext: 'Known for ten years' })).to.equal(
      undefined,
    );
  });
});

const BY = { id: 'staff-1', name: 'Dilys Probert' };

function checkBy(method: IdentityMethod): IdentityCheckRecord {
  return {
    id: method,
    practiceId: 'A99968',
    patientRef: 'patient-1',
    date: '2026-04-20',
    method,
    staff: BY,
    freetext: '',
    recordedAt: '2026-04-20T09:00:00.000Z',
    recordedBy: BY,
  };
}

describe('a check entered in error', () => {
  const enteredInError = { reason: 'Other patient', at: '2026-04-20T10:00:00.000Z', by: BY };
  const wrong = { ...checkBy('passport'), enteredInError };

  it('counts for nothing', () => {
    expect(whyIdentityUnknown([wrong])).to.deep.equal({ code: 'identity-withdrawn' });
    expect(assuranceOf([wrong])).to.equal('level1');
    expect(whyIdentityUnknown([wrong, checkBy('utility-bill')])).to.equal(undefined);
    expect(whyIdentityUnknown([])).to.deep.equal({ code: 'identity-not-checked' });
    expect(assuranceOf([wrong, checkBy('utility-bill')])).to.equal('level2');
  });
});

describe('how sure the practice is', () => {
  function sure(...methods: readonly IdentityMethod[]): string {
    return assuranceOf(methods.map(checkBy));
  }

  it('follows from the checks that stand', () => {
    expect(sure()).to.equal('level1');
    expect(sure('utility-bill')).to.equal('level2');
    expect(sure('remote-vouch')).to.equal('level2');
    expect(sure('personal-vouch')).to.equal('level3');
    expect(sure('utility-bill', 'passport')).to.equal('level4');
    expect(sure('nhs-login')).to.equal('level4');
  });
});
