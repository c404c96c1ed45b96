import type { Page } from '@playwright/test';
import { createFhirServer } from '../../demo/fhir-server/index.ts';
import type { Figure, Part } from '../figure.ts';
import { openStage } from '../stage.ts';
import { witnessed } from '../witness.ts';

/** Records and audit row of one patient's change. */
const ENTRIES_A_PATIENT = 4;
/** Enough for a steady rate. */
const BARE_PATIENTS = 40;
const BASE = '/fhir';

/** A long queue sent completely to the demonstration's FHIR server: `--entries 40000` for a whole practice's. */
export const queue: Part = {
  name: 'queue',
  about: 'unsent work sent completely to the demonstration’s FHIR server',
  sizes: { entries: 2000 },
  async measure({ entries = 2000 }) {
    const fhir = await createFhirServer({
      authenticate: () => ({ id: 'staff-1', display: 'Sam Okafor' }),
    });
    const stage = await openStage({
      scripts: ['bench/queue/queue-page.ts'],
      answer: (request, response) => {
        const { url = '' } = request;
        const isFhir = url === BASE || url.startsWith(`${BASE}/`);
        if (isFhir) void fhir.handler(request, response, url.slice(BASE.length));
        return isFhir;
      },
    });
    try {
      const page = await stage.open();
      await page.waitForFunction(() => 'queuePage' in globalThis);
      return await figures(page, await stage.open(), Math.ceil(entries / ENTRIES_A_PATIENT));
    } finally {
      await stage.close();
    }
  },
};

async function figures(page: Page, witness: Page, patients: number): Promise<readonly Figure[]> {
  await page.evaluate((count) => globalThis.queuePage.fill(count), patients);
  // The server takes longer the more it holds, so by themselves the requests are timed before and after.
  const before = await bare(page, 10 ** 6);
  const { measured: sent, blocks } = await witnessed(witness, 'sending them', () =>
    page.evaluate(() => globalThis.queuePage.send()),
  );
  const after = await bare(page, 2 * 10 ** 6);
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return [
    {
      name: `sending ${sent.entries} entries: each`,
      figure: sent.time / sent.entries,
      unit: 'ms',
      baseline: { name: 'the same requests by themselves', figure: (before + after) / 2 },
      goal: { of: 'ratio', atMost: 1.3 },
    },
    ...blocks,
    { name: 'memory of the page after it', figure: usedSize / 1_000_000, unit: 'MB' },
  ];
}

function bare(page: Page, firstPatient: number): Promise<number> {
  return page.evaluate(([first, many]) => globalThis.queuePage.bare(first, many), [
    firstPatient,
    BARE_PATIENTS,
  ] as const);
}
