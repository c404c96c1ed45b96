import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { HostContractResult } from '../contracts/host-contract-plugin.ts';
import { limitOf, patience } from '../../scripts/patience.mjs';
import type { HostFacts } from '../contracts/host-contract.ts';
import { type ReferenceHost, Staff } from './pages/reference-host.ts';
import { expect, test as base } from './server-fixture.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const PRACTICE_VIEW = 'onlineServices.contractView';

interface PersonAtTheDesk {
  readonly signInWith: NonNullable<HostFacts['signInWith']>;
  readonly signOut: NonNullable<HostFacts['signOut']>;
  readonly isTabShown: NonNullable<HostFacts['isTabShown']>;
  readonly leaveWith: NonNullable<HostFacts['leaveWith']>;
}

/** The reference host with the contract's plugin in place of the product. */
const test = base.extend({
  demoOptions: async ({ browserName: _browserName }, use) => {
    const distFolder = await mkdtemp(join(tmpdir(), 'host-contract-'));
    try {
      await cp(join(ROOT, 'dist'), distFolder, { recursive: true });
      await contributePracticeView(join(distFolder, 'plugin/manifest.json'));
      await build({
        entryPoints: [join(ROOT, 'test/contracts/host-contract-plugin.ts')],
        outfile: join(distFolder, 'plugin/main.js'),
        bundle: true,
        format: 'esm',
        target: 'es2022',
        logLevel: 'warning',
      });
      await use({ distFolder });
    } finally {
      await rm(distFolder, { recursive: true, force: true });
    }
  },
});

test('the reference host keeps what the interface promises', async ({ host }) => {
  await prove(host);
});

test('and when a contact was saved but the answer says that somebody else was faster', async ({
  host,
  page,
}) => {
  // As when the browser repeats a request whose answer was lost: the repeated one meets a newer version. It is counted here, as
  // a route that ends by itself may take the last request from whoever is answering it.
  let left = 8;
  await page.route('**/fhir/R4/Patient/*', async (route) => {
    left -= 1;
    if (left < 0) return route.continue();
    const response = await route.fetch();
    const isSave = route.request().method() === 'PUT';
    return route.fulfill(isSave ? { response, status: 412 } : { response });
  });
  await prove(host);
});

/** So that the host is asked to take one. */
async function contributePracticeView(file: string): Promise<void> {
  const manifest = JSON.parse(await readFile(file, 'utf8')) as {
    contributes: { practiceViews?: unknown[] };
  };
  const view = { id: PRACTICE_VIEW, title: 'Contract', element: 'contract-view', order: 1 };
  manifest.contributes.practiceViews = [view];
  await writeFile(file, JSON.stringify(manifest));
}

async function prove(host: ReferenceHost): Promise<void> {
  await offerPerson(host);
  await host.open(Staff.receptionist);
  await host.openPatient('Pritchard');
  const root = host.page.locator('html');
  await expect(root).toHaveAttribute('data-host-contract', /^\[.+\]$/, {
    timeout: limitOf('test'),
  });
  const results = JSON.parse(
    (await root.getAttribute('data-host-contract')) ?? '[]',
  ) as readonly HostContractResult[];
  expect(results.length).toBeGreaterThan(0);
  expect(results.filter(({ failure }) => failure !== undefined)).toEqual([]);
}

/** Puts a person at the desk whom the checks can ask to sign in and out, and to look at the screen. */
async function offerPerson(host: ReferenceHost): Promise<void> {
  const { page } = host;
  const person: PersonAtTheDesk = {
    signInWith: async (permission) => {
      await host.signIn(
        permission === 'onlineServices.administer' ? Staff.administrator : Staff.receptionist,
      );
      // This host clears its screen for whoever sits down next.
      await host.openPatient('Pritchard');
    },
    signOut: () => host.signIn(Staff.nobody),
    leaveWith: async (answer, leaves) => {
      await page.getByRole('link', { name: 'Front screen' }).click();
      const button = { save: 'Save', discard: 'Don’t save', cancel: 'Cancel', none: '' }[answer];
      if (button !== '') {
        const question = page.getByRole('dialog', { name: 'Save your changes?' });
        await question.getByRole('button', { name: button, exact: true }).click();
        await expect(question).toHaveCount(0);
      }
      // What a host does upon the answer takes it a moment.
      const finder = page.getByLabel('Find patient');
      if (leaves) await expect(finder).toBeVisible();
      // The address has changed by the click, and goes back.
      else await expect(page).toHaveURL(/#\/patient\//);
      const left = await finder.isVisible();
      if (left) await host.openPatient('Pritchard');
      return left;
    },
    isTabShown: async (shown) => {
      await expect(host.onlineServicesTab).toHaveCount(shown ? 1 : 0);
      return shown;
    },
  };
  await page.exposeFunction('signInWith', person.signInWith);
  await page.exposeFunction('signOut', person.signOut);
  await page.exposeFunction('isTabShown', person.isTabShown);
  await page.exposeFunction('leaveWith', person.leaveWith);
  await page.addInitScript(
    ({ patienceOfRun, practiceView }) => {
      globalThis.testPatience = patienceOfRun;
      // Playwright's functions appear on the page's global object, where no type knows them.
      const { signInWith, signOut, isTabShown, leaveWith } = globalThis as typeof globalThis &
        PersonAtTheDesk;
      globalThis.hostContractFacts = {
        // Two of the synthetic patients share it, written in different cases.
        sharedEmail: { email: 'ackerby.family@mail.example', others: 2 },
        // The demonstration sets the address of its own patient site.
        changedSettings: ['onlineServices.siteUrl'],
        missedAppointments: 0,
        practiceView,
        signInWith,
        signOut,
        isTabShown,
        leaveWith,
      };
    },
    { patienceOfRun: patience(), practiceView: PRACTICE_VIEW },
  );
}
