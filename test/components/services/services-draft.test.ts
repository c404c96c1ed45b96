import { expect } from '@open-wc/testing';
import { ticksOf } from '../../../components/services/draft-ticks.ts';
import { ServicesDraft } from '../../../components/services/services-draft.ts';
import type { ServiceView } from '../../../services/application/views.ts';
import { SERVICES } from '../../fakes/tab-views.ts';

const [GLOBAL, APPOINTMENTS] = SERVICES as readonly [ServiceView, ServiceView];

describe('a draft of services', () => {
  it('is the record as long as nothing is edited', () => {
    const draft = new ServicesDraft();
    expect(draft.changed(SERVICES)).to.be.false;
    expect(ticksOf(draft, SERVICES)).to.deep.equal(
      SERVICES.map(({ name, enabled, notes }) => ({ name, enabled, notes, shownAs: enabled })),
    );
  });

  it('is no change when edited back to what the record says', () => {
    const draft = new ServicesDraft();
    draft.edit(GLOBAL, { enabled: false });
    expect(draft.changed(SERVICES)).to.be.true;
    draft.edit(GLOBAL, { enabled: true });
    expect(draft.changed(SERVICES)).to.be.false;
  });

  it('keeps tick and notes edited one after the other', () => {
    const draft = new ServicesDraft();
    draft.edit(APPOINTMENTS, { enabled: false });
    draft.edit(APPOINTMENTS, { notes: 'Missed three' });
    expect(ticksOf(draft, [APPOINTMENTS])).to.deep.equal([
      { name: 'appointments', enabled: false, notes: 'Missed three', shownAs: true },
    ]);
  });

  it('keeps why something is switched off, as long as it is being switched off', () => {
    const draft = new ServicesDraft();
    draft.edit(APPOINTMENTS, { enabled: false });
    expect(draft.rows([APPOINTMENTS])[0]).to.include({ reason: '' });
    draft.edit(APPOINTMENTS, { reason: 'misuse' });
    expect(ticksOf(draft, [APPOINTMENTS])[0]).to.include({ enabled: false, reason: 'misuse' });
    const [elsewhere] = draft.rows([{ ...APPOINTMENTS, enabled: false }]);
    expect(elsewhere, 'somebody else was quicker').not.to.have.property('reason');
    draft.edit(APPOINTMENTS, { enabled: true });
    expect(draft.changed([APPOINTMENTS])).to.be.false;
  });

  it('follows the record in rows that are not edited', () => {
    const draft = new ServicesDraft();
    draft.edit(GLOBAL, { notes: 'Mine' });
    const [global, appointments] = draft.rows([GLOBAL, { ...APPOINTMENTS, enabled: false }]);
    expect(global).to.deep.include({ notes: 'Mine', edited: true });
    expect(appointments).to.deep.include({ enabled: false, edited: false });
  });

  describe('begun while notes could not be read', () => {
    const SEALED = { ...GLOBAL, notes: '\u0001sealed:AAAAAAAA:AAAA' };
    const READ = { ...GLOBAL, notes: 'Asked us to' };

    it('takes them as they are once they can be read', () => {
      const draft = new ServicesDraft();
      draft.edit(SEALED, { enabled: false });
      const tick = {
        name: 'global',
        enabled: false,
        notes: 'Asked us to',
        shownAs: true,
      } as const;
      expect(ticksOf(draft, [READ])).to.deep.equal([tick]);
      draft.saved([tick]);
      expect(draft.changed([{ ...READ, enabled: false }])).to.be.false;
    });

    it('drops the note on why it was off, as ever', () => {
      const draft = new ServicesDraft();
      draft.edit({ ...SEALED, enabled: false }, { enabled: true });
      const [row] = draft.rows([{ ...READ, enabled: false }]);
      expect(row).to.deep.include({ enabled: true, notes: '' });
      expect(row).not.to.have.property('elsewhere');
    });

    it('tells what stands there where others were typed in its place', () => {
      const draft = new ServicesDraft();
      draft.edit(SEALED, { notes: 'Mine' });
      const [row] = draft.rows([READ]);
      expect(row).to.deep.include({
        notes: 'Mine',
        elsewhere: { enabled: true, notes: 'Asked us to' },
      });
    });
  });

  it('tells what the record says now when it moved beneath an edit', () => {
    const draft = new ServicesDraft();
    draft.edit(GLOBAL, { notes: 'Mine' });
    const [row] = draft.rows([{ ...GLOBAL, notes: 'Theirs' }]);
    expect(row).to.deep.include({ notes: 'Mine', elsewhere: { enabled: true, notes: 'Theirs' } });
  });
});
