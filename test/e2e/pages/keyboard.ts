import { expect, type Locator, type Page } from '@playwright/test';

/** Where the focus is, through all shadow roots. */
interface Focus {
  readonly tag: string;
  readonly words: string;
  /** The browser was told to show it: an outline or a shadow is drawn. */
  readonly visible: boolean;
}

/** Somebody who has no mouse. Nothing here clicks, and nothing sets the focus but keys. */
export class Keyboard {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Presses Tab until the focus is there; on the way it must be visible at every stop and never be lost. */
  async tabTo(target: Locator, { back = false } = {}): Promise<void> {
    await expect(target).toBeVisible();
    await this.expectFocusKept();
    const passed: string[] = [];
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      if (await this.#isOn(target)) return;
      await this.press(back ? 'Shift+Tab' : 'Tab');
      const focus = await this.#focus();
      passed.push(focus.words);
      expect(focus.tag, `focus is lost after ${passed.join(' > ')}`).not.toBe('body');
      expect(focus.visible, `focus can be seen on “${focus.words}”`).toBe(true);
    }
    throw new Error(`Tab never came to ${String(target)}. It went ${passed.join(' > ')}.`);
  }

  /** Goes there by Tab and presses a key: Enter unless said otherwise. */
  async use(target: Locator, key = 'Enter', options: { back?: boolean } = {}): Promise<void> {
    await this.tabTo(target, options);
    await this.press(key);
  }

  async press(key: string): Promise<void> {
    await this.#page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text);
  }

  /** What was done may have taken the focused thing away; the focus must end on something else. */
  async expectFocusKept(): Promise<void> {
    await expect.poll(async () => (await this.#focus()).tag, 'where the focus is').not.toBe('body');
  }

  async #isOn(target: Locator): Promise<boolean> {
    // `:focus` also matches the hosts of the shadow roots around; the target is the thing itself.
    return target.evaluate((element) => element.matches(':focus'));
  }

  #focus(): Promise<Focus> {
    return this.#page.evaluate(() => {
      let element = document.activeElement ?? document.body;
      while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      const outlined = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0;
      const label = element.getAttribute('aria-label') ?? element.textContent;
      return {
        tag: element.localName,
        words: `${element.localName}#${element.id} ${label.trim().slice(0, 30)}`,
        visible: outlined || boxShadow !== 'none',
      };
    });
  }
}

/** More than any screen has; a walk that is longer goes round in circles. */
const MOST_STOPS = 60;
