import { container as root } from 'tsyringe';
import { CommandId } from './command-ids.ts';
import { ContributedViews } from './contributed-views.ts';
import { registerCommand, VIEWS } from './contributions.ts';
import { Disposables } from './disposables.ts';
import type { ClearedWorkstation, HostApi, HostOfStorage } from './host-api.ts';
import { LazyServices } from './lazy-services.ts';
import { clearWhenSwitchedOff } from './switched-off.ts';
import { sendUnsentWorkOfEarlier } from './unsent-work.ts';

/** Version of host-api.ts this is written against: manifest.json `engines.host` is the caret range of it. */
const NEEDED = { major: 1, minor: 0 };

// Whoever imports the library reaches both, and would learn by them what is resolved from a container.
[root, Reflect.getPrototypeOf(root)].forEach(Object.freeze);

/** The one activation under way or in force. */
let current: Disposables | undefined;

/**
 * Registers the contributions and returns; storage, synchronisation and screens load when first needed.
 * @throws {Error} when the host does not fit, refuses a registration, or the plugin is active already. Everything done
 * until then is rolled back.
 */
export function activate(host: HostApi): Promise<void> {
  return Promise.resolve().then(() => {
    if (current !== undefined) throw new Error('Online Services is active already.');
    requireFittingHost(host.version);
    current = registerAll(host);
  });
}

/** Releases everything. May be called at any time, and twice. */
export async function deactivate(): Promise<void> {
  // Lets an activation that has just been asked for finish, so that there is something to release.
  await Promise.resolve();
  const activation = current;
  current = undefined;
  activation?.dispose();
}

/**
 * Clears everything that is kept in this browser for the host's practice and workstation. Also when the plugin is not
 * active; while it is, call it with nobody signed in, or it fetches anew what was shared.
 * @param options `dropUnsent`: also work that is nowhere else. Without it, nothing is done while there is any.
 */
export async function clearWorkstation(
  host: HostOfStorage,
  options: { readonly dropUnsent?: boolean } = {},
): Promise<ClearedWorkstation> {
  const { clearEverything } = await import('./clearing.ts');
  return clearEverything(host, options.dropUnsent === true);
}

function registerAll(host: HostApi): Disposables {
  const disposables = new Disposables((error) => {
    host.log.write('error', 'A part of Online Services could not be released', {
      error: error instanceof Error ? error.name : 'unknown',
    });
  });
  try {
    const services = disposables.add(new LazyServices(host, root.createChildContainer()));
    const views = disposables.add(new ContributedViews(host, services));
    for (const view of VIEWS) disposables.add(views.register(view));
    for (const id of Object.values(CommandId)) {
      disposables.add(registerCommand(id, host, services));
    }
    disposables.add(sendUnsentWorkOfEarlier(host, services));
    disposables.add(clearWhenSwitchedOff(host));
    return disposables;
  } catch (error) {
    disposables.dispose();
    throw error;
  }
}

/** @throws {Error} when a host of this version cannot carry the plugin. */
function requireFittingHost(version: string): void {
  const parts = /^(\d+)\.(\d+)\.\d+/.exec(version);
  if (parts === null) {
    throw new Error(`The host's version ("${version}") is not of the form 1.0.0.`);
  }
  const [major, minor] = [Number(parts[1]), Number(parts[2])];
  if (major === NEEDED.major && minor >= NEEDED.minor) return;
  throw new Error(
    `Online Services needs host API ${NEEDED.major}.${NEEDED.minor} or a later ${NEEDED.major}.x; this host has ${version}.`,
  );
}
