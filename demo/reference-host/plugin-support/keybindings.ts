import { Disposables } from '../base/disposables.ts';
import type { Contributions } from './contributions.ts';
import type { KeybindingContribution } from './plugin-manifest.ts';

type Modifier = 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey';

const MODIFIERS: Readonly<Record<string, Modifier>> = {
  ctrl: 'ctrlKey',
  alt: 'altKey',
  shift: 'shiftKey',
  cmd: 'metaKey',
  meta: 'metaKey',
};

/** What a keyboard event is compared by. */
export type KeyPress = Readonly<Record<Modifier, boolean>> & {
  readonly key: string;
  readonly code: string;
};

/**
 * Whether a key press is the one written as in manifests: `ctrl+alt+o`. Letters are compared by their place on the
 * keyboard too, because Alt changes what a key types.
 */
export function isKeyPress(binding: string, press: KeyPress): boolean {
  const parts = binding.toLowerCase().split('+');
  const key = parts.pop() ?? '';
  const wanted = new Set(parts.map((part) => MODIFIERS[part]));
  const isSameKey =
    press.key.toLowerCase() === key ||
    press.code.toLowerCase() === `key${key}` ||
    press.code.toLowerCase() === `digit${key}`;
  return (
    isSameKey &&
    (['ctrlKey', 'altKey', 'shiftKey', 'metaKey'] as const).every(
      (modifier) => press[modifier] === wanted.has(modifier),
    )
  );
}

/**
 * Runs contributed commands by their keys while no dialog is open.
 * @param onRun told of each command that is to run.
 */
export function listenForKeybindings(
  keybindings: readonly KeybindingContribution[],
  contributions: Contributions,
  onRun: (command: string) => void,
): Disposables {
  const held = new Disposables();
  const isMac = navigator.userAgent.includes('Macintosh');
  held.listen(document, 'keydown', (event) => {
    if (document.querySelector('dialog[open]') !== null) return;
    const bound = keybindings.find(
      ({ key, mac, when }) =>
        isKeyPress((isMac ? mac : undefined) ?? key, event) && contributions.holds(when),
    );
    if (bound === undefined) return;
    event.preventDefault();
    onRun(bound.command);
  });
  return held;
}
