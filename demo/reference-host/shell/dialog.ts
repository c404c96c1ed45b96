import type { Disposable, HostWorkingCopy } from '../../../plugin/host-api.ts';
import { make, makeButton, uniqueId, type Child } from '../base/dom.ts';
import type { WorkingCopies } from '../plugin-support/working-copies.ts';

export interface DialogOptions {
  readonly title: string;
  /** Whose record it is about, in one line; none when no patient is open. */
  readonly about: string | undefined;
  readonly body: readonly Child[];
  /** Labels, the one that is meant first; Escape is none of them. */
  readonly buttons: readonly string[];
  /** Asked when a button is pressed: `false` keeps the dialog open. */
  readonly mayClose?: (button: string) => boolean | Promise<boolean>;
  /** For a form: where it counts as unsaved once something is typed in it, and for which patient. */
  readonly form?: { readonly workingCopies: WorkingCopies; readonly patientId: string };
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
  const aboutId = uniqueId('dialog-about');
  const dialog = make(
    'dialog',
    {
      class: 'dialog',
      'aria-labelledby': titleId,
      'aria-describedby': options.about === undefined ? undefined : aboutId,
    },
    form,
  );
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
    options.about === undefined
      ? ''
      : make('p', { id: aboutId, class: 'dialog-about' }, options.about),
    make('div', { id: bodyId, class: 'dialog-body' }, ...options.body),
    make('div', { class: 'dialog-buttons' }, ...buttons),
  );
  const unsaved = markWhenTyped(form, options, {
    save: async () => {
      await close(options.buttons[0] ?? '');
      return !dialog.open;
    },
    revert: () => {
      dialog.close();
      return Promise.resolve();
    },
  });
  document.body.append(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      unsaved.dispose();
      resolve(chosen);
    });
    dialog.showModal();
  });
}

/** What is typed in a form is unsaved from the first change on. */
function markWhenTyped(
  element: HTMLElement,
  { title, form }: DialogOptions,
  acts: Pick<HostWorkingCopy, 'save' | 'revert'>,
): Disposable {
  let mark: Disposable | undefined;
  element.addEventListener('input', () => {
    mark ??= form?.workingCopies.markDirty({ name: title, patientId: form.patientId, ...acts });
  });
  return { dispose: () => mark?.dispose() };
}
