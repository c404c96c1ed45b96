/**
 * `npm start`: builds everything and serves the three stand-ins of the demonstration on this computer only: the
 * reference host, the patient site and the FHIR server.
 */
import { pathToFileURL } from 'node:url';
import { type DemoOptions, startDemo } from './reference-host/server/demo-server.ts';
import { type CommandLine, readCommandLine, USAGE } from './reference-host/server/command-line.ts';

export {
  type DemoOptions,
  type RunningDemo,
  startDemo,
} from './reference-host/server/demo-server.ts';

async function main(): Promise<void> {
  const command = readCommandLine(process.argv.slice(2), process.env);
  switch (command.kind) {
    case 'help':
      process.stdout.write(USAGE);
      return;
    case 'wrong':
      process.stderr.write(`${command.message}\n\n${USAGE}`);
      process.exitCode = 2;
      return;
    case 'start':
      await serve(command);
  }
}

async function serve(command: Extract<CommandLine, { kind: 'start' }>): Promise<void> {
  const { kind: _kind, ...rest } = command;
  const options: DemoOptions = { ...rest, tell };
  try {
    const demo = await startDemo(options);
    tell(
      [
        '',
        'Serving on this computer only. All three are stand-ins for trying out: no real patients.',
        '',
        `  Reference host  ${demo.url}/`,
        `  Patient site    ${demo.url}/patient-services/`,
        `  FHIR server     ${demo.url}/fhir/R4${behind(options)}`,
        '',
        'Ctrl+C stops it.',
      ].join('\n'),
    );
    const stop = (): void => {
      // A second signal ends the process the hard way, as people expect.
      process.removeListener('SIGINT', stop);
      process.removeListener('SIGTERM', stop);
      void demo.close();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

function behind({ outside }: DemoOptions): string {
  return outside === undefined ? '' : `, in front of ${outside.baseUrl}`;
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
