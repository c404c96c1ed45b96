import type { HostApi, PluginModule } from '../../../plugin/host-api.ts';
import { HostRefusal } from '../base/host-refusal.ts';
import { ManifestFault, type PluginManifest, readManifest } from './plugin-manifest.ts';

const MANIFEST = '/plugin/manifest.json';

/** Version of `plugin/host-api.ts` that this host implements. */
export const HOST_API_VERSION = '1.2.0';

/** A plugin that could not be had or started; the message says why, for whoever looks after the host. */
export class PluginFault extends Error {
  override readonly name = 'PluginFault';
}

/**
 * Fetches and checks the plugin's manifest, which is all a host knows of a plugin.
 * @throws {PluginFault} when it is not there or is not one this host can use.
 */
export async function fetchManifest(locale: string): Promise<PluginManifest> {
  const json = await fetchJson(MANIFEST);
  const language = locale.split('-')[0] ?? '';
  const textsFile = new URL(textsFileIn(json), new URL(MANIFEST, location.href)).pathname;
  const texts = {
    ...(await fetchTexts(textsFile)),
    ...(language === 'en' ? {} : await fetchTexts(textsFile.replace('.json', `.${language}.json`))),
  };
  try {
    return readManifest(json, texts, HOST_API_VERSION);
  } catch (error) {
    if (error instanceof ManifestFault) throw new PluginFault(`manifest.json: ${error.message}`);
    throw error;
  }
}

/** Where the manifest says its texts are; without a word about it, beside it. */
function textsFileIn(json: unknown): string {
  const named = typeof json === 'object' && json !== null && 'l10n' in json ? json.l10n : undefined;
  return typeof named === 'string' ? named : './manifest.l10n.json';
}

/** A plugin that is running. */
export interface RunningPlugin {
  /** Resolves when the plugin has let go of everything; a fault in that is reported, never thrown. */
  stop(): Promise<void>;
}

/**
 * Loads the manifest's main module and activates it.
 * @throws {PluginFault} when it cannot be loaded, is no plugin, or fails to activate.
 */
export async function startPlugin(manifest: PluginManifest, host: HostApi): Promise<RunningPlugin> {
  const address = new URL(manifest.main, new URL(MANIFEST, location.href));
  if (address.origin !== location.origin || !address.pathname.startsWith('/plugin/')) {
    throw new PluginFault('manifest.json: main: must be a file of the plugin.');
  }
  const plugin = await importPlugin(address.href);
  try {
    await plugin.activate(host);
  } catch (error) {
    // Whatever a plugin throws, the host lives on; what it threw is for its makers.
    reportError(error);
    throw new PluginFault(error instanceof Error ? error.message : 'It failed to start.');
  }
  return {
    stop: async () => {
      try {
        await plugin.deactivate();
      } catch (error) {
        // The same boundary at the other end.
        reportError(error);
      }
    },
  };
}

async function importPlugin(address: string): Promise<PluginModule> {
  let module: unknown;
  try {
    module = await import(address);
  } catch (error) {
    // Not there, not JavaScript, or it threw while loading.
    reportError(error);
    throw new PluginFault('Its program could not be loaded.');
  }
  if (!isPluginModule(module)) {
    throw new PluginFault('Its program has no activate and deactivate.');
  }
  return module;
}

function isPluginModule(module: unknown): module is PluginModule {
  if (typeof module !== 'object' || module === null) return false;
  const { activate, deactivate } = module as Partial<PluginModule>;
  return typeof activate === 'function' && typeof deactivate === 'function';
}

async function fetchTexts(address: string): Promise<Readonly<Record<string, unknown>>> {
  const response = await fetchFile(address);
  if (response.status === 404) return {};
  return (await jsonOf(response, address)) as Readonly<Record<string, unknown>>;
}

async function fetchJson(address: string): Promise<unknown> {
  return jsonOf(await fetchFile(address), address);
}

async function fetchFile(address: string): Promise<Response> {
  try {
    return await fetch(address);
  } catch (error) {
    if (error instanceof TypeError) throw new PluginFault(`${address} cannot be reached.`);
    throw error;
  }
}

async function jsonOf(response: Response, address: string): Promise<unknown> {
  if (!response.ok) throw new PluginFault(`${address} is not there (status ${response.status}).`);
  try {
    return await response.json();
  } catch (error) {
    if (error instanceof SyntaxError) throw new PluginFault(`${address} is not JSON.`);
    throw error;
  }
}

/** The sentence for staff when the plugin is not running. */
export function pluginFaultSentence(error: unknown): string {
  if (error instanceof PluginFault || error instanceof HostRefusal) return error.message;
  reportError(error);
  return 'It failed in a way nobody foresaw.';
}
