import { expect } from '@open-wc/testing';
import type { Refusal } from '../../../../services/application/commands/refusal.ts';
import { TEXT_LIMITS, type LimitedText } from '../../../../services/domain/limited-text.ts';
import type { Result } from '../../../../services/domain/result.ts';
import { SIAN, SYSTEM_ADMINISTRATOR } from '../../../fakes/fake-host.ts';
import { checkIdentity, createAccount, makeProduct, type Product } from '../../../fakes/product.ts';

interface Typed {
  readonly field: string;
  /** Text of so many characters. */
  readonly text: (length: number) => string;
  readonly save: (product: Product, text: string) => Promise<Result<unknown, Refusal>>;
}

const PLAIN = (length: number): string => 'x'.repeat(length);
const operation = () => ({ operationId: crypto.randomUUID(), patientRef: 'patient-sian' });

/** Why somebody else's work is discarded has its own test, with all that it takes. */
const TEXTS: Readonly<Record<Exclude<LimitedText, 'discardReason'>, Typed>> = {
  email: {
    field: 'value',
    text: (length) => `sian@${'p.'.repeat(length)}`.slice(0, length - 8) + '.example',
    save: ({ services }, value) =>
      services.saveContact({
        patientRef: 'patient-sian',
        contact: { type: 'email', value, verified: true, preferred: true },
        reasonCode: 'patient-replied',
      }),
  },
  freetext: {
    field: 'freetext',
    text: PLAIN,
    save: ({ services }, freetext) =>
      services.recordIdentityCheck({
        ...operation(),
        date: '1/1/2026',
        method: 'passport',
        staffId: 'staff-dilys',
        freetext,
        addCodedEntry: false,
      }),
  },
  strikeReason: {
    field: 'reason',
    text: PLAIN,
    save: async (product, reason) => {
      await checkIdentity(product);
      const checkId = (await product.tab()).identityChecks[0]?.id ?? '';
      return product.services.markIdentityCheckEnteredInError({ ...operation(), checkId, reason });
    },
  },
  actionReason: {
    field: 'reason',
    text: PLAIN,
    save: async (product, reason) => {
      if ((await product.tab()).account === undefined) await createAccount(product);
      const why = { reasonCode: 'cannot-be-printed', reason };
      return product.services.issueNewCodes({ ...operation(), ...why });
    },
  },
  accessReason: {
    field: 'reason',
    text: PLAIN,
    save: async (product, reason) => {
      if ((await product.tab()).account === undefined) await createAccount(product);
      const { staff, services } = await product.tab();
      const considered = ['registration-start-unknown'];
      const decision = { staffId: staff.id, reason, considered };
      return product.services.changeServices({
        ...operation(),
        services: services.map((tick) =>
          tick.name === 'summary-data' ? { ...tick, enabled: true, decision } : tick,
        ),
      });
    },
  },
  askedBy: {
    field: 'askedBy',
    text: PLAIN,
    save: async (product, askedBy) => {
      product.host.currentPatient.set({ ...SIAN, birthDate: '2017-02-08' });
      if ((await product.tab()).identityChecks.length === 0) await checkIdentity(product);
      const { staff, services } = await product.tab();
      const child = { relation: 'mother', responsibility: true, competence: '' } as const;
      return product.services.createAccount({
        ...operation(),
        services,
        answered: ['patient-under-11', 'no-preferred-email', 'email-not-verified'],
        child: { ...child, askedBy, staffId: staff.id },
      });
    },
  },
  notes: {
    field: 'notes-repeats',
    text: PLAIN,
    save: async (product, notes) => {
      if ((await product.tab()).account === undefined) await createAccount(product);
      return product.services.changeServices({
        ...operation(),
        services: await withNotes(product, notes),
      });
    },
  },
  siteUrl: {
    field: 'siteUrl',
    text: (length) => 'https://patients.example/'.padEnd(length, 'x'),
    save: ({ host, services }, siteUrl) => {
      host.session.set(SYSTEM_ADMINISTRATOR);
      return services.saveSettings({ siteUrl });
    },
  },
  welcomeMessage: {
    field: 'welcomeMessage',
    text: PLAIN,
    save: ({ host, services }, welcomeMessage) => {
      host.session.set(SYSTEM_ADMINISTRATOR);
      return services.saveSettings({ welcomeMessage });
    },
  },
  presetName: {
    field: 'preset-0',
    text: PLAIN,
    save: ({ host, services }, name) => {
      host.session.set(SYSTEM_ADMINISTRATOR);
      return services.saveSettings({ presets: [{ name, services: [] }] });
    },
  },
};

async function withNotes({ tab }: Product, notes: string) {
  const { services } = await tab();
  return services.map((tick) => (tick.name === 'repeats' ? { ...tick, notes } : tick));
}

describe('a text that is too long', () => {
  for (const [of, { field, text, save }] of Object.entries(TEXTS)) {
    const limit = TEXT_LIMITS[of as keyof typeof TEXTS];

    it(`is refused beside its field, and one that just fits is kept: ${of}`, async () => {
      const product = makeProduct();
      const refused = await save(product, text(limit + 1));
      expect(!refused.ok && refused.failure.field).to.equal(field);
      expect(!refused.ok && refused.failure.message).to.contain(
        `1 character too many. Shorten the text to ${limit}.`,
      );
      if (of !== 'email') expect(await save(product, text(limit))).to.include({ ok: true });
    });
  }

  it('is refused before any question when an account is created, naming the service', async () => {
    const product = makeProduct();
    await checkIdentity(product);
    const services = await withNotes(product, PLAIN(501));
    const refused = await product.services.createAccount({
      ...operation(),
      answered: [],
      services,
    });
    expect(!refused.ok && refused.failure.message).to.contain('Notes on Repeats: 1 character');
  });

  it('is counted in characters as people see them, without the spaces around it', async () => {
    const product = makeProduct();
    expect(await TEXTS.freetext.save(product, ` ${'🙂'.repeat(500)}\n`)).to.include({ ok: true });
  });
});
