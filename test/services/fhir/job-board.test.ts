import { expect } from '@open-wc/testing';
import { FhirJobBoard } from '../../../services/fhir/fhir-job-board.ts';
import { boardJob, jobBoardContract } from '../../contracts/job-board-contract.ts';
import { InMemoryJobBoards } from '../../fakes/in-memory-job-boards.ts';
import { PRACTICE_ID } from '../../fakes/sample-shared-records.ts';
import { testServer } from './test-server.ts';

jobBoardContract('FHIR', () => {
  const server = testServer();
  const boardOf = (practiceId: string) =>
    new FhirJobBoard(server.accessOf(practiceId), server.clock);
  return { ours: boardOf(PRACTICE_ID), theirs: boardOf('Y99999'), practiceId: PRACTICE_ID };
});
jobBoardContract('in memory', () => {
  const boards = new InMemoryJobBoards();
  return { ours: boards.of(PRACTICE_ID), theirs: boards.of('Y99999'), practiceId: PRACTICE_ID };
});

describe('a job on a FHIR server', () => {
  it('names no patient, and no session', async () => {
    const server = testServer();
    await new FhirJobBoard(server.access, server.clock).tell(boardJob(PRACTICE_ID));
    const text = await (await server.request('Task')).text();
    expect(text).to.include('many-patients');
    expect(text).not.to.match(/patient-[12]|secret/);
  });

  it('is not known while the server is away', async () => {
    const server = testServer();
    const board = new FhirJobBoard(
      { ...server.access, baseUrl: 'http://127.0.0.1:9' },
      server.clock,
    );
    expect((await board.unfinished()).ok).to.equal(false);
    expect((await board.tell(boardJob(PRACTICE_ID))).ok).to.equal(false);
  });
});
