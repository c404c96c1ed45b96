import type { Disposable } from '../../../plugin/host-api.ts';

/** What fills the page below the top bar. */
export interface Screen extends Disposable {
  readonly element: HTMLElement;
  /** For the browser's title: names the screen, never the patient. */
  readonly title: string;
  /** Puts the focus where work on this screen starts. */
  focus(): void;
}
