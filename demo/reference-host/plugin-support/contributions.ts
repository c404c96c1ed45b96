import type { Disposable, HostContributions, HostView } from '../../../plugin/host-api.ts';
import { Disposables, disposableOf } from '../base/disposables.ts';
import { HostRefusal } from '../base/host-refusal.ts';
import { ObservableValue } from '../base/observable-value.ts';
import type { ContextKeys } from './context-keys.ts';
import type { CommandContribution, PluginManifest, ViewContribution } from './plugin-manifest.ts';
import type { PracticeSettings } from './practice-settings.ts';
import type { WhenClause } from './when-clause.ts';

/** A contributed tab, page or practice view that can be shown now. */
export interface ShownView {
  readonly id: string;
  readonly title: string;
  readonly view: HostView;
}

/** A contributed command that can be run now. */
export interface RunnableCommand {
  readonly id: string;
  readonly title: string;
}

type Run = (...args: readonly unknown[]) => Promise<unknown>;

const SETTING_PREFIX = 'config.';

/**
 * What the plugin contributes: the manifest says what there is, the plugin registers what stands behind it, context
 * keys and settings decide what is shown. Everything observable here follows all of them.
 */
export class Contributions implements HostContributions, Disposable {
  readonly registrationTabs = new ObservableValue<readonly ShownView[]>([]);
  readonly controlPanelPages = new ObservableValue<readonly ShownView[]>([]);
  readonly practiceViews = new ObservableValue<readonly ShownView[]>([]);
  readonly registrationMenu = new ObservableValue<readonly RunnableCommand[]>([]);
  readonly commands = new ObservableValue<readonly RunnableCommand[]>([]);
  readonly #manifest: PluginManifest;
  readonly #lookup: (key: string) => unknown;
  readonly #views = new Map<string, HostView>();
  readonly #runs = new Map<string, Run>();
  readonly #held = new Disposables();
  readonly #onEvent: (event: string) => void;

  /** @param onEvent told of `onCommand:<id>` and `onView:<id>` as they happen */
  constructor(
    manifest: PluginManifest,
    settings: PracticeSettings,
    contextKeys: ContextKeys,
    onEvent: (event: string) => void = () => undefined,
  ) {
    this.#onEvent = onEvent;
    this.#manifest = manifest;
    this.#lookup = (key) =>
      key.startsWith(SETTING_PREFIX)
        ? settings.valueOf(key.slice(SETTING_PREFIX.length))
        : contextKeys.get(key);
    const update = (): void => {
      this.#update();
    };
    this.#held.add(settings.onDidChange(update));
    this.#held.add(contextKeys.changes.subscribe(update));
  }

  registerCommand(id: string, run: Run): Disposable {
    const isDeclared = this.#manifest.commands.some((command) => command.id === id);
    return this.#register('command', this.#runs, isDeclared, id, run);
  }

  registerRegistrationTab(id: string, view: HostView): Disposable {
    return this.#registerView('registration tab', this.#manifest.registrationTabs, id, view);
  }

  registerControlPanelPage(id: string, view: HostView): Disposable {
    return this.#registerView('Control Panel page', this.#manifest.controlPanelPages, id, view);
  }

  registerPracticeView(id: string, view: HostView): Disposable {
    return this.#registerView('practice view', this.#manifest.practiceViews, id, view);
  }

  /** Whether a clause holds at this moment. */
  holds(clause: WhenClause): boolean {
    return clause(this.#lookup);
  }

  /** Runs a command, if it can be run now. @returns `false` when it cannot. */
  async runCommand(id: string): Promise<boolean> {
    const run = this.commands.value.some((command) => command.id === id)
      ? this.#runs.get(id)
      : undefined;
    if (run === undefined) return false;
    await run();
    this.#onEvent(`onCommand:${id}`);
    return true;
  }

  dispose(): void {
    this.#held.dispose();
    this.#views.clear();
    this.#runs.clear();
    this.#update();
  }

  #registerView(
    kind: string,
    declared: readonly ViewContribution[],
    id: string,
    view: HostView,
  ): Disposable {
    const isDeclared = declared.some((one) => one.id === id);
    return this.#register(kind, this.#views, isDeclared, id, this.#told(id, view));
  }

  /** The view, with word of each time that it is shown. */
  #told(id: string, view: HostView): HostView {
    return {
      createElement: async () => {
        const element = await view.createElement();
        this.#onEvent(`onView:${id}`);
        return element;
      },
    };
  }

  #register<T>(
    kind: string,
    registered: Map<string, T>,
    isDeclared: boolean,
    id: string,
    what: T,
  ): Disposable {
    if (!isDeclared) throw new HostRefusal(`The manifest contributes no ${kind} ${id}.`);
    if (registered.has(id)) throw new HostRefusal(`The ${kind} ${id} is registered already.`);
    registered.set(id, what);
    this.#update();
    return disposableOf(() => {
      registered.delete(id);
      this.#update();
    });
  }

  #update(): void {
    const { registrationMenu, commands } = this.#manifest;
    for (const point of ['registrationTabs', 'controlPanelPages', 'practiceViews'] as const) {
      replaceIfOther(this[point], this.#shown(this.#manifest[point]));
    }
    const runnable = commands.flatMap((command) => this.#runnable(command) ?? []);
    replaceIfOther(this.commands, runnable);
    const items = registrationMenu
      .filter(({ when }) => this.holds(when))
      .toSorted((a, b) => a.group.localeCompare(b.group));
    const inMenu = items.flatMap(({ command }) => runnable.find(({ id }) => id === command) ?? []);
    replaceIfOther(this.registrationMenu, inMenu);
  }

  #shown(views: readonly ViewContribution[]): readonly ShownView[] {
    return views
      .filter(({ when }) => this.holds(when))
      .toSorted((a, b) => a.order - b.order)
      .flatMap(({ id, title }) => {
        const view = this.#views.get(id);
        return view === undefined ? [] : [{ id, title, view }];
      });
  }

  #runnable({ id, title, category, enablement }: CommandContribution): RunnableCommand | undefined {
    if (!this.#runs.has(id) || !this.holds(enablement)) return undefined;
    return { id, title: category === undefined ? title : `${category}: ${title}` };
  }
}

/** So that what is on screen is rebuilt only when it is something else. */
function replaceIfOther<T extends { readonly id: string }>(
  value: ObservableValue<readonly T[]>,
  next: readonly T[],
): void {
  const before = value.value;
  const isSame =
    before.length === next.length && before.every(({ id }, index) => id === next[index]?.id);
  if (!isSame) value.set(next);
}
