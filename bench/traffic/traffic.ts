import type { Page } from '@playwright/test';
import type { Figure, Goal, Part } from '../figure.ts';
import { median } from '../median.ts';
import { openStage } from '../stage.ts';
import { CountedServer, type Traffic } from './counted-server.ts';

const MINUTE = 60_000;
/** Until looks have slowed down. */
const STILL_MS = 75_000;
const IDLE_MS = 90_000;
const HIDDEN_MS = 120_000;
/** Until the window has closed, and past the next wide look. */
const BURST_MS = 140_000;
/** From opening a patient to a change takes staff longer than this. */
const OPENED_MS = 10_000;
const WORKSTATIONS = 20;
const BASES = ['/idle', '/hidden', '/burst', '/lag'] as const;

/** What a workstation costs its server, and how late it knows. */
export const traffic: Part = {
  name: 'traffic',
  about: 'requests and bytes of one workstation in step with a FHIR server, and how late it knows',
  sizes: { burst: 100 },
  async measure({ burst = 100 }, outside) {
    const servers = await Promise.all(BASES.map((base) => CountedServer.open(base, outside)));
    const [idle, hidden, busy, lag] = servers;
    if (idle === undefined || hidden === undefined || busy === undefined || lag === undefined) {
      throw new Error('A server is missing.');
    }
    const stage = await openStage({
      scripts: ['bench/traffic/traffic-page.ts'],
      answer: (request, response) => servers.some((each) => each.answer(request, response)),
    });
    try {
      const open = async (): Promise<Page> => {
        const page = await stage.open();
        await page.waitForFunction(() => 'trafficPage' in globalThis);
        return page;
      };
      const pages = [await open(), await open(), await open(), await open()] as const;
      const figures = await Promise.all([
        idleFigures(pages[0], idle),
        hiddenFigures(pages[1], hidden),
        burstFigures(pages[2], busy, burst),
        lagFigures(pages[3], lag),
      ]);
      return figures.flat();
    } finally {
      await stage.close();
    }
  },
};

async function idleFigures(page: Page, server: CountedServer): Promise<readonly Figure[]> {
  await page.evaluate((place) => globalThis.trafficPage.start(place, 1), server.place);
  const { requests, bytes } = await during(page, server, STILL_MS, IDLE_MS);
  const minutes = IDLE_MS / MINUTE;
  return [
    {
      name: 'idle and visible: requests',
      figure: requests / minutes,
      unit: '1/min',
      goal: { of: 'figure', atMost: 10 },
    },
    {
      name: 'idle and visible: bytes, both ways',
      figure: bytes / 1000 / minutes,
      unit: 'kB/min',
      goal: { of: 'figure', atMost: 20 },
    },
  ];
}

async function hiddenFigures(page: Page, server: CountedServer): Promise<readonly Figure[]> {
  await page.evaluate((place) => globalThis.trafficPage.start(place, 1), server.place);
  await page.evaluate(() => {
    globalThis.trafficPage.hide();
  });
  const { requests, bytes } = await during(page, server, STILL_MS, HIDDEN_MS);
  const minutes = HIDDEN_MS / MINUTE;
  return [
    {
      name: 'hidden: requests',
      figure: requests / minutes,
      unit: '1/min',
      goal: { of: 'figure', atMost: 1 },
    },
    { name: 'hidden: bytes, both ways', figure: bytes / 1000 / minutes, unit: 'kB/min' },
  ];
}

async function burstFigures(
  page: Page,
  server: CountedServer,
  accounts: number,
): Promise<readonly Figure[]> {
  const maker = await page.context().newPage();
  await maker.goto(page.url());
  await maker.waitForFunction(() => 'trafficPage' in globalThis);
  await page.evaluate((place) => globalThis.trafficPage.start(place, 1), server.place);
  await page.waitForTimeout(10_000);
  await maker.evaluate(([place, many]) => globalThis.trafficPage.create(place, 10 ** 6, many), [
    server.place,
    accounts,
  ] as const);
  // While they are being made, which takes servers some seconds or many, each look finds some that are new.
  const { bytes, accounts: given } = await during(page, server, 0, BURST_MS);
  return [
    {
      name: `${accounts} accounts, in the ${BURST_MS / 1000} s after the last was made: fetched`,
      figure: given / accounts,
      unit: 'times',
      goal: { of: 'figure', atMost: 5 },
    },
    { name: 'the same: bytes, both ways', figure: bytes / 1000, unit: 'kB' },
  ];
}

async function lagFigures(page: Page, server: CountedServer): Promise<readonly Figure[]> {
  await page.evaluate(([place, many]) => globalThis.trafficPage.start(place, many), [
    server.place,
    WORKSTATIONS,
  ] as const);
  const lagsOf = (number: number): Promise<readonly number[]> =>
    page.evaluate(([place, added]) => globalThis.trafficPage.lagOfOneMore(place, added), [
      server.place,
      number,
    ] as const);
  await page.waitForTimeout(STILL_MS);
  const unforeseen = await lagsOf(2 * 10 ** 6);
  await page.waitForTimeout(STILL_MS);
  await page.evaluate((place) => globalThis.trafficPage.openPatient(place), server.place);
  await page.waitForTimeout(OPENED_MS);
  const foreseen = await lagsOf(3 * 10 ** 6);
  return [
    ...lagRows('a change of staff who had opened the patient', foreseen, {
      of: 'figure',
      atMost: 4000,
    }),
    // Ten requests a minute leave a pause of six seconds somewhere: told without a goal (ADR 20).
    ...lagRows('a change out of the blue, where nothing pushes', unforeseen),
  ];
}

function lagRows(what: string, lags: readonly number[], goal?: Goal): readonly Figure[] {
  const row = (name: string, figure: number): Figure => {
    return { name, figure, unit: 'ms', ...(goal && { goal }) };
  };
  return [
    row(`${what}: seen at an idle workstation, median of ${WORKSTATIONS}`, median([...lags])),
    row('the same, the worst', Math.max(...lags)),
  ];
}

/** What passed in so many milliseconds, after so many others. */
async function during(
  page: Page,
  server: CountedServer,
  waitMs: number,
  milliseconds: number,
): Promise<Traffic> {
  await page.waitForTimeout(waitMs);
  const before = server.traffic;
  await page.waitForTimeout(milliseconds);
  const { requests, bytes, accounts } = server.traffic;
  return {
    requests: requests - before.requests,
    bytes: bytes - before.bytes,
    accounts: accounts - before.accounts,
  };
}
