import type { HostAppearance } from '../../../plugin/host-api.ts';
import { ObservableValue } from '../base/observable-value.ts';
import type { WorkstationMemory } from './workstation-memory.ts';

type Theme = 'light' | 'dark';

/** How this host looks and speaks. The theme is the computer's, until somebody chooses one at the workstation. */
export class Appearance implements HostAppearance {
  readonly locale = new ObservableValue('en-GB');
  readonly theme: ObservableValue<Theme>;
  readonly #memory: WorkstationMemory;

  constructor(memory: WorkstationMemory) {
    this.#memory = memory;
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const preferred = (): Theme => (dark.matches ? 'dark' : 'light');
    this.theme = new ObservableValue<Theme>(this.#chosen ?? preferred());
    this.theme.subscribe((theme) => {
      document.documentElement.dataset.theme = theme;
    });
    dark.addEventListener('change', () => {
      if (this.#chosen === undefined) this.theme.set(preferred());
    });
  }

  get #chosen(): Theme | undefined {
    const remembered = this.#memory.read('theme');
    return remembered === 'light' || remembered === 'dark' ? remembered : undefined;
  }

  switchTheme(): void {
    this.theme.set(this.theme.value === 'light' ? 'dark' : 'light');
    this.#memory.write('theme', this.theme.value);
  }
}
