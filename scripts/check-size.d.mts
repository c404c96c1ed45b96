/** Files of the built plugin, beside main.js, that are counted at a moment. */
export function filesAt(
  moment:
    | 'activation'
    | 'tab on screen'
    | 'tab in step'
    | 'opening noted'
    | 'noted and sealed'
<<<<<<< HEAD
    | 'server looked at'
=======
    | 'listening'
>>>>>>> push
    | 'ready to act',
): readonly string[];
