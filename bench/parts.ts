import type { Part } from './figure.ts';
import { letters } from './letters/letters.ts';
import { practice } from './practice/practice.ts';
import { queue } from './queue/queue.ts';
import { store } from './store/store.ts';
import { traffic } from './traffic/traffic.ts';

/** Every part of the benchmark, in the order of the table. A new one is one more line. */
export const PARTS: readonly Part[] = [letters, store, practice, queue, traffic];
