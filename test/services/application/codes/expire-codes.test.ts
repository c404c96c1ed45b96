import { expect } from '@open-wc/testing';
import sinon from 'sinon';
import { waitUntil } from '../../../wait-until.ts';
import { SIAN, TOMASZ } from '../../../fakes/fake-host.ts';
import { auditTrail, createAccount, makeProduct } from '../../../fakes/product.ts';

const AFTER_THE_LAST_DAY = '2026-06-01T09:00:00.000Z';

describe('codes whose last day has passed', () => {
  it('are wiped when somebody who may manage accounts opens the patient', async () => {
    const product = makeProduct();
    await createAccount(product);
    product.clock.time = AFTER_THE_LAST_DAY;
    await waitUntil(async () => (await product.tab()).letter?.wiped, 'the codes are wiped');
    expect((await auditTrail(product)).at(-1)).to.equal(
      'expire-codes done: Registration codes expired on 2026-05-04; they were wiped',
    );
  });

  it('are left alone while the time cannot be trusted: a workstation may be months ahead', async () => {
    const product = makeProduct();
    await createAccount(product);
    product.clock.trusted = false;
    product.clock.time = AFTER_THE_LAST_DAY;
    const isTimeTrusted = sinon.spy(product.clock, 'isTimeTrusted');
    const following = product.services.tab$.subscribe();
    await waitUntil(() => isTimeTrusted.called, 'wiping is considered');
    expect((await product.tab()).letter).to.include({ expired: true, wiped: false });

    product.clock.trusted = true;
    await waitUntil(async () => (await product.tab()).letter?.wiped, 'the codes are wiped');
    following.unsubscribe();
  });

  it('are left to the next who opens the patient, with nothing refused, when another is open by then', async () => {
    const product = makeProduct();
    await createAccount(product);
    product.clock.time = AFTER_THE_LAST_DAY;
    const following = product.services.tab$.subscribe((view) => {
      if (view.phase === 'ready' && view.letter?.expired === true) {
        product.host.currentPatient.set(TOMASZ);
      }
    });
    await waitUntil(() => product.host.currentPatient.value === TOMASZ, 'another patient is open');
    following.unsubscribe();
    expect((await product.tab()).patient.ref).to.equal(TOMASZ.id);
    product.host.currentPatient.set(SIAN);
    await waitUntil(async () => (await product.tab()).letter?.wiped, 'the codes are wiped');
    expect((await auditTrail(product)).join()).not.to.contain('expire-codes refused');
  });

  it('are left alone by somebody who may not manage accounts', async () => {
    const product = makeProduct();
    await createAccount(product);
    const session = product.host.session.value;
    product.host.session.set(session && { ...session, permissions: ['onlineServices.view'] });
    product.clock.time = AFTER_THE_LAST_DAY;
    expect((await product.tab()).letter).to.include({ expired: true, wiped: false });
    expect((await auditTrail(product)).join()).not.to.contain('expire-codes');
  });
});
