import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestContext } from 'node:test';
import { build } from 'esbuild';
import { type DemoOptions, type RunningDemo, startDemo } from '../../../demo/start.ts';

const HOST = fileURLToPath(new URL('../../../demo/reference-host/', import.meta.url));

/** Files of a plugin made up for a test, by their names below `/plugin/`. */
export type PluginFiles = Readonly<Record<string, string>>;

/** The reference host as built, with a plugin made up for the test; gone after the test. */
export async function buildHost(t: TestContext, plugin: PluginFiles = {}): Promise<string> {
  const dist = await temporaryFolder(t);
  await build({
    entryPoints: [join(HOST, 'host.ts')],
    outdir: join(dist, 'demo/host'),
    bundle: true,
    format: 'esm',
    target: 'es2022',
  });
  for (const name of ['index.html', 'icon.svg', 'styles']) {
    await cp(join(HOST, name), join(dist, 'demo/host', name), { recursive: true });
  }
  for (const [name, content] of Object.entries(plugin)) {
    const file = join(dist, 'plugin', name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  return dist;
}

/** The demonstration on a free port, stopped after the test. */
export async function serve(t: TestContext, options: DemoOptions): Promise<RunningDemo> {
  const demo = await startDemo({ port: 0, build: false, ...options });
  t.after(() => demo.close());
  return demo;
}

/** A folder that is gone after the test. */
export async function temporaryFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'demo-test-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
