import { make } from './base/dom.ts';
import { HostRefusal, sentenceFor } from './base/host-refusal.ts';
import { type DesktopParts, PracticeDesktop } from './practice-desktop.ts';
import { pluginFaultSentence } from './plugin-support/plugin-loader.ts';
import { TechnicalLog } from './plugin-support/technical-log.ts';
import { WorkingCopies } from './plugin-support/working-copies.ts';
import { patientLine } from './record/patient-text.ts';
import { ControlPanelScreen } from './screens/control-panel-screen.ts';
import { RegistrationScreen } from './screens/registration-screen.ts';
import { screenFor } from './screens/screen-for.ts';
import type { Screen } from './screens/screen.ts';
import { StaffDesk } from './session/staff-desk.ts';
import { Appearance } from './shell/appearance.ts';
import { chooseCommand } from './shell/command-palette.ts';
import { closeDialogs, showDialog } from './shell/dialog.ts';
import { Leaving } from './shell/leaving.ts';
import { Notifications } from './shell/notifications.ts';
import { type OpenPatient, Printer } from './shell/printer.ts';
import { hashFor, isSameRoute, readRoute, type Route } from './shell/routes.ts';
import { TopBar } from './shell/top-bar.ts';
import { VisitedPlaces } from './shell/visited-places.ts';
import { workstationIdIn, WorkstationMemory } from './shell/workstation-memory.ts';
import type { PracticeWithStaff } from './wire.ts';

/** The whole page: top bar, the screen that the address asks for, notifications. */
export class HostApplication {
  readonly #practices: readonly PracticeWithStaff[];
  readonly #memory: WorkstationMemory;
  readonly #desk = new StaffDesk();
  readonly #notifications = new Notifications();
  readonly #printer = new Printer(() => this.#openPatient());
  readonly #workingCopies = new WorkingCopies();
  readonly #leaving: Leaving;
  readonly #places = new VisitedPlaces();
  readonly #appearance: Appearance;
  readonly #log = new TechnicalLog();
  readonly #topBar: TopBar;
  readonly #main = make('main', { id: 'main' });
  readonly #parts: DesktopParts;
  #desktop: PracticeDesktop | undefined;
  #screen: Screen | undefined;
  /** What came of the last change of the address. */
  #arriving: Promise<void> = Promise.resolve();
  /** What is shown. */
  #route: Route | undefined;
  /** Counts the screens asked for, so that the last one wins. */
  #navigations = 0;
  /** Counts the people chosen, so that the last one wins. */
  #choices = 0;
  /** The last of the changes of practice and person asked for. */
  #changes: Promise<void> = Promise.resolve();

  constructor(practices: readonly PracticeWithStaff[]) {
    const workstationId = workstationIdIn(location.search);
    this.#practices = practices;
    this.#memory = new WorkstationMemory(workstationId);
    this.#appearance = new Appearance(this.#memory);
    this.#topBar = new TopBar(practices, workstationId, {
      onPractice: (id) => void this.#inTurn(() => this.#choosePractice(id)),
      onStaff: (id) => void this.#chooseStaff(id),
      onCommands: () => void this.#chooseCommand(),
      onTheme: () => {
        this.#appearance.switchTheme();
      },
    });
    this.#leaving = new Leaving({
      workingCopies: this.#workingCopies,
      patient: () => this.#openPatient()?.line,
      onFault: (error) => {
        this.#notifications.show('error', pluginFaultSentence(error));
      },
    });
    this.#parts = {
      workstationId,
      practices,
      desk: this.#desk,
      dialogs: {
        notify: (kind, message) => {
          this.#notifications.show(kind, message);
        },
        ask: ({ title, message, buttons }) =>
          showDialog({
            title,
            about: this.#openPatient()?.line,
            body: [make('p', { class: 'question' }, message)],
            buttons,
          }),
      },
      documents: this.#printer,
      workingCopies: this.#workingCopies,
      log: this.#log,
      appearance: this.#appearance,
      memory: this.#memory,
      openPatient: (patientId) => this.#openRegistration(patientId),
    };
  }

  /** What the page consists of. */
  get elements(): readonly HTMLElement[] {
    return [this.#topBar.element, this.#main, this.#notifications.element];
  }

  /** Signs in whoever sat at this workstation last, and shows what the address asks for. */
  async start(): Promise<void> {
    // Under two addresses, a link to the screen that is shown would show it anew, without what was typed there.
    this.#places.rename(hashFor(readRoute(location.hash)));
    let staffId: string | undefined;
    this.#desk.session.subscribe((session) => {
      this.#topBar.setSession(session);
      this.#printer.forget();
      if (staffId !== undefined && staffId !== session?.staff.id) this.#clearScreen();
      staffId = session?.staff.id;
    });
    addEventListener('hashchange', () => {
      this.#arriving = this.#onAddress();
    });
    await this.#inTurn(() =>
      this.#openPractice(this.#memory.read('practice'), this.#memory.read('staff')),
    );
  }

  /** Whoever sits down next sees nothing of the patients that the last one worked with. */
  #clearScreen(): void {
    closeDialogs();
    this.#notifications.clear();
    this.#desktop?.records.close();
    if (readRoute(location.hash).screen === 'control-panel') return;
    // Replaced, so that going back does not lead to the patient.
    this.#places.rename(hashFor({ screen: 'find' }));
    // Whoever chose another person stays at the switcher: a choice moves no focus.
    const isAtSwitcher = this.#topBar.element.contains(document.activeElement);
    void this.#navigate({ takesFocus: !isAtSwitcher });
  }

  /** One after the other: two changes under way at once could end with another person than the one chosen last. */
  #inTurn(change: () => Promise<void>): Promise<void> {
    const previous = this.#changes;
    this.#changes = (async () => {
      await Promise.allSettled([previous]);
      await change();
      this.#topBar.setSession(this.#desk.session.value);
    })();
    return this.#changes;
  }

  #chooseStaff(staffId: string | undefined): Promise<void> {
    this.#choices += 1;
    const choice = this.#choices;
    // Until the sign-in has taken effect the switcher keeps showing who is really signed in.
    this.#topBar.setSession(this.#desk.session.value);
    return this.#inTurn(async () => {
      if (choice !== this.#choices || !(await this.#leaving.mayLeave())) return;
      await this.#changeStaff(staffId);
    });
  }

  async #choosePractice(practiceId: string): Promise<void> {
    const practice = this.#desktop?.practice;
    if (practice === undefined || (await this.#leaving.mayLeave())) {
      await this.#openPractice(practiceId);
    } else this.#topBar.setPractice(practice);
  }

  async #openPractice(practiceId: string | undefined, staffId?: string): Promise<void> {
    const practice = this.#practices.find(({ id }) => id === practiceId) ?? this.#practices[0];
    const person = practice?.staff.find(({ id }) => id === staffId) ?? practice?.staff[0];
    if (practice === undefined || person === undefined) return;
    const isChange = this.#desktop !== undefined;
    await this.#closePractice();
    this.#topBar.setPractice(practice);
    try {
      await this.#desk.signIn(practice.id, person.id);
      this.#desktop = await PracticeDesktop.open(practice, this.#parts);
    } catch (error) {
      this.#notifications.show('error', sentenceFor(error));
      return;
    }
    this.#desktop.settings.reachable.subscribe((reachable) => {
      this.#topBar.setReachable(reachable);
    });
    this.#memory.write('practice', practice.id);
    this.#memory.write('staff', person.id);
    // A patient's address means nothing at another practice.
    if (isChange && readRoute(location.hash).screen === 'registration') location.hash = '#/';
    else await this.#navigate();
  }

  async #closePractice(): Promise<void> {
    this.#navigations += 1;
    this.#screen?.dispose();
    this.#screen = undefined;
    this.#route = undefined;
    this.#printer.forget();
    const closing = this.#desktop;
    this.#desktop = undefined;
    await closing?.close();
    await this.#desk.signOut();
  }

  async #changeStaff(staffId: string | undefined): Promise<void> {
    try {
      if (staffId === undefined) {
        await this.#desk.signOut();
      } else if (this.#desktop !== undefined) {
        await this.#desk.signIn(this.#desktop.practice.id, staffId);
        this.#memory.write('staff', staffId);
      }
    } catch (error) {
      this.#notifications.show('error', sentenceFor(error));
    }
  }

  async #chooseCommand(): Promise<void> {
    const desktop = this.#desktop;
    if (desktop === undefined) return;
    const own = desktop.walkthroughs.commands;
    const patient = this.#openPatient()?.line;
    const id = await chooseCommand(desktop.contributions.commands, own, patient);
    if (id === undefined) return;
    if (own.some((command) => command.id === id)) {
      desktop.walkthroughs.bringBack(id);
      location.hash = hashFor({ screen: 'find' });
    } else desktop.runCommand(id);
  }

  /** The address has changed already: what it asks for is shown, unless somebody would rather stay. */
  async #onAddress(): Promise<void> {
    const isHere = this.#route !== undefined && isSameRoute(readRoute(location.hash), this.#route);
    if (isHere || (await this.#leaving.mayLeave())) await this.#navigate();
    else this.#places.stay();
  }

  #openPatient(): OpenPatient | undefined {
    const patient = this.#desktop?.records.current.value ?? null;
    return patient === null ? undefined : { id: patient.id, line: patientLine(patient) };
  }

  /**
   * Opens a patient's registration, at the plugin's tab where there is one: as if somebody had followed a link there. `false`:
   * they stayed.
   */
  async #openRegistration(patientId: string): Promise<boolean> {
    const desktop = this.#desktop;
    const found = await desktop?.records.read(patientId);
    if (desktop === undefined || !found) {
      throw new HostRefusal('There is no such patient at this practice.');
    }
    const tab = desktop.contributions.registrationTabs.value[0]?.id;
    const route = { screen: 'registration', patientId, ...(tab !== undefined && { tab }) } as const;
    await this.#follow(hashFor(route));
    return desktop.records.current.value?.id === patientId;
  }

  /** Goes to an address, and ends when what it asks for is shown, or somebody would rather stay. */
  async #follow(hash: string): Promise<void> {
    if (location.hash === hash) return;
    const told = new Promise((resolve) => {
      addEventListener('hashchange', resolve, { once: true });
    });
    location.hash = hash;
    await told;
    await this.#arriving;
  }

  async #navigate({ takesFocus = true } = {}): Promise<void> {
    const desktop = this.#desktop;
    if (desktop === undefined) return;
    this.#navigations += 1;
    const navigation = this.#navigations;
    const route = readRoute(location.hash);
    this.#places.arrived();
    if (this.#staysOnScreen(route, desktop)) return;
    try {
      if (route.screen === 'registration') await desktop.records.open(route.patientId);
      else desktop.records.close();
    } catch (error) {
      if (!(error instanceof HostRefusal)) throw error;
      this.#notifications.show('warning', error.message);
      location.hash = '#/';
      return;
    }
    if (navigation !== this.#navigations) return;
    this.#printer.forget();
    this.#show(this.#screenFor(route, desktop), route, takesFocus);
  }

  /** A tab or a page of the screen that is shown already. @returns `true` when that was all. */
  #staysOnScreen(route: Route, desktop: PracticeDesktop): boolean {
    if (route.screen === 'control-panel' && this.#screen instanceof ControlPanelScreen) {
      this.#route = route;
      this.#screen.showPage(route.page);
      return true;
    }
    if (route.screen !== 'registration' || !(this.#screen instanceof RegistrationScreen))
      return false;
    if (desktop.records.current.value?.id !== route.patientId) return false;
    this.#route = route;
    this.#screen.showTab(route.tab ?? 'patient');
    return true;
  }

  #screenFor(route: Route, desktop: PracticeDesktop): Screen {
    return screenFor(route, desktop, {
      log: this.#log,
      backend: this.#desk.backend,
      printer: this.#printer,
      workingCopies: this.#workingCopies,
      mayLeave: () => this.#leaving.mayLeave(),
      onTab: (shown) => {
        // Replaced, not added: going back leaves the patient, whatever tabs were looked at.
        this.#route = shown;
        this.#places.rename(hashFor(shown));
      },
    });
  }

  #show(screen: Screen, route: Route, takesFocus: boolean): void {
    this.#screen?.dispose();
    // Of the screen before, which may have been of somebody else.
    closeDialogs();
    this.#screen = screen;
    // A registration has told already which of its tabs it shows.
    if (route.screen !== 'registration') this.#route = route;
    document.title = `${screen.title} – Reference host`;
    this.#topBar.setRoute(route);
    this.#main.replaceChildren(screen.element);
    if (takesFocus) screen.focus();
  }
}
