import { expect } from '@open-wc/testing';
import sinon from 'sinon';
import { failureOf } from '../../../services/fhir/http-failure.ts';
import { SyncPhase } from '../../../services/ports/sync-control.ts';
import { DEFAULT_SYNC_TIMING } from '../../../services/sync/sync-timing.ts';
import { InMemoryServer } from '../../fakes/in-memory-remote-records.ts';
import { PRACTICE_ID, RECEPTIONIST, sampleAccount } from '../../fakes/sample-shared-records.ts';
import { sentenceOf } from '../../words-at-hand.ts';
import { tagged, Workstation } from './workstation.ts';

/** As Medplum says that a client has had its share of a minute: no `Retry-After`, and the rest in words of its own. */
const LIMITED = failureOf(
  429,
  {
    resourceType: 'OperationOutcome',
    id: 'too-many-requests',
    issue: [
      {
        severity: 'error',
        code: 'throttled',
        details: { text: 'Too Many Requests' },
        diagnostics: '{"remainingPoints":0,"msBeforeNext":41000}',
      },
    ],
  },
  { text: null, from: 0 },
);
const MINUTE = 60_000;

describe('A server that limits requests, and does not say for how long,', () => {
  let desk: Workstation | undefined;
  afterEach(() => {
    desk?.close();
    sinon.restore();
  });

  it('is asked less and less, is named, and has everything once, in order, when it takes it again', async () => {
    const clock = sinon.useFakeTimers({ now: Date.now() });
    // Second by second: what is loaded when it is needed comes in real time.
    const pass = async (milliseconds: number): Promise<void> => {
      for (let passed = 0; passed < milliseconds; passed += 1000) await clock.tickAsync(1000);
    };
    const server = new InMemoryServer();
    const askedAt: number[] = [];
    server.mishap = () => {
      askedAt.push(Date.now());
      return LIMITED;
    };
    const { busy } = DEFAULT_SYNC_TIMING;
    const timing = { busy, patience: DEFAULT_SYNC_TIMING.patience, random: () => 0.5 };
    desk = new Workstation(server.remote(PRACTICE_ID), { timing }).start();
    const account = sampleAccount();
    await desk.commit(RECEPTIONIST, tagged('account', account));
    await pass(10 * MINUTE);

    const begun = askedAt[0] ?? NaN;
    const askedIn = (minute: number): number =>
      askedAt.filter((at) => Math.floor((at - begun) / MINUTE) === minute).length;
    expect(askedIn(0), 'first minute').to.be.within(6, 40);
    for (const minute of [2, 5, 8]) {
      expect(askedIn(minute), `minute ${minute}`).to.be.within(1, 6);
    }

    const [waiting] = await desk.entries();
    expect(waiting?.state).to.equal('waiting');
    const reason = { code: 'record-busy', status: 429 } as const;
    expect(waiting?.reason).to.deep.equal(reason);
    expect(desk.state).to.deep.include({ phase: SyncPhase.failing, reason });
    expect(sentenceOf(reason)).to.equal(
      'The shared record has a limit on requests, and it is reached (429).',
    );

    await desk.editAccount(RECEPTIONIST, account.patientRef, (body) => ({
      ...body,
      enabled: false,
    }));
    server.mishap = () => undefined;
    await pass(2 * MINUTE);
    expect(server.all('account')).to.deep.equal([{ ...account, enabled: false }]);
    expect(await desk.entries()).to.deep.equal([]);
    expect(desk.state.phase).to.equal(SyncPhase.idle);
  });
});
