import { expect, fixture, html } from '@open-wc/testing';
import { html as template, type TemplateResult } from 'lit';
import { Announcer } from '../../../components/base/announcer.ts';
import { commandButton } from '../../../components/base/command-button.ts';
import { act, later, renderPart } from '../../../components/base/later.ts';
import { SectionElement } from '../../../components/base/section-element.ts';
import { defineElements } from '../../../components/define.ts';
import type { Result } from '../../../components/view-types.ts';
import type { ReadyTabView } from '../../../services/application/views.ts';
import { loadWords, words } from '../../../services/words/words.ts';
import { BEFORE_ACCOUNT } from '../../fakes/tab-views.ts';
import { waitUntil } from '../../wait-until.ts';

const MISSING = 'What the patient changed cannot be shown.';

interface Acts {
  readonly book: () => Promise<Result<unknown>>;
}

/** A network on which a part is on its way until it is said what becomes of it. */
class Network<P> {
  asked = 0;
  #waiting: { readonly come: (part: P) => void; readonly fail: () => void } | undefined;

  readonly fetch = (): Promise<P> => {
    this.asked += 1;
    return new Promise((resolve, reject) => {
      this.#waiting = {
        come: resolve,
        fail: () => {
          reject(new Error('The network is cut.'));
        },
      };
    });
  };

  come(part: P): void {
    this.#waiting?.come(part);
  }

  fail(): void {
    this.#waiting?.fail();
  }
}

const voice = new Announcer({
  addController: () => undefined,
  removeController: () => undefined,
  requestUpdate: () => undefined,
  updateComplete: Promise.resolve(true),
});
let said: string[] = [];
voice.say = (message) => {
  said.push(message);
};

/** A section whose button, and whose news, come later. */
class Section extends SectionElement {
  readonly network = { acts: new Network<Acts>(), news: new Network<string>() };
  readonly #acts = later(this, this.network.acts.fetch);
  readonly #news = later(this, this.network.news.fetch);

  leave(): Promise<boolean> {
    return this.commands.over();
  }

  protected override renderReady(_view: ReadyTabView): TemplateResult {
    return template`${commandButton({
      name: 'book',
      label: 'Book',
      commands: this.commands,
      run: () => {
        void act(this, 'book', this.#acts, (acts) => acts.book());
      },
    })}
    ${this.renderFailure()}
    <div id="news">${renderPart(this, this.#news, (news) => news, MISSING)}</div>`;
  }
}

async function opened(): Promise<Section> {
  await loadWords('screens', 'views', 'tab');
  defineElements({ 'x-later-section': Section });
  said = [];
  const section = await fixture<Section>(
    html`<x-later-section .view=${BEFORE_ACCOUNT} .announcer=${voice}></x-later-section>`,
  );
  return section;
}

function button(section: Section): HTMLElement {
  const found = section.shadowRoot?.querySelector<HTMLElement>('#book');
  if (!found) throw new Error('There is no button.');
  return found;
}

const textOf = (section: Section): string => section.shadowRoot?.textContent ?? '';

async function sees(section: Section, text: string): Promise<void> {
  await waitUntil(() => textOf(section).includes(text), `"${text}" is to be seen`);
}

/** What is done when the button is pressed, and how often it was. */
function booking(): Acts & { times: number } {
  const acts = {
    times: 0,
    book: () => {
      acts.times += 1;
      return Promise.resolve({ ok: true, value: undefined } as const);
    },
  };
  return acts;
}

describe('a button whose part is still on its way', () => {
  it('waits for it, and is done once, however often it is pressed', async () => {
    const section = await opened();
    const acts = booking();
    for (let press = 0; press < 5; press += 1) button(section).click();
    await waitUntil(() => button(section).getAttribute('aria-busy') === 'true', 'it is waiting');
    expect(acts.times).to.equal(0);
    // Slow, and nothing is being saved.
    await waitUntil(() => said.length > 0, 'it says that it takes long');
    expect(said).to.deep.equal([words('tab').tab.loading]);
    section.network.acts.come(acts);
    await waitUntil(() => acts.times > 0, 'it is done');
    await section.leave();
    expect(acts.times).to.equal(1);
    expect(section.network.acts.asked).to.equal(1);
  });

  it('says when it cannot be loaded, and is done with the next press', async () => {
    const section = await opened();
    const acts = booking();
    button(section).click();
    section.network.acts.fail();
    await sees(section, 'This part of Online Services could not be loaded.');
    expect(said).to.deep.equal([words('views').tab.notLoaded]);
    expect(acts.times).to.equal(0);
    button(section).click();
    section.network.acts.come(acts);
    await waitUntil(() => acts.times === 1, 'it is done');
    await waitUntil(() => !textOf(section).includes('could not be loaded'), 'all is well again');
  });

  it('does nothing to a patient who is not open any more, and says so with the name', async () => {
    const section = await opened();
    const acts = booking();
    button(section).click();
    section.remove();
    section.network.acts.come(acts);
    await waitUntil(() => voice.notice !== undefined, 'it is told');
    expect(voice.notice?.text).to.include(`For ${BEFORE_ACCOUNT.patient.name}`);
    expect(acts.times).to.equal(0);
  });

  it('is over for who leaves only when it has been done', async () => {
    const section = await opened();
    const acts = booking();
    button(section).click();
    const over = section.leave();
    section.network.acts.come(acts);
    expect(await over, 'told as done').to.equal(true);
    expect(acts.times).to.equal(1);
  });
});

describe('news whose part is still on its way', () => {
  it('is shown as soon as that has come', async () => {
    const section = await opened();
    expect(section.network.news.asked).to.equal(1);
    section.network.news.come('Mair has a new number.');
    await sees(section, 'Mair has a new number.');
    section.view = { ...BEFORE_ACCOUNT };
    await section.updateComplete;
    expect(section.network.news.asked, 'times it was fetched').to.equal(1);
    expect(said).to.deep.equal([]);
  });

  it('is said to be missing where it cannot be loaded, aloud once, and comes with a later view', async () => {
    const section = await opened();
    section.network.news.fail();
    await sees(section, MISSING);
    await waitUntil(() => said.length > 0, 'it is said');
    section.requestUpdate();
    await section.updateComplete;
    expect(section.network.news.asked, 'not asked for again without news').to.equal(1);
    section.view = { ...BEFORE_ACCOUNT };
    await section.updateComplete;
    section.network.news.fail();
    await waitUntil(() => section.network.news.asked === 2, 'it is asked for again');
    await sees(section, MISSING);
    section.view = { ...BEFORE_ACCOUNT };
    await section.updateComplete;
    section.network.news.come('Mair has a new number.');
    await sees(section, 'Mair has a new number.');
    expect(textOf(section)).not.to.include(MISSING);
    expect(said).to.deep.equal([MISSING]);
  });
});
