import type { Disposable, HostApi, HostView } from '../../plugin/host-api.ts';
import { errorOf, hold, same } from './expectations.ts';
import { type HostCheck, type HostFacts, promise } from './host-check.ts';

const TAB = 'onlineServices.tab';
const PAGE = 'onlineServices.settings';
const COMMAND = 'onlineServices.refresh';
const UNKNOWN = 'onlineServices.noSuchThing';

const view: HostView = {
  createElement: () => Promise.resolve(document.createElement('section')),
};

/** Registering what the manifest contributes. */
export const contributionChecks: readonly HostCheck[] = [
  promise(
    'takes what the manifest contributes, and again after it was disposed',
    ({ contributions }, { practiceView }) => {
      const registerView = (): Disposable | undefined =>
        practiceView === undefined
          ? undefined
          : contributions.registerPracticeView?.(practiceView, view);
      const registerAll = (): readonly Disposable[] => [
        contributions.registerCommand(COMMAND, () => Promise.resolve()),
        contributions.registerRegistrationTab(TAB, view),
        contributions.registerControlPanelPage(PAGE, view),
        registerView() ?? { dispose: () => undefined },
      ];
      for (let round = 1; round <= 2; round += 1) {
        for (const registered of registerAll()) {
          registered.dispose();
          registered.dispose();
        }
      }
    },
  ),
  promise('refuses what the manifest lacks, naming it', async ({ contributions }) => {
    // A tab is no command: what counts is what the manifest contributes of that kind.
    const practiceViews: readonly (readonly [string, () => unknown])[] =
      contributions.registerPracticeView === undefined
        ? []
        : [UNKNOWN, TAB].map((id) => [id, () => contributions.registerPracticeView?.(id, view)]);
    const wrong: readonly (readonly [string, () => unknown])[] = [
      ...practiceViews,
      [UNKNOWN, () => contributions.registerCommand(UNKNOWN, () => Promise.resolve())],
      [UNKNOWN, () => contributions.registerRegistrationTab(UNKNOWN, view)],
      [UNKNOWN, () => contributions.registerControlPanelPage(UNKNOWN, view)],
      [TAB, () => contributions.registerCommand(TAB, () => Promise.resolve())],
      [PAGE, () => contributions.registerRegistrationTab(PAGE, view)],
    ];
    for (const [id, register] of wrong) {
      const error = await errorOf(register);
      hold(error !== undefined, `registering ${id}: was not refused`);
      hold(error.message.includes(id), `registering ${id}: the error does not name it`);
    }
  }),
  promise(
    'shows a tab while it is registered; an old handle takes nothing from a new one',
    async (host, facts) => {
      await activate(host, facts);
      const first = host.contributions.registerRegistrationTab(TAB, view);
      await shows(facts, true);
      first.dispose();
      await shows(facts, false);
      const second = host.contributions.registerRegistrationTab(TAB, view);
      first.dispose();
      await shows(facts, true);
      second.dispose();
      await shows(facts, false);
    },
  ),
];

/** The tab's `when` clause asks for it. */
async function activate({ settings }: HostApi, { signInWith }: HostFacts): Promise<void> {
  await signInWith?.('onlineServices.administer');
  await settings.update('onlineServices.activated', true);
}

async function shows({ isTabShown }: HostFacts, expected: boolean): Promise<void> {
  if (isTabShown !== undefined) same(await isTabShown(expected), expected, 'tab is shown');
}
