import { expect } from '@open-wc/testing';
import { ServicesDraft } from '../../../components/services/services-draft.ts';
import type { ServiceView } from '../../../services/application/views.ts';
import { SERVICES } from '../../fakes/tab-views.ts';

const [GLOBAL, APPOINTMENTS] = SERVICES as readonly [ServiceView, ServiceView];

describe('a draft of services', () => {
  it('is the record as long as nothing is edited', () => {
    const draft = new ServicesDraft();
    expect(draft.changed(SERVICES)).to.be.false;
    expect(draft.ticks(SERVICES)).to.deep.equal(
      SERVICES.map(({ name, enabled, notes }) => ({ name, enabled, notes })),
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
    expect(draft.ticks([APPOINTMENTS])).to.deep.equal([
      { name: 'appointments', enabled: false, notes: 'Missed three' },
    ]);
  });

  it('follows the record in rows that are not edited', () => {
    const draft = new ServicesDraft();
    draft.edit(GLOBAL, { notes: 'Mine' });
    const [global, appointments] = draft.rows([GLOBAL, { ...APPOINTMENTS, enabled: false }]);
    expect(global).to.deep.include({ notes: 'Mine', edited: true });
    expect(appointments).to.deep.include({ enabled: false, edited: false });
  });

  it('tells what the record says now when it moved beneath an edit', () => {
    const draft = new ServicesDraft();
    draft.edit(GLOBAL, { notes: 'Mine' });
    const [row] = draft.rows([{ ...GLOBAL, notes: 'Theirs' }]);
    expect(row).to.deep.include({ notes: 'Mine', elsewhere: { enabled: true, notes: 'Theirs' } });
  });
});
