import type { HostAppearance } from '../../../plugin/host-api.ts';
import { ObservableValue } from '../base/observable-value.ts';
import type { WorkstationMemory } from './workstation-memory.ts';

type Theme = 'light' | 'dark';

/** How this host looks and speaks. The theme is remembered at the workstation; at first it is the computer's. */
export class Appearance implements HostAppearance {
  readonly locale = new ObservableValue('en-GB');
  readonly theme: ObservableValue<Theme>;
  readonly #memory: WorkstationMemory;

  constructor(memory: WorkstationMemory) {
    this.#memory = memory;
    const remembered = memory.read('theme');
    const preferred = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
    this.theme = new ObservableValue<Theme>(
      remembered === 'light' || remembered === 'dark' ? remembered : preferred,
    );
    this.theme.subscribe((theme) => {
      document.documentElement.dataset.theme = theme;
    });
  }

  switchTheme(): void {
    this.theme.set(this.theme.value === 'light' ? 'dark' : 'light');
    this.#memory.write('theme', this.theme.value);
  }
}
