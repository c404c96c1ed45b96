import { expect } from '@open-wc/testing';
import {
  CONFLICT,
  PARKED,
  SUPERSEDED,
  WAITING,
  ready,
  withAccount,
  withWork,
} from '../../fakes/tab-views.ts';
import { openTab } from '../open.ts';

describe('keeping in step with the shared record', () => {
  it('has one line when all is well', async () => {
    const screen = await openTab(ready(withAccount('active')));
    expect(screen.textOf('os-sync-panel')).to.equal(
      'Up to date. Last checked 22 Nov 2026, 14:05. Check now What is this?',
    );
    await screen.click('#refresh');
    expect(screen.services.refreshed).to.equal(1);
    await screen.isAccessible();
  });

  it('tells of work for other patients on this workstation', async () => {
    const view = withAccount('active');
    const sync = { ...view.sync, otherWaiting: 2, otherNeedingAttention: 1 };
    const screen = await openTab(ready({ ...view, sync }));
    expect(screen.text).to.include(
      '2 changes to other patients on this computer wait to be sent; 1 change to other patients needs a person to decide.',
    );
  });

  it('counts the audit entries that wait, in one line', async () => {
    const view = withAccount('active');
    const screen = await openTab(ready({ ...view, sync: { ...view.sync, auditRowsWaiting: 1 } }));
    expect(screen.text).to.include('1 audit entry waits to be sent.');
    screen.services.tab$.next(ready({ ...view, sync: { ...view.sync, auditRowsWaiting: 3 } }));
    await screen.sees('3 audit entries wait to be sent.');
    await screen.isAccessible();
  });

  it('offers nothing to do for work that waits', async () => {
    const screen = await openTab(ready(withWork(WAITING)));
    expect(screen.text).to.include('Create online account Waiting Aled Morgan, 22 Nov 2026, 14:05');
    expect(screen.all('os-sync-panel .entry button')).to.deep.equal([]);
  });

  it('sends refused work again', async () => {
    const screen = await openTab(ready(withWork(PARKED)));
    await screen.click('#retry-entry-2');
    await screen.hears('It is sent again.');
    expect(screen.services.inputs('retryWork')).to.deep.equal([{ workId: 'entry-2' }]);
  });

  it('discards refused work only after asking', async () => {
    const screen = await openTab(ready(withWork(PARKED)));
    await screen.click('#discard-entry-2');
    await screen.appears('os-confirm-dialog');
    expect(screen.textOf('os-confirm-dialog')).to.include('it is lost for good');
    await screen.isAccessible();
    await screen.click('#cancel');
    await screen.vanishes('os-confirm-dialog');
    expect(screen.services.acts).to.deep.equal([]);
    await screen.click('#discard-entry-2');
    await screen.click('dialog button[type="submit"]');
    await screen.hears('It was discarded.');
    expect(screen.services.inputs('discardWork')).to.deep.equal([{ workId: 'entry-2' }]);
  });

  for (const choice of ['ours', 'theirs'] as const) {
    it(`shows both versions of a conflict and keeps ${choice}`, async () => {
      const screen = await openTab(ready(withWork(CONFLICT)));
      const table = screen.textOf('.differences');
      expect(table).to.include('Made here (this computer)');
      expect(table).to.include('Not enabled – “Asked to stop, 21 Nov”');
      await screen.isAccessible();
      await screen.click(`#${choice}-entry-3`);
      await screen.focusReaches('#refresh');
      expect(screen.services.inputs('resolveConflict')).to.deep.equal([
        { workId: 'entry-3', choice, ...(choice === 'ours' && { seen: CONFLICT.seen }) },
      ]);
    });
  }

  it('acknowledges an account that was made elsewhere first', async () => {
    const screen = await openTab(ready(withWork(SUPERSEDED)));
    await screen.click('#acknowledge-entry-4');
    await screen.hears('Acknowledged.');
    expect(screen.services.inputs('discardWork')).to.deep.equal([{ workId: 'entry-4' }]);
  });

  it('offers what a role may not decide as refused, with the reason', async () => {
    const refused = 'Your role does not have the right.';
    const screen = await openTab(ready(withWork({ ...CONFLICT, refused })));
    for (const id of ['#ours-entry-3', '#theirs-entry-3']) {
      const button = screen.get(id);
      expect(button.getAttribute('aria-disabled'), id).to.equal('true');
      expect(button.getAttribute('aria-describedby'), id).to.equal('refused-entry-3');
      await screen.click(id);
    }
    expect(screen.textOf('#refused-entry-3')).to.equal(refused);
    expect(screen.services.acts).to.deep.equal([]);
    await screen.isAccessible();
  });

  it('offers an audit entry to be sent again, never to be discarded', async () => {
    const screen = await openTab(ready(withWork({ ...PARKED, stays: true })));
    expect(screen.all('.entry button').map(({ id }) => id)).to.deep.equal(['retry-entry-2']);
  });

  for (const [work, button, command, rest] of [
    [PARKED, '#discard-entry-2', 'discardWork', {}],
    [CONFLICT, '#theirs-entry-3', 'resolveConflict', { choice: 'theirs' }],
  ] as const) {
    it(`asks why before somebody else’s switch-off is given up: ${command}`, async () => {
      const screen = await openTab(ready(withWork({ ...work, takesReason: true })));
      await screen.click(button);
      await screen.appears('os-discard-dialog');
      expect(screen.textOf('os-discard-dialog')).to.include('took access away');
      expect(screen.textOf('os-discard-dialog')).to.include('You have 500 characters left');
      await screen.isAccessible();
      await screen.click('#cancel');
      await screen.vanishes('os-discard-dialog');
      expect(screen.services.acts).to.deep.equal([]);

      await screen.click(button);
      await screen.type('#reason', 'Wrong patient');
      screen.services.refuse(command, { kind: 'invalid', message: 'Say more.', field: 'reason' });
      await screen.click('dialog button[type="submit"]');
      await screen.sees('Say more.');
      await screen.isAccessible();
      await screen.click('dialog button[type="submit"]');
      await screen.vanishes('os-discard-dialog');
      await screen.focusReaches('#refresh');
      expect(screen.services.inputs(command).at(-1)).to.deep.equal({
        workId: work.workId,
        ...rest,
        reason: 'Wrong patient',
      });
    });
  }

  it('tells what became of one’s own work until it is acknowledged', async () => {
    const view = withAccount('active');
    const notices = [{ noticeId: 'notice-1', text: 'Gwen discarded it. Reason: “Wrong patient”' }];
    const screen = await openTab(ready({ ...view, sync: { ...view.sync, notices } }));
    expect(screen.textOf('os-unsent-work-list')).to.include('Something you did was discarded');
    expect(screen.textOf('os-unsent-work-list')).to.include('Reason: “Wrong patient”');
    await screen.isAccessible();
    await screen.click('#notice-notice-1');
    await screen.hears('Acknowledged.');
    expect(screen.services.inputs('acknowledgeNotice')).to.deep.equal([{ noticeId: 'notice-1' }]);
  });

  it('says why something could not be done', async () => {
    const screen = await openTab(ready(withWork(CONFLICT)));
    screen.services.refuse('resolveConflict', {
      kind: 'changed-meanwhile',
      message: 'It changed again.',
    });
    await screen.click('#ours-entry-3');
    await screen.sees('It changed again.');
    await screen.isAccessible();
  });
});
