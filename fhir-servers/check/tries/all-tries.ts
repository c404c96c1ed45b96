import type { Try } from '../try.ts';
import { accountHistory } from './account-history.ts';
import { batch } from './batch.ts';
import { batchedWrites } from './batched-writes.ts';
import { browser } from './browser.ts';
import { clock } from './clock.ts';
import { commitOrder } from './commit-order.ts';
import { createOnceByTag } from './create-once-by-tag.ts';
import { createOnceByIdentifier } from './create-once-by-identifier.ts';
import { hints } from './hints.ts';
import { history } from './history.ts';
import { limits } from './limits.ts';
import { paging } from './paging.ts';
import { records } from './records.ts';
import { references } from './references.ts';
import { searchByPatient } from './search-by-patient.ts';
import { searchFreshness } from './search-freshness.ts';
import { searchParameters } from './search-parameters.ts';
import { searchWays } from './search-ways.ts';
import { transaction } from './transaction.ts';
import { updateSafely } from './update-safely.ts';

/** In the order they are tried: what takes long comes last, for time may be over before. */
export const ALL_TRIES: readonly Try[] = [
  records,
  createOnceByIdentifier,
  createOnceByTag,
  updateSafely,
  searchWays,
  searchParameters,
  searchFreshness,
  searchByPatient,
  accountHistory,
  batch,
  batchedWrites,
  transaction,
  references,
  clock,
  browser,
  hints,
  paging,
  commitOrder,
  history,
  limits,
];
