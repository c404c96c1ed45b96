import { expect } from '@open-wc/testing';
import type { IdentityCheckRecord, IdentityMethod } from '../../../../services/domain/records.ts';
import {
  assuranceOf,
  checkIdentityEntry,
  whyIdentityUnknown,
  type IdentityCheckEntry,
} from '../../../../services/domain/identity/identity-check.ts';

const ENTRY: IdentityCheckEntry = {
  date: '2026-04-20',
  method: 'passport',
  staffName: 'Dilys Probert',
  freetext: '',
};

function fieldAtFault(changes: Partial<IdentityCheckEntry>): string | undefined {
  const result = checkIdentityEntry({ ...ENTRY, ...changes }, '2026-04-20');
  return result.ok ? undefined : result.failure.field;
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
    expect(fieldAtFault({ staffName: ' ' })).to.equal('staffName');
    expect(fieldAtFault({ freetext: 'x'.repeat(501) })).to.equal('freetext');
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
