import { expect } from '@open-wc/testing';
import type { ServerNote, ServerNotes } from '../../services/ports/server-look.ts';
import { LACKING_SERVER } from '../fakes/in-memory-server-notes.ts';
import { waitUntil } from '../wait-until.ts';

/** What every ServerNotes promises. */
export function serverNotesContract(name: string, open: () => Promise<ServerNotes>): void {
  describe(`what is remembered of the server: ${name}`, () => {
    it('is nothing before the first look, then the last note, read anew and told to who follows', async () => {
      const notes = await open();
      const told: (ServerNote | undefined)[] = [];
      const following = notes.note$.subscribe((note) => told.push(note));
      await waitUntil(() => told.length > 0, 'it is told');
      expect(told).to.deep.equal([undefined]);
      expect(await notes.read()).to.equal(undefined);

      await notes.put({ ...LACKING_SERVER, findings: [] });
      await notes.put(LACKING_SERVER);
      await waitUntil(() => told.at(-1)?.findings.length === 2, 'the change is told');
      expect(await notes.read()).to.deep.equal(LACKING_SERVER);
      following.unsubscribe();
    });

    it('is taken note of, if there is anything', async () => {
      const notes = await open();
      expect(await notes.acknowledge()).to.deep.equal({ ok: true, value: undefined });
      expect(await notes.read()).to.equal(undefined);
      await notes.put(LACKING_SERVER);
      expect((await notes.acknowledge()).ok).to.equal(true);
      expect(await notes.read()).to.deep.equal({ ...LACKING_SERVER, acknowledged: true });
    });
  });
}
