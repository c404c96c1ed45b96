/** `npm run fhir:check -- --server <base>`: whether a FHIR server is fit for the product. */
import { CannotCheckError, check } from './check.ts';
import { readCommandLine, USAGE } from './command-line.ts';
import { notChecked, reportJson, reportText } from './report.ts';
import { linesOf, verdictOf } from './verdict.ts';

/** As shells have it for who was interrupted. */
const INTERRUPTED = 130;

const command = readCommandLine(process.argv.slice(2), process.env);
if (command.kind === 'help') {
  process.stdout.write(USAGE);
} else if (command.kind === 'wrong') {
  process.stderr.write(`${command.message}\n\n${USAGE}`);
  process.exitCode = 2;
} else {
  process.exitCode = await run(command);
}

async function run({
  server,
  origin,
  json,
}: Extract<typeof command, { kind: 'check' }>): Promise<number> {
  const stop = new AbortController();
  // Once: whoever cannot wait for the removing ends it by a second one.
  process.once('SIGINT', () => {
    process.stderr.write('Stopping: what was made is being removed.\n');
    stop.abort();
  });
  try {
    const result = await check({
      server,
      signal: stop.signal,
      onTry: (name) => {
        if (process.stderr.isTTY) process.stderr.write(`Trying: ${name}\n`);
      },
      ...(origin === undefined ? {} : { origin }),
    });
    const exitCode = stop.signal.aborted ? INTERRUPTED : verdictOf(linesOf(result)).exitCode;
    const { baseUrl } = server;
    process.stdout.write(
      json ? reportJson(baseUrl, result, exitCode) : reportText(baseUrl, result),
    );
    return exitCode;
  } catch (error) {
    if (!(error instanceof CannotCheckError)) throw error;
    process.stderr.write(notChecked(error.reason));
    return stop.signal.aborted ? INTERRUPTED : 2;
  }
}
