import { make, makeButton, uniqueId, type Child } from '../base/dom.ts';

export interface DialogOptions {
  readonly title: string;
  readonly body: readonly Child[];
  /** Labels, the one that is meant first; Escape is none of them. */
  readonly buttons: readonly string[];
  /** Asked when a button is pressed: `false` keeps the dialog open. */
  readonly mayClose?: (button: string) => boolean | Promise<boolean>;
}

/** Closes whatever dialogs are open, as Escape does: nothing in them is answered or saved. */
export function closeDialogs(): void {
  for (const dialog of document.querySelectorAll('dialog')) dialog.close();
}

/**
 * Shows a modal dialog.
 * @returns the label of the button that closed it, or `undefined` on Escape. Focus is then back where it was.
 */
export function showDialog(options: DialogOptions): Promise<string | undefined> {
  const titleId = uniqueId('dialog-title');
  const bodyId = uniqueId('dialog-body');
  const form = make('form', { method: 'dialog', novalidate: true });
  const dialog = make('dialog', { class: 'dialog', 'aria-labelledby': titleId }, form);
  let chosen: string | undefined;
  const close = async (label: string): Promise<void> => {
    const mayClose = (await options.mayClose?.(label)) ?? true;
    if (!mayClose) return;
    chosen = label;
    dialog.close();
  };
  const buttons = options.buttons.map((label, index) =>
    index === 0
      ? make('button', { type: 'submit', class: 'button primary' }, label)
      : makeButton(label, () => void close(label), { class: 'button' }),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void close(options.buttons[0] ?? '');
  });
  form.append(
    make('h2', { id: titleId }, options.title),
    make('div', { id: bodyId, class: 'dialog-body' }, ...options.body),
    make('div', { class: 'dialog-buttons' }, ...buttons),
  );
  document.body.append(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(chosen);
    });
    dialog.showModal();
  });
}
