import type { Disposable } from '../../../plugin/host-api.ts';
import { make } from '../base/dom.ts';
import type { ShownView } from '../plugin-support/contributions.ts';

/**
 * Puts a contributed element into its place. When it cannot be made, a sentence stands there instead and the host lives
 * on.
 */
export function placeView(shown: ShownView, place: HTMLElement): Disposable {
  void fillPlace(shown, place);
  return {
    dispose: () => {
      place.replaceChildren();
    },
  };
}

async function fillPlace({ title, view }: ShownView, place: HTMLElement): Promise<void> {
  const frame = make('div', { class: 'contributed' }, make('p', { class: 'hint' }, 'Loading …'));
  place.replaceChildren(frame);
  try {
    const element = await view.createElement();
    // Something else may have been shown in this place meanwhile.
    if (frame.parentElement === place) frame.replaceChildren(element);
  } catch (error) {
    // The boundary to the plugin's code: whatever it throws is reported and said.
    reportError(error);
    const sentence = `${title} could not be shown. The rest of the record can still be used.`;
    frame.replaceChildren(make('p', { class: 'fault', role: 'alert' }, sentence));
  }
}
