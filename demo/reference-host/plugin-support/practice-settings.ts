import type { Disposable, HostSettings } from '../../../plugin/host-api.ts';
import { disposableOf } from '../base/disposables.ts';
import { HostRefusal } from '../base/host-refusal.ts';
import { callSafely, ObservableValue } from '../base/observable-value.ts';
import type { BackendClient } from '../session/backend-client.ts';
import type { SettingsAnswer } from '../wire.ts';
import type { SettingDeclaration } from './plugin-manifest.ts';

const POLL_MS = 1_000;

/**
 * The practice's settings, as its server has them. Looks every second, so that a change made at another workstation
 * shows here within two.
 */
export class PracticeSettings implements HostSettings, Disposable {
  /** Whether the server answered the last time. */
  readonly reachable = new ObservableValue(true);
  readonly #backend: BackendClient;
  readonly #declared: ReadonlyMap<string, SettingDeclaration>;
  readonly #listeners = new Set<(keys: readonly string[]) => void>();
  #known: SettingsAnswer = { version: -1, values: {} };
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isDisposed = false;

  constructor(backend: BackendClient, declared: ReadonlyMap<string, SettingDeclaration>) {
    this.#backend = backend;
    this.#declared = declared;
  }

  /** Loads the settings and keeps looking. Rejects with a {@link HostRefusal} when they cannot be had. */
  async start(): Promise<void> {
    this.#take(await this.#backend.settings());
    this.#schedule();
  }

  /** For `when` clauses: the value, or `undefined` for a name nobody declared. */
  valueOf(key: string): unknown {
    return this.#known.values[key] ?? this.#declared.get(key)?.default;
  }

  /** @throws {HostRefusal} for a name that the manifest does not declare. */
  readonly get: HostSettings['get'] = (key) => {
    this.#declarationOf(key);
    // The manifest promises the type, and `update` lets in nothing else: whoever asks knows it, not we.
    return this.valueOf(key);
  };

  async update(key: string, value: unknown): Promise<void> {
    if (!fits(value, this.#declarationOf(key))) {
      throw new HostRefusal(`This is not a value that the setting ${key} can have.`);
    }
    this.#take(await this.#backend.changeSetting({ key, value }));
  }

  onDidChange(listener: (keys: readonly string[]) => void): Disposable {
    const own = (keys: readonly string[]): void => {
      listener(keys);
    };
    this.#listeners.add(own);
    return disposableOf(() => this.#listeners.delete(own));
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
    this.#listeners.clear();
  }

  #declarationOf(key: string): SettingDeclaration {
    const declaration = this.#declared.get(key);
    if (declaration === undefined) throw new HostRefusal(`There is no setting ${key}.`);
    return declaration;
  }

  #take(answer: SettingsAnswer): void {
    // Answers may overtake each other; an older one changes nothing.
    if (answer.version < this.#known.version || this.#isDisposed) return;
    const before = this.#known.values;
    this.#known = answer;
    const keys = new Set([...Object.keys(before), ...Object.keys(answer.values)]);
    const changed = [...keys].filter(
      (key) => JSON.stringify(before[key]) !== JSON.stringify(answer.values[key]),
    );
    if (changed.length === 0) return;
    for (const listener of [...this.#listeners]) callSafely(listener, changed);
  }

  #schedule(): void {
    if (this.#isDisposed) return;
    this.#timer = setTimeout(() => {
      void this.#look();
    }, POLL_MS);
  }

  async #look(): Promise<void> {
    try {
      this.#take(await this.#backend.settings());
      this.reachable.set(true);
    } catch (error) {
      // Signed out, or the network is down: what is known stays, and the next look comes in a moment.
      if (!(error instanceof HostRefusal)) throw error;
      this.reachable.set(error.cause === undefined);
    } finally {
      this.#schedule();
    }
  }
}

/** Whether a value is of the type and in the range that the manifest declares. */
function fits(value: unknown, declared: SettingDeclaration): boolean {
  if (declared.enum !== undefined && !declared.enum.includes(value)) return false;
  switch (declared.type) {
    case 'integer':
    case 'number':
      return (
        typeof value === 'number' &&
        (declared.type === 'number' || Number.isInteger(value)) &&
        value >= (declared.minimum ?? -Infinity) &&
        value <= (declared.maximum ?? Infinity)
      );
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    default:
      return typeof value === declared.type;
  }
}
