import type { HostContextKeys } from '../../../plugin/host-api.ts';
import { ObservableValue } from '../base/observable-value.ts';

/** Value of a context key. */
export type ContextValue = string | number | boolean;

/** Named facts that `when` clauses ask about, set by the host and by the plugin. */
export class ContextKeys implements HostContextKeys {
  readonly #values = new Map<string, ContextValue>();
  /** Counts the changes: whoever shows something by a clause looks again. */
  readonly changes = new ObservableValue(0);

  set(key: string, value: ContextValue | undefined): void {
    if (this.#values.get(key) === value) return;
    if (value === undefined) this.#values.delete(key);
    else this.#values.set(key, value);
    this.changes.set(this.changes.value + 1);
  }

  get(key: string): ContextValue | undefined {
    return this.#values.get(key);
  }
}
