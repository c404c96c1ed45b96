import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  Locator,
  Page,
  PageScreenshotOptions,
} from '@playwright/test';

const WIDTH = 1280;
const HEIGHT = 860;

/** Pixels shown around what a picture is about. */
const MARGIN = 24;
const TIMEOUT = 15_000;

/** A narrow panel, or 400 % zoom. */
const NARROW = { width: 320, height: 700 };
/** What 200 % zoom leaves of the screen. */
const ZOOMED = { width: 640, height: 860 };

/** What a picture shows: the whole page, only what fits on the screen, or one thing and a little around it. */
export type Framing = 'page' | 'screen' | Locator;

export interface StudioOptions {
  readonly folder: string;
  /** Takes every thing in every way too: to be looked at, not to be kept. */
  readonly everywhere: boolean;
}

/** Opens browser pages of one size and takes their pictures into one folder. */
export class Studio {
  readonly #browser: Browser;
  readonly #folder: string;
  readonly #everywhere: boolean;
  readonly #taken = new Set<string>();
  #baseUrl = '';

  constructor(browser: Browser, { folder, everywhere }: StudioOptions) {
    this.#browser = browser;
    this.#folder = folder;
    this.#everywhere = everywhere;
    mkdirSync(folder, { recursive: true });
  }

  /** Browsers that are opened from now on are at that demonstration. */
  moveTo(baseUrl: string): void {
    this.#baseUrl = baseUrl;
  }

  /** A browser of its own with nothing stored; 1280 by 860 pixels unless said otherwise. */
  async openBrowser(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const context = await this.#browser.newContext({
      baseURL: this.#baseUrl,
      viewport: { width: WIDTH, height: HEIGHT },
      deviceScaleFactor: 1,
      locale: 'en-GB',
      timezoneId: 'Europe/London',
      colorScheme: 'light',
      reducedMotion: 'reduce',
      ...options,
    });
    context.setDefaultTimeout(TIMEOUT);
    return context;
  }

  /** Writes `<name>.png`. A name is used once. */
  async take(page: Page, name: string, framing: Framing = 'page'): Promise<void> {
    if (this.#taken.has(name)) throw new Error(`Two pictures are called ${name}.`);
    this.#taken.add(name);
    // Nothing under the pointer, and nothing moved by scrolling.
    await page.mouse.move(0, 0);
    if (framing === 'page') {
      await page.evaluate(() => {
        scrollTo(0, 0);
      });
    }
    if (typeof framing === 'string')
      await this.#write(page, name, { fullPage: framing === 'page' });
    else await this.#writeThing(page, name, framing);
    if (this.#everywhere && typeof framing !== 'string') {
      await this.#takeElsewhere(page, name, framing);
      await this.#takeLarger(page, name, framing);
    }
  }

  /** The same thing dark, and on a narrow screen, where that looks otherwise. */
  async takeEverywhere(page: Page, name: string, thing: Locator): Promise<void> {
    await this.take(page, name, thing);
    if (!this.#everywhere) await this.#takeElsewhere(page, name, thing);
  }

  /** The same, and with 200 % zoom and in forced colours. */
  async takeEveryWay(page: Page, name: string, thing: Locator): Promise<void> {
    await this.takeEverywhere(page, name, thing);
    if (!this.#everywhere) await this.#takeLarger(page, name, thing);
  }

  async #takeElsewhere(page: Page, name: string, thing: Locator): Promise<void> {
    await switchTheme(page);
    await this.#writeThing(page, `${name}-dark`, thing);
    await switchTheme(page);
    await this.#takeSized(page, `${name}-narrow-320`, thing, NARROW);
    this.#taken.add(`${name}-dark`);
  }

  async #takeLarger(page: Page, name: string, thing: Locator): Promise<void> {
    await this.#takeSized(page, `${name}-zoom-200`, thing, ZOOMED);
    await page.emulateMedia({ forcedColors: 'active' });
    await this.#writeThing(page, `${name}-forced-colours`, thing);
    await page.emulateMedia({ forcedColors: 'none' });
    this.#taken.add(`${name}-forced-colours`);
  }

  async #takeSized(page: Page, name: string, thing: Locator, sized: Size): Promise<void> {
    const size = page.viewportSize() ?? { width: WIDTH, height: HEIGHT };
    await page.setViewportSize(sized);
    const isDialog = (await thing.getAttribute('role')) === 'dialog';
    // What a dialog does not show at once is part of the picture.
    if (isDialog) await this.#write(page, name, {});
    else await this.#writeThing(page, name, thing);
    await page.setViewportSize(size);
    this.#taken.add(name);
  }

  /** One thing, whole: the screen is as high as it needs. */
  async #writeThing(page: Page, name: string, thing: Locator): Promise<void> {
    const size = page.viewportSize() ?? { width: WIDTH, height: HEIGHT };
    const height = Math.ceil((await areaOf(thing)).height) + 2 * MARGIN;
    if (height > size.height) await page.setViewportSize({ width: size.width, height });
    await thing.evaluate((element) => {
      element.scrollIntoView({ block: 'center' });
    });
    await this.#write(page, name, { clip: frameAround(await areaOf(thing)) });
    if (height > size.height) await page.setViewportSize(size);
  }

  async #write(page: Page, name: string, options: PageScreenshotOptions): Promise<void> {
    await page.screenshot({
      path: join(this.#folder, `${name}.png`),
      animations: 'disabled',
      caret: 'hide',
      ...options,
    });
  }

  /** How many pictures were taken. */
  get taken(): number {
    return this.#taken.size;
  }

  /** Closes all that is open, so that nobody goes on asking a demonstration that has ended. */
  async closeBrowsers(): Promise<void> {
    for (const context of this.#browser.contexts()) await context.close();
  }

  /** Removes pictures of earlier runs that are not made any more. */
  removeOthers(): void {
    for (const file of readdirSync(this.#folder)) {
      if (file.endsWith('.png') && !this.#taken.has(file.slice(0, -'.png'.length)))
        rmSync(join(this.#folder, file));
    }
  }
}

async function areaOf(thing: Locator): Promise<Area> {
  const area = await thing.boundingBox();
  if (area === null) throw new Error('There is nothing to take a picture of.');
  return area;
}

function frameAround(area: Area): Area {
  const x = Math.max(0, area.x - MARGIN);
  const y = Math.max(0, area.y - MARGIN);
  return {
    x,
    y,
    width: area.x + area.width + MARGIN - x,
    height: area.y + area.height + MARGIN - y,
  };
}

/** At the host's own button, which a dialog keeps from the mouse. */
async function switchTheme(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: 'Light or dark', includeHidden: true })
    .dispatchEvent('click');
}

interface Size {
  readonly width: number;
  readonly height: number;
}

interface Area extends Size {
  readonly x: number;
  readonly y: number;
}
