import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  Locator,
  Page,
} from '@playwright/test';

const WIDTH = 1280;
const HEIGHT = 860;

/** Pixels shown around what a picture is about. */
const MARGIN = 24;
const TIMEOUT = 15_000;

/** What a picture shows: the whole page, only what fits on the screen, or one thing and a little around it. */
export type Framing = 'page' | 'screen' | Locator;

/** Opens browser pages of one size and takes their pictures into one folder. */
export class Studio {
  readonly #browser: Browser;
  readonly #baseUrl: string;
  readonly #folder: string;
  readonly #taken = new Set<string>();

  constructor(browser: Browser, baseUrl: string, folder: string) {
    this.#browser = browser;
    this.#baseUrl = baseUrl;
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
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
    await page.screenshot({
      path: join(this.#folder, `${name}.png`),
      fullPage: framing === 'page',
      animations: 'disabled',
      caret: 'hide',
      ...(typeof framing === 'string' ? {} : { clip: await frameAround(framing) }),
    });
  }

  /** Removes pictures of earlier runs that are not made any more. @returns the names of those there are. */
  finish(): readonly string[] {
    for (const file of readdirSync(this.#folder)) {
      if (file.endsWith('.png') && !this.#taken.has(file.slice(0, -'.png'.length)))
        rmSync(join(this.#folder, file));
    }
    return [...this.#taken];
  }
}

async function frameAround(thing: Locator): Promise<Area> {
  const area = await thing.boundingBox();
  if (area === null) throw new Error('There is nothing to take a picture of.');
  const x = Math.max(0, area.x - MARGIN);
  const y = Math.max(0, area.y - MARGIN);
  return {
    x,
    y,
    width: area.x + area.width + MARGIN - x,
    height: area.y + area.height + MARGIN - y,
  };
}

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
