import { expect } from '@open-wc/testing';
import { InMemoryServer } from '../../fakes/in-memory-remote-records.ts';
import { PRACTICE_ID, RECEPTIONIST, sampleAccount } from '../../fakes/sample-shared-records.ts';
import { tagged, Workstation } from './workstation.ts';

/** More sends of one change in one pass than any good reason could explain. */
const FAR_TOO_MANY = 60;

describe('A record that somebody else changes each time before ours arrives', () => {
  it('is left for a while, so that others and the fetching have their turn', async () => {
    const server = new InMemoryServer();
    const desk = new Workstation(server.remote(PRACTICE_ID)).start();
    try {
      const account = sampleAccount();
      await desk.commit(RECEPTIONIST, tagged('account', account));
      await desk.settled();
      const start = server.calls.length;
      let updates = 0;
      server.mishap = ({ method }) => {
        if (method !== 'update') return undefined;
        updates += 1;
        // A loop without an end would never let this test go on; here it comes to one, and is counted.
        if (updates > FAR_TOO_MANY) return undefined;
        const accountId = String(updates).padStart(12, '0');
        server.change('account', account.id, (body) => ({ ...body, accountId }));
        return undefined;
      };
      const isLookedFor = (): boolean =>
        server.calls
          .slice(start)
          .some(({ method, kind }) => method === 'changes' && kind === 'letter');
      await desk.commit(RECEPTIONIST, tagged('account', { ...account, enabled: false }));
      await desk.eventually(isLookedFor, 'the pass to end and fetch');
      expect(updates).to.be.below(FAR_TOO_MANY);
      const [work] = await desk.entries();
      expect(work).to.include({ kind: 'account', state: 'waiting' });
      server.mishap = () => undefined;
      desk.engine.nudge();
      await desk.settled();
      expect(server.all('account')[0]?.enabled).to.equal(false);
    } finally {
      desk.close();
    }
  });
});
