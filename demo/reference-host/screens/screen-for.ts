import type { PracticeDesktop } from '../practice-desktop.ts';
import type { Route } from '../shell/routes.ts';
import { ControlPanelScreen, type ControlPanelParts } from './control-panel-screen.ts';
import { FindPatientScreen } from './find-patient-screen.ts';
import { OutboxScreen } from './outbox-screen.ts';
import { PracticeScreen } from './practice-screen.ts';
import { RegistrationScreen, type RegistrationParts } from './registration-screen.ts';
import type { Screen } from './screen.ts';

/** What screens need besides the practice. */
export type ScreenParts = Pick<ControlPanelParts, 'log'> &
  Pick<RegistrationParts, 'backend' | 'printer' | 'workingCopies' | 'mayLeave'> & {
    /** Told which tab of the patient is shown. */
    readonly onTab: (route: Route) => void;
  };

/** The screen that an address asks for. A patient must be open already. */
export function screenFor(route: Route, desktop: PracticeDesktop, parts: ScreenParts): Screen {
  const { practice, records, contributions } = desktop;
  switch (route.screen) {
    case 'find':
      return new FindPatientScreen(records, desktop.walkthroughs, contributions.practiceViews);
    case 'practice':
      return new PracticeScreen(contributions.practiceViews, route.view, parts.printer);
    case 'outbox':
      return new OutboxScreen(desktop.messages);
    case 'control-panel':
      return new ControlPanelScreen({ practice, contributions, log: parts.log }, route.page);
    case 'registration': {
      const { tab } = route;
      const screen = new RegistrationScreen({
        ...parts,
        practice,
        records,
        contributions,
        clinicalEntries: desktop.clinicalEntries,
        runCommand: desktop.runCommand,
        onTab: (shown) => {
          parts.onTab({ ...route, tab: shown });
        },
      });
      if (tab !== undefined) screen.showTab(tab);
      return screen;
    }
  }
}
