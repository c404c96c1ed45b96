import type { Disposable } from '../../../plugin/host-api.ts';
import { make } from '../base/dom.ts';
import type { Printer } from './printer.ts';

/** A line that offers the last printed letter, as long as the patient is open. */
export function printedStrip(printer: Printer): Disposable & { readonly element: HTMLElement } {
  const element = make('div', { class: 'printed', hidden: true });
  const subscription = printer.printed.subscribe((document) => {
    element.hidden = document === null;
    if (document === null) {
      element.replaceChildren();
      return;
    }
    const { address, fileName, title, about } = document;
    element.replaceChildren(
      make('span', {}, `Sent to the printer: ${title}${about === undefined ? '' : `, ${about}`}. `),
      make('a', { href: address, download: fileName }, 'Open printed letter'),
    );
  });
  return {
    element,
    dispose: () => {
      subscription.dispose();
    },
  };
}
