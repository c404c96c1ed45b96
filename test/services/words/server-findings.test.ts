import { expect } from '@open-wc/testing';
import type { ServerFinding } from '../../../services/domain/practice/server-findings.ts';
import { loadWords, words } from '../../../services/words/words.ts';

/** One of each, and how its sentence begins. */
const FINDINGS: readonly (readonly [ServerFinding, string])[] = [
  [{ code: 'not-r4', fhirVersion: '5.0.0' }, 'It speaks FHIR 5.0.0.'],
  [
    { code: 'types-not-offered', types: ['Task', 'Consent'] },
    'It says that it does not keep Task, Consent.',
  ],
  [
    { code: 'conditional-create-not-offered', types: ['Person'] },
    'It says that it does not create Person under a condition.',
  ],
  [
    { code: 'versions-not-kept', types: ['Person'] },
    'It says that it keeps no versions of Person.',
  ],
  [{ code: 'no-transaction' }, 'It says that it does no transactions.'],
  [
    { code: 'headers-refused', headers: ['If-None-Exist', 'If-Match'] },
    'It does not let this page send If-None-Exist, If-Match (CORS).',
  ],
  [{ code: 'last-updated-ignored' }, 'It gives older records than were asked for.'],
  [{ code: 'sort-ignored' }, 'It does not give records in the order of their changes.'],
  [{ code: 'count-ignored' }, 'It gives more records at a time than were asked for.'],
  [
    { code: 'page-cut-unsaid', given: 50 },
    'It gives 50 records at a time and does not say that there are more.',
  ],
  [{ code: 'elements-refused', status: 400 }, 'It does not give parts of records.'],
  [{ code: 'no-history', status: 404 }, 'It does not tell how a record was changed before (404).'],
  [{ code: 'history-cut' }, 'It does not tell all that a record was before.'],
  [{ code: 'next-elsewhere' }, 'It calls itself by another address than this computer does.'],
  [{ code: 'no-batch' }, 'It does not answer several questions in one request.'],
  [{ code: 'no-date' }, 'It does not tell this page what time it is (CORS: Date).'],
  [
    { code: 'clock-differs', seconds: 45 },
    'Its clock is 45 seconds behind this computer’s: one of them is wrong.',
  ],
  [
    { code: 'clock-differs', seconds: -3600 },
    'Its clock is 60 minutes ahead of this computer’s: one of them is wrong.',
  ],
];

describe('what is said of a server', () => {
  before(() => loadWords('settings'));

  for (const [finding, beginning] of FINDINGS) {
    it(`names what is missing, and then what is lost by it: ${finding.code}`, () => {
      const said = words('settings').server.finding(finding);
      expect(said.slice(0, beginning.length)).to.equal(beginning);
      expect(said.slice(beginning.length)).to.match(/^ [A-Z].{20,}\.$/);
    });
  }

  it('names the server, where it has a name', () => {
    const { grave, lesser } = words('settings').server;
    expect(grave('')).to.equal('Online Services will not work with this server.');
    expect(lesser('X 1')).to.equal('Online Services works with this server (X 1), but not fully.');
  });
});
