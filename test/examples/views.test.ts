import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { container } from 'tsyringe';
import examples from '../../docs/examples/manifest.json' with { type: 'json' };
import { CONTACT_CHOICE_TAB, LETTER_DAYS_PAGE } from '../../docs/examples/plugin/contributions.ts';
import manifest from '../../manifest.json' with { type: 'json' };
import { ContributedViews, type ContributedView } from '../../plugin/contributed-views.ts';
import type { HostView } from '../../plugin/host-api.ts';
import { LazyServices } from '../../plugin/lazy-services.ts';
import { FakeHost, SYSTEM_ADMINISTRATOR, VERIFIED_EMAIL } from '../fakes/fake-host.ts';
import { waitUntil } from '../wait-until.ts';

const EXAMPLES = [CONTACT_CHOICE_TAB, LETTER_DAYS_PAGE];
const PHONE = { id: 'phone', type: 'phone', value: '01632960001', verified: true } as const;
const OTHER_PHONE = { ...PHONE, id: 'other-phone', value: '01632960002' };

/** A host that has read the manifest with the examples' contributions in it. */
function hostOfExamples(): FakeHost {
  const { registrationTabs, controlPanelPages } = manifest.contributes;
  return new FakeHost(crypto.randomUUID(), {
    ...manifest.contributes,
    registrationTabs: [...registrationTabs, ...examples.contributes.registrationTabs],
    controlPanelPages: [...controlPanelPages, ...examples.contributes.controlPanelPages],
  });
}

/** A view on the page, as the plugin registers it and the host shows it, with all of the product behind it. */
async function shown(host: FakeHost, example: ContributedView): Promise<ShownView> {
  const services = new LazyServices(host, container.createChildContainer());
  const views = new ContributedViews(host, services);
  const registered = views.register(example);
  const element = await (host.contributed.get(example.id) as HostView).createElement();
  document.body.append(element);
  return new ShownView(element, () => {
    element.remove();
    for (const part of [registered, views, services]) part.dispose();
  });
}

class ShownView {
  constructor(
    readonly element: HTMLElement,
    readonly close: () => void,
  ) {}

  get text(): string {
    return this.element.shadowRoot?.textContent ?? '';
  }

  inputs(): readonly HTMLInputElement[] {
    return [...(this.element.shadowRoot?.querySelectorAll('input') ?? [])];
  }

  async sees(text: string): Promise<void> {
    await waitUntil(() => this.text.includes(text), `"${text}" is to be seen`);
  }

  async isAccessible(): Promise<void> {
    await expect(this.element).to.be.accessible();
  }
}

describe('the examples’ contributions', () => {
  it('are in their manifest what the plugin has for them', () => {
    const { registrationTabs, controlPanelPages } = examples.contributes;
    const declared = [
      ...registrationTabs.map(({ id, element }) => ['registrationTabs', id, element]),
      ...controlPanelPages.map(({ id, element }) => ['controlPanelPages', id, element]),
    ];
    expect(EXAMPLES.map(({ point, id, element }) => [point, id, element])).to.deep.equal(declared);
  });

  it('are refused by a host whose manifest does not have them', async () => {
    const outcome = shown(new FakeHost(), CONTACT_CHOICE_TAB);
    expect(await outcome.then(String, String)).to.contain(CONTACT_CHOICE_TAB.id);
  });
});

describe('the example tab', () => {
  it('shows every way to reach the patient, and changes which is preferred', async () => {
    const host = hostOfExamples();
    const contacts = host.contacts('patient-sian');
    contacts.set([
      VERIFIED_EMAIL,
      { ...PHONE, preferred: true },
      { ...OTHER_PHONE, preferred: false },
    ]);
    const tab = await shown(host, CONTACT_CHOICE_TAB);
    await tab.sees('01632960002');
    await waitUntil(() => !tab.element.shadowRoot?.querySelector('fieldset')?.disabled, 'it works');
    await tab.isAccessible();
    tab.inputs()[2]?.click();
    await tab.sees('01632960002 is now preferred.');
    expect(tab.inputs().filter(({ checked }) => checked)).to.have.length(2);
    const now = contacts.value.filter(({ preferred }) => preferred).map(({ value }) => value);
    expect(now).to.have.members([VERIFIED_EMAIL.value, '01632960002']);
    tab.close();
    expect(host.listenerCount).to.equal(0);
  });

  it('says why the host did not save it, and shows what is so', async () => {
    const host = hostOfExamples();
    host.contacts('patient-sian').set([{ ...PHONE, preferred: false }]);
    host.refusal = 'The record is locked by another user.';
    const tab = await shown(host, CONTACT_CHOICE_TAB);
    await waitUntil(() => tab.inputs().length > 0, 'the number is there');
    await waitUntil(() => !tab.element.shadowRoot?.querySelector('fieldset')?.disabled, 'it works');
    tab.inputs()[0]?.click();
    await tab.sees('The record is locked by another user.');
    expect(tab.inputs()[0]?.checked).to.equal(false);
    tab.close();
  });
});

describe('the example page', () => {
  it('keeps a setting for the practice, and leads to what is wrong with it', async () => {
    const host = hostOfExamples();
    host.session.set(SYSTEM_ADMINISTRATOR);
    const page = await shown(host, LETTER_DAYS_PAGE);
    await page.sees('Days until unused letters expire');
    await page.isAccessible();
    const [days] = page.inputs();
    days?.select();
    days?.focus();
    await sendKeys({ type: '400' });
    await sendKeys({ press: 'Enter' });
    await page.sees('Type a whole number from 1 to 90.');
    days?.select();
    await sendKeys({ type: '21' });
    await sendKeys({ press: 'Enter' });
    await page.sees('The settings were saved.');
    await waitUntil(() => page.inputs()[0]?.value === '21', 'what was saved is shown');
    page.close();
  });

  it('may be read, not changed, by others than a system administrator', async () => {
    const page = await shown(hostOfExamples(), LETTER_DAYS_PAGE);
    await page.sees('Only a System Administrator may change these settings');
    expect(page.inputs()[0]?.readOnly).to.equal(true);
    expect(page.element.shadowRoot?.querySelector('button')).to.equal(null);
    page.close();
  });
});
