/**
 * `npm run race -- --fhir <base> [sign-in] --rounds 100 --at-once 64`: whether so many workstations make one account of
 * one patient, on a server that is running somewhere else. Removes what it made; 1 where a round ended otherwise.
 */
import { parseArgs } from 'node:util';
import {
  readServer,
  SIGN_IN_OPTIONS,
  SIGN_IN_USAGE,
} from '../../fhir-servers/access/server-options.ts';
import { isWhole, race, type Round } from './race.ts';

const USAGE = `Usage: npm run race -- --fhir <base> [options]

  --fhir <base>                address of the server, such as http://localhost:8080/fhir
${SIGN_IN_USAGE}  --rounds <n>                 patients, one after the other (default 100)
  --at-once <n>                workstations that create one patient's account at once (default 64)
`;

const { values } = parseArgs({
  options: {
    fhir: { type: 'string', default: '' },
    rounds: { type: 'string', default: '100' },
    'at-once': { type: 'string', default: '64' },
    ...SIGN_IN_OPTIONS,
  },
});
const server = readServer(values.fhir, values, process.env);
const [rounds, atOnce] = [Number(values.rounds), Number(values['at-once'])];
if (typeof server === 'string' || !isCount(rounds) || !isCount(atOnce)) {
  process.stderr.write(`${typeof server === 'string' ? server : 'Say whole numbers.'}\n\n${USAGE}`);
  process.exit(2);
}

const stop = new AbortController();
process.once('SIGINT', () => {
  process.stderr.write('Stopping after this round; what was made is removed then.\n');
  stop.abort();
});

let run = 0;
const outcome = await race({
  server,
  rounds,
  atOnce,
  signal: stop.signal,
  onRound: (round) => {
    run += 1;
    if (!isWhole(round, atOnce)) process.stdout.write(`${told(run, round)}\n`);
    else if (run % 10 === 0) process.stdout.write(`${run} rounds\n`);
  },
});
const accounts = outcome.rounds.reduce((sum, round) => sum + round.accounts, 0);
const again = outcome.rounds.reduce((sum, round) => sum + round.failures.length, 0);
process.stdout.write(
  `${outcome.rounds.length} rounds of ${atOnce} at once: ${accounts} accounts, ` +
    `${outcome.broken} rounds broken, ${outcome.conflicts} answers 409, ${again} tries again, ` +
    `${outcome.seconds.toFixed(1)} s.\n`,
);
if (outcome.left.length > 0) {
  process.stdout.write(`Left on the server: ${outcome.left.slice(0, 20).join(', ')}.\n`);
}
process.exitCode = outcome.broken === 0 && outcome.rounds.length > 0 ? 0 : 1;

function isCount(number: number): boolean {
  return Number.isInteger(number) && number > 0;
}

function told(number: number, { accounts: made, agreed, failures }: Round): string {
  const kinds = [...new Set(failures)].join(', ') || 'none';
  return `Round ${number}: ${made} accounts, ${agreed} of ${atOnce} ended with the first; failures: ${kinds}.`;
}
