/**
 * The count of a split, in a process of its own: reads who moved and where from the file that it is given, prints what it found, and
 * ends with 1 where anything is not as it has to be.
 */
import { readFileSync } from 'node:fs';
import { practiceKey } from './demo-access.ts';
import { countSplit } from './server-count.ts';
import type { MadeUpPerson } from './two-practices.ts';

/** What the file holds. */
export interface CountRequest {
  readonly url: string;
  readonly token: string;
  readonly from: string;
  readonly to: string;
  readonly people: readonly MadeUpPerson[];
}

const SHOWN = 20;

const { url, token, from, to, people } = JSON.parse(
  readFileSync(process.argv[2] ?? '', 'utf8'),
) as CountRequest;
const key = await practiceKey(url, to);
const counted = await countSplit(people, { base: `${url}/fhir/R4`, token, from, to, key });
const { closed, made, waiting, newCodes, wrong } = counted;
process.stdout.write(
  [
    `${people.length} moved: ${closed} closed at the old code, ${made} made at the new one, ${waiting} wait for a person.`,
    `${newCodes} new codes, no two alike.`,
    ...wrong.slice(0, SHOWN).map((what) => `  ${what}`),
    `${wrong.length} things are not as they have to be.`,
    '',
  ].join('\n'),
);
process.exitCode = wrong.length > 0 ? 1 : 0;
