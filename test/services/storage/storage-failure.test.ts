import { expect } from '@open-wc/testing';
import { Dexie } from 'dexie';
import { DatabaseUnavailable } from '../../../services/storage/fixed-version-factory.ts';
import {
  refusingStorageFailures,
  storageFailure,
} from '../../../services/storage/storage-failure.ts';
import { sentenceOf } from '../../words-at-hand.ts';

describe('storage failures', () => {
  it('find a full disk inside an aborted transaction and inside a bulk write', () => {
    const full = new DOMException('full', 'QuotaExceededError');
    const failures = [
      full,
      new Dexie.AbortError('aborted', full),
      new Dexie.BulkError('bulk', [full]),
    ].map((error) => {
      const failure = storageFailure(error);
      return failure && sentenceOf(failure.reason);
    });
    expect(new Set(failures).size).to.equal(1);
    expect(failures[0]).to.contain('no room left');
  });

  it('give the reason a database is closed to this page as it is', () => {
    expect(storageFailure(new DatabaseUnavailable({ code: 'closed-on-page' }))).to.deep.equal({
      kind: 'storage-unavailable',
      reason: { code: 'closed-on-page' },
    });
  });

  it('never hide a mistake of ours', async () => {
    const bug = new TypeError('bug');
    const caught = await refusingStorageFailures(() => Promise.reject(bug)).catch(
      (error: unknown) => error,
    );
    expect(caught).to.equal(bug);
    expect(storageFailure('text')).to.equal(undefined);
  });
});
