import { expect } from '@open-wc/testing';
import { filter, firstValueFrom } from 'rxjs';
import type { HostSession } from '../../../../plugin/host-api.ts';
import type { ReadyTabView } from '../../../../services/application/views.ts';
import { Permission } from '../../../../services/domain/practice/permission.ts';
import type { AuditRecord } from '../../../../services/domain/records.ts';
import { RECEPTIONIST, TOMASZ } from '../../../fakes/fake-host.ts';
import { checkIdentity, createAccount, makeProduct, type Product } from '../../../fakes/product.ts';
import { shareEverything } from '../../../contracts/storage-samples.ts';

const GWEN: HostSession = {
  id: 'session-gwen',
  staff: { id: 'staff-gwen', name: 'Gwen Rees', role: 'Receptionist' },
  permissions: RECEPTIONIST.permissions,
};

function signIn({ host }: Product, session: HostSession, ...without: readonly Permission[]): void {
  const permissions = session.permissions.filter((each) => !without.some((one) => one === each));
  host.session.set({ ...session, permissions });
}

/** The open patient's first view of which this holds. */
function viewThat(product: Product, holds: (view: ReadyTabView) => boolean): Promise<ReadyTabView> {
  return firstValueFrom(
    product.services.tab$.pipe(
      filter((view): view is Extract<typeof view, { phase: 'ready' }> => view.phase === 'ready'),
      filter(holds),
    ),
  );
}

async function rows({ storage }: Product): Promise<readonly AuditRecord[]> {
  const found = await storage.records.audit({ limit: 100 });
  return found.ok ? [...found.value].reverse() : [];
}

/** A shared account that the receptionist has disabled, not sent yet; gives the work's id. */
async function disabledAccount(product: Product): Promise<string> {
  await createAccount(product);
  await shareEverything(product.storage);
  const { services, patient } = await product.tab();
  const ticks = services.map((tick) =>
    tick.name === 'global' ? { ...tick, enabled: false, reason: 'misuse' } : tick,
  );
  const changed = await product.services.changeServices({
    operationId: product.services.newOperationId(),
    patientRef: patient.ref,
    services: ticks,
  });
  if (!changed.ok) throw new Error(changed.failure.message);
  const { sync } = await viewThat(product, (view) => view.sync.work.length === 1);
  return sync.work[0]?.workId ?? '';
}

describe('deciding about unsent work', () => {
  it('takes the right that the work took, and no other: the list says why not', async () => {
    const product = makeProduct();
    await checkIdentity(product);
    signIn(product, GWEN, Permission.recordIdentity);
    const { sync } = await viewThat(product, (view) => view.sync.work.length === 1);
    const [work] = sync.work;
    expect(work?.refused).to.equal(
      'Deciding about this takes the right that doing it took: to record identity checks. Your role does not have it.',
    );
    const workId = work?.workId ?? '';
    const refused = await product.services.discardWork({ workId });
    expect(!refused.ok && refused.failure).to.include({
      kind: 'not-permitted',
      message: work?.refused,
    });
    expect((await rows(product)).at(-1)).to.deep.include({
      action: 'resolve-conflict',
      outcome: 'refused',
      patientRef: 'patient-sian',
      summary: `Refused: ${work?.refused ?? ''}`,
    });

    signIn(product, GWEN, Permission.manageAccounts, Permission.changeServices);
    const seen = await viewThat(product, (view) => view.staff.id === GWEN.staff.id);
    expect(seen.sync.work[0]?.refused).to.equal(undefined);
    expect((await product.services.discardWork({ workId })).ok).to.equal(true);
    expect(await product.storage.outbox.change(workId)).to.deep.equal({ ok: true, value: [] });
  });

  it('asks why before it gives up somebody else’s switch-off, and keeps it in the audit', async () => {
    const product = makeProduct();
    const workId = await disabledAccount(product);
    signIn(product, GWEN);
    const { sync } = await viewThat(product, (view) => view.staff.id === GWEN.staff.id);
    expect(sync.work[0]?.takesReason).to.be.true;
    const before = (await rows(product)).length;
    for (const [reason, message] of [
      [undefined, 'takes access away. Say why it is discarded'],
      ['   ', 'takes access away. Say why it is discarded'],
      ['x'.repeat(501), '1 character too many. Shorten the text to 500.'],
    ] as const) {
      const refused = await product.services.discardWork({
        workId,
        ...(reason !== undefined && { reason }),
      });
      expect(!refused.ok && refused.failure.field).to.equal('reason');
      expect(!refused.ok && refused.failure.message).to.contain(message);
    }
    expect((await rows(product)).length, 'a slip of typing is no refusal').to.equal(before);

    const done = await product.services.discardWork({ workId, reason: ' Wrong patient ' });
    expect(done.ok).to.equal(true);
    const [row] = (await rows(product)).slice(-1);
    expect(row).to.deep.include({
      reason: 'Wrong patient',
      by: { id: GWEN.staff.id, name: GWEN.staff.name },
      patientRef: 'patient-sian',
    });
    expect(row?.summary)
      .to.match(/^Unsent change "Change online services" of Dilys Probert, .*: discarded$/)
      .and.not.to.contain('Wrong patient');
    expect((await product.tab()).account?.disabledByPractice).to.equal(false);
  });

  it('tells who had switched off, whichever patient is open, until they take note', async () => {
    const product = makeProduct();
    const workId = await disabledAccount(product);
    signIn(product, GWEN);
    await product.services.discardWork({ workId, reason: 'Asked\u202E by phone' });
    expect((await viewThat(product, () => true)).sync.notices).to.deep.equal([]);

    signIn(product, RECEPTIONIST);
    product.host.currentPatient.set(TOMASZ);
    const { sync } = await viewThat(product, (view) => view.sync.notices.length > 0);
    const [notice] = sync.notices;
    expect(notice?.text)
      .to.contain('“Change online services” for MORGAN, Siân (Mrs)')
      .and.to.contain('Gwen Rees discarded it on 20 Apr 2026')
      .and.to.contain('Reason: “Asked[U+202E] by phone”');
    const noticeId = notice?.noticeId ?? '';
    expect((await product.services.acknowledgeNotice({ noticeId })).ok).to.equal(true);
    await viewThat(product, (view) => view.sync.notices.length === 0);
    const row = (await rows(product)).at(-1);
    expect(row, 'of whose record').to.include({
      action: 'acknowledge-notice',
      outcome: 'done',
      patientRef: 'patient-sian',
    });
    expect(row?.summary, 'of which work')
      .to.match(
        /unsent change "Change online services", 20 Apr 2026.*, was discarded by Gwen Rees, 20 Apr 2026/,
      )
      .and.not.to.contain('Asked');
    const again = await product.services.acknowledgeNotice({ noticeId });
    expect(!again.ok && again.failure.message).to.contain('acknowledged already');
  });

  it('is nobody’s who is signed out', async () => {
    const product = makeProduct();
    const workId = await disabledAccount(product);
    product.host.session.set(null);
    const refused = await product.services.discardWork({ workId, reason: 'So' });
    expect(!refused.ok && refused.failure.kind).to.equal('not-permitted');
    const left = await product.storage.outbox.change(workId);
    expect(left.ok && left.value.length).to.be.greaterThan(0);
  });
});
