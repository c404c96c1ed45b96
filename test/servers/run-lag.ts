/**
 * `npm run lag -- --fhir <base> [sign-in]`: how soon a change at one workstation is at another, by looks alone and where
 * the server tells, on a server that is running somewhere else. Removes what it made.
 */
import { parseArgs } from 'node:util';
import {
  readServer,
  SIGN_IN_OPTIONS,
  SIGN_IN_USAGE,
} from '../../fhir-servers/access/server-options.ts';
import { lag, type LagOutcome } from './lag.ts';

const USAGE = `Usage: npm run lag -- --fhir <base> [options]

  --fhir <base>                address of the server, such as http://localhost:8080/fhir
${SIGN_IN_USAGE}  --web-socket <address>       of WebSockets as in FHIR R4, on a server that has them
  --changes <n>                at one workstation, each waited for at the other (default 20)
  --seconds <n>                between looks (default 3)
`;

const { values } = parseArgs({
  options: {
    fhir: { type: 'string', default: '' },
    'web-socket': { type: 'string' },
    changes: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '3' },
    ...SIGN_IN_OPTIONS,
  },
});
const server = readServer(values.fhir, values, process.env);
const [changes, secondsBetweenLooks] = [Number(values.changes), Number(values.seconds)];
const webSocketUrl = values['web-socket'];
if (typeof server === 'string' || !(changes > 0) || !(secondsBetweenLooks > 0)) {
  process.stderr.write(`${typeof server === 'string' ? server : 'Say numbers.'}\n\n${USAGE}`);
  process.exit(2);
}

for (const isTold of [false, true]) {
  const outcome = await lag({
    server,
    ...(webSocketUrl === undefined ? {} : { webSocketUrl }),
    isTold,
    changes,
    secondsBetweenLooks,
    pauseMs: 2000 * secondsBetweenLooks,
  });
  process.stdout.write(`${isTold ? 'Told' : 'By looks'}: ${told(outcome, isTold)}\n`);
}
process.exit();

function told({ lags, wasTold, left }: LagOutcome, isTold: boolean): string {
  const [middle, most] = [lags[Math.floor(lags.length / 2)] ?? 0, lags.at(-1) ?? 0];
  const times = `half within ${seconds(middle)} s, all within ${seconds(most)} s.`;
  const untold = isTold && !wasTold ? ' The server told nothing: these are looks.' : '';
  return `${times}${untold}${left.length > 0 ? ` Left there: ${left.join(', ')}.` : ''}`;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1);
}
