/** Files of the built plugin, beside main.js, that are counted at a moment. */
export function filesAt(
  moment:
    | 'activation'
    | 'tab on screen'
    | 'tab in step'
    | 'changes found'
    | 'opening noted'
    | 'noted and sealed'
    | 'listening'
    | 'server looked at'
    | 'reminding'
    | 'ready to act',
): readonly string[];
