import { expect } from '@open-wc/testing';
import {
  claimedFor,
  givenBack,
  takenBack,
  takenInAs,
} from '../../services/domain/split/transfer.ts';
import type { RemoteResult } from '../../services/ports/remote-records.ts';
import type { HeldTransfer, Transfers } from '../../services/ports/transfers.ts';
import { sampleContent, sampleTransfer } from '../fakes/sample-transfers.ts';

/** The same server as three practices see it. */
export interface ThreePractices {
  readonly old: Transfers;
  readonly new: Transfers;
  readonly third: Transfers;
}

function valueOf<T>(result: RemoteResult<T>): T {
  if (!result.ok) throw new Error(result.failure.kind);
  return result.value;
}

/** What every Transfers promises. `open` gives an empty server; the samples are from the old practice to the new one. */
export function transfersContract(name: string, open: () => ThreePractices): void {
  describe(`accounts on their way to another practice: ${name}`, () => {
    let practices: ThreePractices;
    beforeEach(() => {
      practices = open();
    });

    const given = async (): Promise<HeldTransfer> =>
      valueOf(await practices.old.handOver(sampleTransfer()));
    const seenByNew = async (): Promise<HeldTransfer> => {
      const held = valueOf(await practices.new.read(sampleTransfer().id));
      if (held === undefined) throw new Error('It is not seen.');
      return held;
    };

    it('come to the new practice with all that was handed over', async () => {
      const disabled = sampleContent({
        enabled: false,
        enabledNotes: 'Phone first',
        disabling: { id: 'act-2', reason: 'safeguarding', at: '2026-02-02T10:00:00.000Z' },
        child: {
          group: 'under-16',
          relation: 'parent',
          askedBy: 'Mair Morgan',
          responsibility: true,
          competence: 'assessed',
          decidedBy: { id: '1', name: 'Dr Vale' },
          at: '2026-02-02T10:00:00.000Z',
        },
      });
      for (const transfer of [
        sampleTransfer(),
        sampleTransfer({ id: 'job-1.patient-2.a', content: disabled }),
      ]) {
        valueOf(await practices.old.handOver(transfer));
        expect(valueOf(await practices.new.read(transfer.id))?.body).to.deep.equal(transfer);
      }
      const arrived = valueOf(await practices.new.list('in', ['handed-over']));
      expect(arrived.transfers.map(({ body }) => body.id)).to.deep.equal([
        'job-1.patient-1',
        'job-1.patient-2.a',
      ]);
      expect([arrived.unreadable, arrived.isWhole]).to.deep.equal([0, true]);
    });

    it('are one, however often they are handed over, and as they stand by then', async () => {
      await given();
      valueOf(
        await practices.new.update(await seenByNew(), claimedFor(sampleTransfer(), 'p'), 'x'),
      );
      const again = valueOf(await practices.old.handOver(sampleTransfer({ closing: 'other' })));
      expect([again.body.state, again.body.closing]).to.deep.equal(['claimed', 'closing-1']);
      expect(
        valueOf(await practices.old.list('out', ['handed-over', 'claimed'])).transfers,
      ).to.have.length(1);
    });

    it('are on a list of either side, and of nobody else', async () => {
      await given();
      const listed = async (side: 'in' | 'out', who: Transfers): Promise<number> =>
        valueOf(await who.list(side, ['handed-over'])).transfers.length;
      expect(await listed('out', practices.old)).to.equal(1);
      expect(await listed('in', practices.old)).to.equal(0);
      expect(await listed('in', practices.new)).to.equal(1);
      expect(await listed('out', practices.new)).to.equal(0);
      expect(await listed('in', practices.third)).to.equal(0);
      expect(await listed('out', practices.third)).to.equal(0);
    });

    it('are taken up or taken back: whoever is quicker', async () => {
      const held = await given();
      const there = await seenByNew();
      valueOf(await practices.old.update(held, takenBack(held.body), 'back-1'));
      const late = await practices.new.update(
        there,
        claimedFor(there.body, 'patient-9'),
        'claim-1',
      );
      expect(!late.ok && late.failure.kind).to.equal('conflict');
      expect((await seenByNew()).body.state).to.equal('taken-back');
    });

    it('say what became of them, by which operation, and nothing of the patient any more', async () => {
      const endings = [
        takenInAs(claimedFor(sampleTransfer(), 'patient-9'), 'made'),
        takenBack(sampleTransfer()),
        givenBack(sampleTransfer(), 'not-registered-here'),
      ];
      for (const [index, ending] of endings.entries()) {
        const id = `job-2.patient-${index}`;
        const held = valueOf(await practices.old.handOver(sampleTransfer({ id })));
        const over = { ...ending, id };
        const written = valueOf(await practices.new.update(held, over, `over-${index}`));
        expect(written.body).to.deep.equal(over);
        expect(written.operationId).to.equal(`over-${index}`);
        expect(valueOf(await practices.old.read(id))?.body).to.deep.equal(over);
      }
      expect(valueOf(await practices.new.list('in', ['handed-over'])).transfers).to.deep.equal([]);
    });
  });
}
