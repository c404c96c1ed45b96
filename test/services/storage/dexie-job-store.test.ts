import { expect } from '@open-wc/testing';
import { Dexie } from 'dexie';
import { newJob } from '../../../services/domain/jobs/job.ts';
import { clearAll, forgetShared } from '../../../services/storage/clearing.ts';
import { jobStoreContract } from '../../contracts/job-store-contract.ts';
import { SAM } from '../../contracts/storage-samples.ts';
import {
  newDatabaseName,
  openSealedStorage,
  openTab,
  openTemporaryStorage,
} from './temporary-storage.ts';

jobStoreContract('IndexedDB', openTemporaryStorage);
jobStoreContract('IndexedDB, with texts sealed', openSealedStorage);

describe('clearing a workstation', () => {
  it('clears jobs with everything else, and not with what was shared', async () => {
    const databaseName = newDatabaseName();
    const { jobs, database } = openTab(databaseName);
    const chosen = [{ patientRef: 'patient-1' }];
    const given = { id: 'job-1', practiceId: 'Y12345', by: SAM, sessionId: 's' };
    const startedAt = '2026-03-01T09:30:00.000Z';
    await jobs.add(newJob({ ...given, work: { kind: 'remind' }, startedAt }, chosen), chosen);
    await forgetShared(database);
    expect((await jobs.lines('job-1', 0, 9)).ok).to.equal(true);
    await clearAll(database, { dropUnsent: true });
    const left = await jobs.lines('job-1', 0, 9);
    expect(left.ok && left.value).to.deep.equal([]);
    const job = await jobs.read('job-1');
    expect(job.ok && job.value).to.equal(undefined);
    database.close();
    await Dexie.delete(databaseName);
  });
});
