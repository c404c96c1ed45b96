import { make, makeButton } from '../base/dom.ts';
import type { RunnableCommand } from '../plugin-support/contributions.ts';
import { showDialog } from './dialog.ts';

/**
 * Offers the contributed commands that can be run now, with a box to narrow them down.
 * @returns the id of the chosen one.
 */
export async function chooseCommand(
  commands: readonly RunnableCommand[],
): Promise<string | undefined> {
  let chosen: string | undefined;
  const filter = make('input', { id: 'command-filter', type: 'search', autocomplete: 'off' });
  const list = make('ul', { class: 'commands' });
  const items = commands.map(({ id, title }) => {
    const button = makeButton(title, () => {
      chosen = id;
      list.closest('dialog')?.close();
    });
    return make('li', { class: 'command' }, button);
  });
  list.append(...items);
  filter.addEventListener('input', () => {
    const wanted = filter.value.toLocaleLowerCase('en-GB');
    for (const item of items) {
      item.hidden = !item.textContent.toLocaleLowerCase('en-GB').includes(wanted);
    }
  });
  await showDialog({
    title: 'Commands',
    body: [
      make('div', { class: 'field' }, make('label', { for: filter.id }, 'Find command'), filter),
      commands.length === 0
        ? make('p', { class: 'empty' }, 'There is nothing to run at the moment.')
        : list,
    ],
    buttons: ['Close'],
  });
  return chosen;
}
