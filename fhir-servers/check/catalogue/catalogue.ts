import type { FindingFacts } from '../findings.ts';
import { READING } from './reading.ts';
import { TRAFFIC } from './traffic.ts';
import type { WordsOf } from './words.ts';
import { WRITING } from './writing.ts';

/** Every sentence of the check about what it can find. */
export const CATALOGUE: WordsOf<FindingFacts> = { ...WRITING, ...READING, ...TRAFFIC };
