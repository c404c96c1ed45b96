/**
 * Web Test Runner plugin for `inForcedColours` of the tests: the runner's own `emulateMedia` passes over forced colours where it
 * drives Chromium.
 * @returns {import('@web/test-runner').TestRunnerPlugin}
 */
export function forcedColoursPlugin() {
  /** @type {Map<string, any>} session of the run -> session of the browser's protocol, which holds what is emulated */
  const held = new Map();
  return {
    name: 'forced-colours',
    async executeCommand({ command, payload, session }) {
      if (command !== 'forced-colours') return undefined;
      const browser = /** @type {any} */ (session.browser);
      if (browser.type !== 'puppeteer') throw new Error(`Not in ${browser.name}.`);
      const protocol =
        held.get(session.id) ?? (await browser.getPage(session.id).createCDPSession());
      held.set(session.id, protocol);
      const features = payload === 'active' ? [{ name: 'forced-colors', value: 'active' }] : [];
      await protocol.send('Emulation.setEmulatedMedia', { features });
      return true;
    },
  };
}
