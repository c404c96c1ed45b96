import { expect } from '@open-wc/testing';
import { COMMANDS } from '../../../../services/application/commands/command-list.ts';
import { TRANSFER_COMMANDS } from '../../../../services/application/commands/transfer-commands.ts';
import type { StaffCommand } from '../../../../services/application/commands/staff-command.ts';
import { Permission } from '../../../../services/domain/practice/permission.ts';
import type { Commands, Refusal } from '../../../../services/application/views.ts';
import type { Result } from '../../../../services/domain/result.ts';
import { TOMASZ } from '../../../fakes/fake-host.ts';
import {
  auditTrail,
  checkIdentity,
  createAccount,
  makeProduct,
  type Product,
} from '../../../fakes/product.ts';
import { changeStoredAccount } from '../../../fakes/stored-account.ts';

const ALL = Object.entries(COMMANDS) as [keyof Commands, StaffCommand][];
const OF_A_PATIENT = ALL.filter(([, { about }]) => about === 'patient');
/** Of these the tab offers nothing: they are the page's of splits and merges. */
const OFFERED = OF_A_PATIENT.filter(([name]) => !Object.hasOwn(TRANSFER_COMMANDS, name));

/** Asks for a command on Siân. Whether it is refused is decided before anything else of the input is looked at. */
function ask({ services }: Product, name: keyof Commands): Promise<Result<unknown, Refusal>> {
  const input = { patientRef: 'patient-sian', operationId: services.newOperationId() };
  return services[name](input as never);
}

function mayOnlyLook({ host }: Product): void {
  const session = host.session.value;
  host.session.set(session && { ...session, permissions: ['onlineServices.view'] });
}

/** Those that take the right to see the tab, and no other that is known beforehand. */
const ASKING_MORE = ALL.filter(([, { permission }]) => permission !== Permission.view);

describe('every command', () => {
  for (const [name, { audit }] of ASKING_MORE) {
    it(`is refused, and audited, to those who may only look: ${name}`, async () => {
      const product = makeProduct();
      await createAccount(product);
      mayOnlyLook(product);
      const refused = await ask(product, name);
      expect(!refused.ok && refused.failure.kind).to.equal('not-permitted');
      expect((await auditTrail(product)).at(-1)).to.equal(
        `${audit} refused: Refused: no permission`,
      );
    });
  }

  it('whose refusal cannot be noted in the audit leaves a line in the host’s log', async () => {
    const product = makeProduct();
    mayOnlyLook(product);
    product.storage.fail({ code: 'storage-full' });
    const refused = await ask(product, 'saveContact');
    expect(!refused.ok && refused.failure.kind).to.equal('not-permitted');
    expect(product.host.logLines).to.include(
      'error What was not done could not be noted in the audit {"action":"save-contact"}',
    );
  });

  for (const [name, { audit }] of OF_A_PATIENT) {
    it(`about a patient is refused, and audited, when another is open: ${name}`, async () => {
      const product = makeProduct();
      await createAccount(product);
      product.host.currentPatient.set(TOMASZ);
      const refused = await ask(product, name);
      expect(!refused.ok && refused.failure.message).to.contain('Another patient is open');
      expect((await auditTrail(product)).at(-1)).to.equal(
        `${audit} refused: Refused: another patient was open`,
      );
    });
  }

  it('has a name that code knows it by, and one that audit rows do', () => {
    for (const [name, { audit }] of ALL) {
      expect(name, name).to.match(/^[a-z]+(?:[A-Z][a-z]+)+$/);
      expect(audit, name).to.match(/^[a-z]+(?:-[a-z]+)+$/);
    }
  });
});

describe('what may be done', () => {
  const states: Readonly<Record<string, (product: Product) => Promise<void>>> = {
    'before anything was checked': () => Promise.resolve(),
    'once the identity was checked': checkIdentity,
    'with an account': createAccount,
    'with an account that is disabled': async (product) => {
      await createAccount(product);
      await changeStoredAccount(product, { enabled: false });
    },
    'with an active account': async (product) => {
      await createAccount(product);
      await changeStoredAccount(product, { status: 'active' });
    },
    'with a lock that has run out': async (product) => {
      await createAccount(product);
      await changeStoredAccount(product, {
        status: 'locked',
        lockedUntil: '2026-04-20T09:00:00.000Z',
      });
    },
    'for a patient who has left': (product) => {
      const patient = product.host.currentPatient.value;
      product.host.currentPatient.set(patient && { ...patient, active: false });
      return Promise.resolve();
    },
  };
  for (const [when, arrange] of Object.entries(states)) {
    it(`is refused for the reason the screen shows: ${when}`, async () => {
      const product = makeProduct();
      await arrange(product);
      const { can } = await product.tab();
      const shown = Object.entries(can) as [keyof Commands, (typeof can)[keyof typeof can]][];
      expect(shown).to.have.length(OFFERED.length);
      for (const [name, allowed] of shown) {
        if (allowed === undefined || allowed.allowed) continue;
        const refused = await ask(product, name);
        expect(!refused.ok && refused.failure.message, name).to.equal(allowed.reason);
      }
    });
  }

  it('is nothing that asks for a permission the person has not', async () => {
    const product = makeProduct();
    await createAccount(product);
    mayOnlyLook(product);
    const { can } = await product.tab();
    for (const [name, allowed] of Object.entries(can)) {
      expect(allowed, name).to.include({ allowed: false, reason: 'Your role may not do this.' });
    }
  });
});

describe('the facade', () => {
  it('can be awaited, and is taken for nothing it is not', async () => {
    const { services } = makeProduct();
    expect(await Promise.resolve(services)).to.equal(services);
    for (const name of ['then', '_$litType$', '_$litDirective$', 'toJSON']) {
      expect(Reflect.get(services, name), name).to.equal(undefined);
    }
  });

  it('answers a command there is not as a bug, and logs it', async () => {
    const product = makeProduct();
    const perform = Reflect.get(product.services, 'forgetEverything') as () => Promise<
      Result<unknown>
    >;
    const refused = await perform();
    expect(!refused.ok && refused.failure.kind).to.equal('unexpected');
    expect(product.host.logLines.join()).to.contain('Command failed: forgetEverything');
  });
});
