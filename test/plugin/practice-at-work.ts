import { expect } from '@open-wc/testing';
import sinon from 'sinon';
import { container as root } from 'tsyringe';
import { LazyServices } from '../../plugin/lazy-services.ts';
import { SealedRegistrationCodes } from '../../services/security/sealed-registration-codes.ts';
import { SIAN, TOMASZ, type FakeHost } from '../fakes/fake-host.ts';
import { createAccount, readyTab } from '../fakes/product.ts';
import { waitUntil } from '../wait-until.ts';
import type { Secrets } from './hostile-script.ts';

const NOTE = 'Quokka rings only after six';

/** Accounts and codes for two patients, and a note about one of them, made by somebody who worked here before. */
export async function practiceAtWork(host: FakeHost): Promise<Secrets> {
  // Or the plugin clears what it finds there soon after it was started.
  await host.settings.update('onlineServices.activated', true);
  const opening = sinon.spy(SealedRegistrationCodes.prototype, 'open');
  const lazy = new LazyServices(host, root.createChildContainer());
  const services = await lazy.get();
  const product = { services, tab: () => readyTab(services) };
  for (const [patient, notes] of [
    [TOMASZ, NOTE],
    [SIAN, ''],
  ] as const) {
    host.currentPatient.set(patient);
    await waitUntil(async () => (await product.tab()).patient.ref === patient.id, 'it is open');
    await createAccount(product, [{ name: 'repeats', enabled: true, notes }]);
    const letter = await services.previewLetter({ patientRef: patient.id ?? '' });
    expect(letter.ok).to.equal(true);
  }
  lazy.dispose();
  const opened = await Promise.all(opening.returnValues);
  opening.restore();
  const codes = opened.flatMap((result) =>
    result.ok ? [result.value.token, result.value.linkageKey] : [],
  );
  expect(codes).to.have.length(4);
  return { codes, note: NOTE };
}
