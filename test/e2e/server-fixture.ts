import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  expect,
  test as base,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from '@playwright/test';
import { type OutsideServer, readServer } from '../../fhir-servers/access/server-options.ts';
import { startDemo, type DemoOptions, type RunningDemo } from '../../demo/start.ts';
import { PatientSitePages } from './pages/patient-site.ts';
import { ReferenceHost, Staff } from './pages/reference-host.ts';
import { SharedRecord } from './shared-record.ts';

/** A running demonstration that belongs to one test. */
export interface DemoOfTest extends RunningDemo {
  /** Where its data lies; gone after the test. */
  readonly dataFolder: string;
}

export interface DemoFixtures {
  /** `test.use({ demoOptions: … })`: what to start otherwise than usual. */
  readonly demoOptions: Omit<DemoOptions, 'port' | 'build' | 'dataFolder'>;
  /** The three stand-ins on a free port, with an empty data folder. `page.goto('/')` is the reference host. */
  readonly demo: DemoOfTest;
  /**
   * What went wrong unseen: console errors, uncaught exceptions, violations of the Content-Security-Policy, pieces of a
   * page that did not load. The test fails unless it is empty at the end. An HTTP status that a page's own script
   * asked for is no complaint: refusals and cut networks are part of the stories.
   */
  readonly complaints: string[];
  /** Another browser, with nothing stored; watched like the first, and closed after the test. */
  readonly openContext: (options?: BrowserContextOptions) => Promise<BrowserContext>;
  /** The patient site in a browser of its own, as at the patient's home. */
  readonly patientSite: PatientSitePages;
  /** The reference host in the test's own page; not opened yet. */
  readonly host: ReferenceHost;
  /** Workstation A with Online Services activated and a receptionist signed in. */
  readonly workstationA: ReferenceHost;
  /** Opens another workstation of the same practice in a browser of its own, a receptionist signed in. */
  readonly openWorkstation: (name: string) => Promise<ReferenceHost>;
  readonly sharedRecord: SharedRecord;
}

/** The server of others that `npm run e2e -- --fhir …` named; the script has seen that it can be read. */
const OUTSIDE = outsideServer();

function outsideServer(): OutsideServer | undefined {
  const address = process.env.E2E_FHIR;
  if (address === undefined) return undefined;
  const server = readServer(address, {}, process.env);
  if (typeof server === 'string') throw new Error(server);
  return server;
}

/** For a story that needs the embedded server: on one of others it is passed over, and the report says why. */
export function onlyOnTheEmbeddedServer(why: string): void {
  base.info().skip(OUTSIDE !== undefined, why);
}

/** Playwright's `test` with the demonstration behind it. */
export const test = base.extend<DemoFixtures>({
  demoOptions: [{}, { option: true }],

  demo: async ({ demoOptions }, use) => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'online-services-e2e-'));
    try {
      // The build is made once for all tests, by the configuration.
      const there = OUTSIDE === undefined ? {} : { outside: OUTSIDE, removeEarlier: true };
      const options = { ...demoOptions, ...there, port: 0, build: false, dataFolder };
      const demo = await startDemo(options);
      try {
        await use({ ...demo, dataFolder });
      } finally {
        await demo.close();
      }
    } finally {
      await rm(dataFolder, { recursive: true, force: true });
    }
  },

  baseURL: async ({ demo }, use) => {
    await use(demo.url);
  },

  complaints: [
    async ({ browserName: _browserName }, use) => {
      const complaints: string[] = [];
      await use(complaints);
      expect(complaints, 'console errors and CSP violations').toEqual([]);
    },
    { auto: true },
  ],

  context: async ({ context, complaints }, use) => {
    await watch(context, complaints);
    await use(context);
  },

  openContext: async ({ browser, baseURL, complaints }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (options) => {
      const context = await browser.newContext({
        ...(baseURL === undefined ? {} : { baseURL }),
        ...options,
      });
      contexts.push(context);
      await watch(context, complaints);
      return context;
    });
    for (const context of contexts) await context.close();
  },

  patientSite: async ({ openContext }, use) => {
    const context = await openContext();
    await use(new PatientSitePages(await context.newPage()));
  },

  host: async ({ page }, use) => {
    await use(new ReferenceHost(page));
  },

  workstationA: async ({ host }, use) => {
    await host.openActivated();
    await use(host);
  },

  openWorkstation: async ({ openContext }, use) => {
    await use(async (name) => {
      const context = await openContext();
      const workstation = new ReferenceHost(await context.newPage());
      await workstation.open(Staff.receptionist, name);
      return workstation;
    });
  },

  sharedRecord: async ({ demo }, use) => {
    await use(new SharedRecord(demo));
  },
});

export { expect, type Page };

const PARTS_OF_A_PAGE = ['document', 'script', 'stylesheet', 'image', 'font', 'manifest'];

async function watch(context: BrowserContext, complaints: string[]): Promise<void> {
  context.on('console', (message) => {
    const text = message.text();
    // Chromium's own note about any HTTP status of 400 and up; see `response` below for those that matter.
    if (message.type() !== 'error' || text.startsWith('Failed to load resource:')) return;
    complaints.push(`console: ${text} (${message.location().url})`);
  });
  context.on('weberror', (webError) => {
    complaints.push(`exception: ${webError.error().stack ?? webError.error().message}`);
  });
  context.on('response', (response) => {
    if (response.status() < 400) return;
    if (!PARTS_OF_A_PAGE.includes(response.request().resourceType())) return;
    complaints.push(`not loaded: ${response.status()} ${response.url()}`);
  });
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (violation) => {
      console.error(
        `CSP: ${violation.violatedDirective} forbids ${violation.blockedURI} (${violation.sourceFile}:${violation.lineNumber})`,
      );
    });
  });
}
