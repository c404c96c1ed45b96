/** A split from its first look to its last: both sides by the screens that staff use, killed and taken up again. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as elapsed } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { practiceWithId } from '../../demo/reference-host/server/practices.ts';
import { timeOfBareWrite } from './bare-writes.ts';
import { managerOf } from './demo-access.ts';
import { KilledWorkstation } from './killed-workstation.ts';
import type { MadeUpPerson } from './two-practices.ts';

export interface SplitOptions {
  readonly url: string;
  readonly from: string;
  readonly to: string;
  readonly people: readonly MadeUpPerson[];
  /** On each side. */
  readonly kills: number;
  readonly seed: number;
  /** For profiles of the browser. */
  readonly folder: string;
  readonly tell: (line: string) => void;
  /** Folder for pictures. */
  readonly pictures?: string;
}

export interface SideOutcome {
  readonly name: string;
  readonly kills: number;
  /** Milliseconds from each beginning of the work to its end, to the last write or to a kill. */
  readonly working: number;
  /** In these. */
  readonly writes: number;
  /** Milliseconds that a server of this kind takes for such a write, when nothing else is done. */
  readonly bareWrite: number;
  readonly peak: number;
  readonly longest: number;
}

export interface SplitOutcome {
  readonly sides: readonly SideOutcome[];
  /** What the screens said that they should not have said. */
  readonly wrong: readonly string[];
}

/** All of a practice's accounts are fetched first, and looked at: so long per account, and at the least. */
const FETCHED_MS_EACH = 60;
const FETCHED_MS = 120_000;
/** One account after the other: so long for each, at the most. */
const DONE_MS_EACH = 3000;
const DONE_MS = 300_000;
const BETWEEN_LOOKS_MS = 250;
/** Each look is audited: not more often than somebody would. */
const LOOKED_AGAIN_MS = 2_000;
/** Longer than anything that goes on by itself pauses. */
const AT_REST_MS = 12_000;

export async function splitPractice(options: SplitOptions): Promise<SplitOutcome> {
  const { people, from, to } = options;
  const moving = people.length;
  const made = people.filter(({ expected }) => expected.startsWith('made')).length;
  const wrong: string[] = [];
  const out = new Side(options, 'Transfer out', from);
  const outcome = await out.run(moving, async (page) => {
    const practice = practiceWithId(to);
    await page.getByLabel('Code of the new practice').fill(to);
    await page.getByLabel('Name of the new practice').fill(practice?.name ?? '');
    await page.getByLabel('Day of the split or merge').fill(new Date().toLocaleDateString('en-GB'));
    return lookedOut(page, longWait(moving));
  });
  wrong.push(...out.wrong);
  const into = new Side(options, 'Transfer in', to);
  const arrived = await into.run(made, async (page) => {
    await page.getByRole('button', { name: 'Look what has arrived' }).click();
    return page.getByRole('button', { name: /^Take in [\d,]+ accounts?$/ });
  });
  wrong.push(...into.wrong);
  return { sides: [outcome, arrived], wrong };
}

/** In milliseconds: until everything of so many people has been fetched, or looked at. */
function longWait(people: number): number {
  return FETCHED_MS + FETCHED_MS_EACH * people;
}

/** Looks, and looks again as long as the page says that not everything has been fetched yet. */
async function lookedOut(page: Page, longest: number): Promise<ReturnType<Page['getByRole']>> {
  const begin = page.getByRole('button', { name: /^Hand over [\d,]+ accounts?$/ });
  const tooEarly = page.getByText('Look again in a moment.');
  for (const until = performance.now() + longest; performance.now() < until;) {
    await page.getByRole('button', { name: 'Look who would go' }).click();
    await begin.or(tooEarly).first().waitFor({ timeout: longest });
    if (await begin.isVisible()) return begin;
    await elapsed(LOOKED_AGAIN_MS);
  }
  return begin;
}

/** From beginning or going on to the last of the work, or to a kill. */
interface Shift {
  readonly time: number;
  readonly writes: number;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

/** One practice's part of it. */
class Side {
  readonly wrong: string[] = [];
  readonly #options: SplitOptions;
  readonly #name: string;
  readonly #practiceId: string;
  readonly #workstation: KilledWorkstation;
  readonly #random: () => number;

  constructor(options: SplitOptions, name: string, practiceId: string) {
    this.#options = options;
    this.#name = name;
    this.#practiceId = practiceId;
    this.#workstation = new KilledWorkstation(join(options.folder, practiceId));
    this.#random = chance(options.seed + (practiceId === options.from ? 0 : 1));
  }

  /** @param look looks first, and gives the button that begins it */
  async run(
    expected: number,
    look: (page: Page) => Promise<ReturnType<Page['getByRole']>>,
  ): Promise<SideOutcome> {
    const { kills } = this.#options;
    let page = await this.#open();
    await this.#activate(page);
    await this.#openSplit(page, true);
    const begin = await look(page);
    await begin.waitFor({ timeout: longWait(this.#options.people.length) });
    const said = (await begin.textContent())?.replaceAll(',', '') ?? '';
    if (!said.includes(` ${expected} `)) {
      this.wrong.push(`${this.#name}: “${said.trim()}”, not ${expected}.`);
    }
    this.#workstation.kept.length = 0;
    await begin.click();
    const places = Array.from({ length: kills }, () => Math.floor(this.#random() * expected)).sort(
      (a, b) => a - b,
    );
    const shifts: Shift[] = [];
    for (const place of places) {
      const end = this.#beginShift();
      await this.#workUntil(page, place);
      await elapsed(this.#random() * 400);
      shifts.push(end(performance.now()));
      await this.#workstation.kill();
      page = await this.#open();
      await this.#openSplit(page, false);
      await this.#resume(page);
    }
    const end = this.#beginShift();
    await this.#workUntil(page, Infinity);
    await this.#allSent();
    shifts.push(end(this.#workstation.wroteAt));
    await this.#picture(page);
    await this.#compare(page);
    await this.#workstation.kill();
    this.#options.tell(`${this.#name} is done.`);
    return {
      name: this.#name,
      kills,
      working: sum(shifts.map(({ time }) => time)),
      writes: sum(shifts.map(({ writes }) => writes)),
      bareWrite: await timeOfBareWrite(this.#workstation.kept),
      peak: this.#workstation.peak,
      longest: this.#workstation.longest,
    };
  }

  async #open(): Promise<Page> {
    const page = await this.#workstation.start();
    page.setDefaultTimeout(60_000);
    await page.goto(`${this.#options.url}/?workstation=${this.#practiceId}`);
    await page.getByLabel('Practice').selectOption(this.#practiceId);
    await this.#signIn(page, managerOf(this.#practiceId).shown);
    return page;
  }

  async #signIn(page: Page, person: string): Promise<void> {
    const staff = page.getByLabel('Signed in');
    await staff.selectOption(person);
    await page.waitForFunction(
      (shown) =>
        document.querySelector<HTMLSelectElement>('#staff')?.selectedOptions[0]?.text === shown,
      person,
    );
  }

  async #activate(page: Page): Promise<void> {
    const { staff = [] } = practiceWithId(this.#practiceId) ?? {};
    const administrator = staff.find(({ role }) => role === 'System administrator');
    await this.#signIn(page, `${administrator?.name ?? ''}, ${administrator?.role ?? ''}`);
    await page.getByRole('link', { name: 'Management Tools' }).click();
    await page
      .getByRole('navigation', { name: 'Control Panel' })
      .getByRole('link', { name: 'Online Services' })
      .click();
    await page.getByLabel('Activate Online Services').setChecked(true);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('main').getByText('The settings were saved.').first().waitFor();
    await this.#signIn(page, managerOf(this.#practiceId).shown);
  }

  async #openSplit(page: Page, waitsForAll: boolean): Promise<void> {
    await page.getByRole('link', { name: 'Front screen' }).click();
    await page.getByRole('link', { name: 'Accounts of the practice' }).click();
    if (waitsForAll && this.#practiceId === this.#options.from) {
      const count = this.#options.people.length.toLocaleString('en-GB');
      await page
        .getByRole('button', { name: `All accounts, ${count}` })
        .waitFor({ timeout: longWait(this.#options.people.length) });
    }
    await page.getByRole('link', { name: 'Front screen' }).click();
    await page.getByRole('link', { name: 'Practice split and merge' }).click();
    await page.getByRole('heading', { level: 1, name: 'Practice split and merge' }).waitFor();
  }

  async #resume(page: Page): Promise<void> {
    const button = page.getByRole('button', { name: /^Resume/ }).first();
    const over = page.locator('article[data-phase="done"]').first();
    await button.or(over).first().waitFor();
    if (await button.isVisible()) await button.click();
  }

  #beginShift(): (endedAt: number) => Shift {
    const [start, before] = [performance.now(), this.#workstation.writes];
    return (endedAt) => ({ time: endedAt - start, writes: this.#workstation.writes - before });
  }

  /** Waits until so many have been dealt with. */
  async #workUntil(page: Page, place: number): Promise<void> {
    const job = page.locator('article[data-phase]').first();
    const until = performance.now() + DONE_MS + DONE_MS_EACH * this.#options.people.length;
    for (;;) {
      await this.#workstation.measure(page);
      const phase = await job.getAttribute('data-phase');
      if (phase === 'done') return;
      if (phase === 'paused' || phase === 'cancelled') {
        throw new Error(`${this.#name} stopped: ${(await job.textContent())?.trim() ?? ''}`);
      }
      const value = Number(
        await job
          .locator('progress')
          .getAttribute('value')
          .catch(() => 0),
      );
      if (value >= place) return;
      if (performance.now() > until) throw new Error(`${this.#name} does not come to its end.`);
      await elapsed(BETWEEN_LOOKS_MS);
    }
  }

  /** Nothing has been written for a while: all is on the shared record, and who was claimed is said there to be taken in. */
  async #allSent(): Promise<void> {
    const start = performance.now();
    const longest = DONE_MS + DONE_MS_EACH * this.#options.people.length;
    for (;;) {
      const now = performance.now();
      if (now - Math.max(start, this.#workstation.wroteAt) >= AT_REST_MS) return;
      if (now - start > longest) throw new Error(`${this.#name} does not come to rest.`);
      await elapsed(BETWEEN_LOOKS_MS);
    }
  }

  /** Dry run against outcome, by the button for it. */
  async #compare(page: Page): Promise<void> {
    await page
      .getByRole('button', { name: /^Compare with the look before/ })
      .first()
      .click();
    const said = page.getByText(/^(What came of it is|For [\d,]+ of )/).first();
    await said.waitFor();
    const text = (await said.textContent())?.trim() ?? '';
    if (!text.startsWith('What came of it is')) this.wrong.push(`${this.#name}: ${text}`);
  }

  async #picture(page: Page): Promise<void> {
    const { pictures } = this.#options;
    if (pictures === undefined) return;
    mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: join(pictures, `${this.#practiceId}.png`), fullPage: true });
  }
}

/** Numbers from 0 to 1, the same for the same seed. */
function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
