import { expect } from '@open-wc/testing';
import { MORE_COMMANDS } from '../../docs/examples/services/command-list.ts';
import { COMMANDS } from '../../services/application/commands/command-list.ts';
import type {
  AllowedOf,
  CommandList,
  MethodsOf,
} from '../../services/application/commands/staff-command.ts';
import type { Queries } from '../../services/application/views.ts';
import type { Contact } from '../../services/domain/contacts/contact.ts';
import { VERIFIED_EMAIL, TOMASZ } from '../fakes/fake-host.ts';
import { auditTrail, makeProduct, type Product } from '../fakes/product.ts';

/** The product with the example as one more entry of its list. */
const WITH_EXAMPLE = { ...COMMANDS, ...MORE_COMMANDS };
type Services = Queries & MethodsOf<typeof WITH_EXAMPLE>;

const MOBILE = { id: 'mobile', type: 'mobile', value: '07700900001', verified: true } as const;
const OTHER_MOBILE = { ...MOBILE, id: 'other-mobile', value: '07700900002' };

function siansProduct(): Product & { readonly withExample: Services } {
  const product = makeProduct(undefined, { commandList: WITH_EXAMPLE });
  product.host
    .contacts('patient-sian')
    .set([VERIFIED_EMAIL, { ...MOBILE, preferred: true }, { ...OTHER_MOBILE, preferred: false }]);
  return { ...product, withExample: servicesOf(WITH_EXAMPLE, product) };
}

/** The facade takes whatever is named like a command for one; the types of the list say which there are. */
function servicesOf<List extends CommandList>(
  _list: List,
  { services }: Product,
): Queries & MethodsOf<List> {
  return services as Queries & MethodsOf<List>;
}

async function may(product: Product) {
  const { can } = await product.tab();
  return (can as AllowedOf<typeof WITH_EXAMPLE>).preferContact;
}

function preferred({ host }: Product): readonly string[] {
  const contacts = host.contacts('patient-sian').value;
  return contacts.filter((contact) => contact.preferred).map(({ value }) => value);
}

describe('a command added to the list', () => {
  it('is a method of the facade, with the input and the outcome of its module', async () => {
    const { withExample } = siansProduct();
    const input = { patientRef: 'patient-sian', contactId: 'other-mobile' };
    const outcome = await withExample.preferContact(input);
    if (!outcome.ok) throw new Error(outcome.failure.message);
    const contact: Contact = outcome.value;
    expect(contact.value).to.equal('07700900002');
    // @ts-expect-error -- whose contact it is has to be said
    const unsaid: Parameters<Services['preferContact']>[0] = { contactId: 'other-mobile' };
    expect(unsaid).not.to.have.property('patientRef');
    // @ts-expect-error -- a list gives a method for each of its entries and no other
    const other: keyof MethodsOf<typeof MORE_COMMANDS> = 'createAccount';
    expect(MORE_COMMANDS).not.to.have.property(other);
  });

  it('does what it is for, and leaves an audit row', async () => {
    const product = siansProduct();
    expect(await may(product)).to.deep.equal({ allowed: true });
    await product.withExample.preferContact({
      patientRef: 'patient-sian',
      contactId: 'other-mobile',
    });
    expect(preferred(product)).to.have.members([VERIFIED_EMAIL.value, '07700900002']);
    expect(await auditTrail(product)).to.deep.equal([
      'prefer-contact done: Saving a contact (mobile, verified, preferred)',
    ]);
  });

  it('is refused for a contact that has gone meanwhile, and the refusal is audited', async () => {
    const product = siansProduct();
    const refused = await product.withExample.preferContact({
      patientRef: 'patient-sian',
      contactId: 'gone',
    });
    expect(!refused.ok && refused.failure.message).to.contain('changed elsewhere');
    expect((await auditTrail(product)).at(-1)).to.match(
      /^prefer-contact refused: Refused: This has/,
    );
    expect(preferred(product)).to.have.members([VERIFIED_EMAIL.value, '07700900001']);
  });

  it('is refused by its rule, for the reason that the screen shows', async () => {
    const product = siansProduct();
    product.host.currentPatient.set({ ...siansRecord(product), active: false });
    const shown = await may(product);
    const refused = await product.withExample.preferContact({
      patientRef: 'patient-sian',
      contactId: 'other-mobile',
    });
    expect(!refused.ok && refused.failure.message).to.contain('no longer registered here');
    expect(shown).to.deep.equal({
      allowed: false,
      reason: refused.ok ? '' : refused.failure.message,
    });
  });

  it('is hidden where it makes no sense', async () => {
    const product = siansProduct();
    product.host.currentPatient.set({ ...siansRecord(product), deceasedBoolean: true });
    expect(await may(product)).to.include({ allowed: false, hidden: true });
  });

  it('is kept from those who may not, and from another patient, by no line of its own', async () => {
    const product = siansProduct();
    const input = { patientRef: 'patient-sian', contactId: 'other-mobile' };
    product.host.currentPatient.set(TOMASZ);
    const elsewhere = await product.withExample.preferContact(input);
    expect(!elsewhere.ok && elsewhere.failure.message).to.contain('Another patient is open');
    const session = product.host.session.value;
    product.host.session.set(session && { ...session, permissions: ['onlineServices.view'] });
    const looker = await product.withExample.preferContact(input);
    expect(!looker.ok && looker.failure.kind).to.equal('not-permitted');
    expect(await auditTrail(product)).to.deep.equal([
      'prefer-contact refused: Refused: another patient was open',
      'prefer-contact refused: Refused: no permission',
    ]);
  });
});

function siansRecord({ host }: Product) {
  const patient = host.currentPatient.value;
  if (patient === null) throw new Error('Nobody is open.');
  return patient;
}
