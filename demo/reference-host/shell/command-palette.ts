import type { HostObservable } from '../../../plugin/host-api.ts';
import { make, makeButton } from '../base/dom.ts';
import type { RunnableCommand } from '../plugin-support/contributions.ts';
import { showDialog } from './dialog.ts';

/**
 * Offers the contributed commands that can be run, as they come and go, with a box to narrow them down.
 * @param own what the host itself offers besides.
 * @param about who is open, whom they would be run on.
 * @returns the id of the chosen one.
 */
export async function chooseCommand(
  commands: HostObservable<readonly RunnableCommand[]>,
  own: readonly RunnableCommand[],
  about: string | undefined,
): Promise<string | undefined> {
  let chosen: string | undefined;
  const filter = make('input', { id: 'command-filter', type: 'search', autocomplete: 'off' });
  const list = make('ul', { class: 'commands' });
  const nothing = make('p', { class: 'empty' }, 'There is nothing to run at the moment.');
  const narrow = (): void => {
    const wanted = filter.value.toLocaleLowerCase('en-GB');
    for (const item of list.querySelectorAll('li')) {
      item.hidden = !item.textContent.toLocaleLowerCase('en-GB').includes(wanted);
    }
  };
  const choose = (id: string): void => {
    chosen = id;
    list.closest('dialog')?.close();
  };
  const subscription = commands.subscribe((contributed) => {
    const all = [...contributed, ...own];
    list.replaceChildren(...all.map((command) => item(command, choose)));
    list.hidden = all.length === 0;
    nothing.hidden = all.length > 0;
    narrow();
  });
  filter.addEventListener('input', narrow);
  await showDialog({
    title: 'Commands',
    about,
    body: [
      make('div', { class: 'field' }, make('label', { for: filter.id }, 'Find command'), filter),
      nothing,
      list,
    ],
    buttons: ['Close'],
  });
  subscription.dispose();
  return chosen;
}

function item({ id, title }: RunnableCommand, choose: (id: string) => void): HTMLElement {
  const button = makeButton(title, () => {
    choose(id);
  });
  return make('li', { class: 'command' }, button);
}
