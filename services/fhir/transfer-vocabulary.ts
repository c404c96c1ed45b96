/** Systems and codes of transfers between practices, apart from the rest: only who splits or merges needs them. */
import { BASE } from './vocabulary.ts';

/**
 * `meta.tag`s naming the practice to which an account is handed over, and the one that hands it over. Not the tag of a practice's
 * records: it
 * is a record of both and of neither, and no workstation fetches and keeps it.
 */
export const TRANSFER_TAG = `${BASE}/transfer`;
export const TRANSFER_FROM_TAG = `${BASE}/transfer-from`;
/** Value `<job id>.<patient ref>`: the operation that hands it over. */
export const TRANSFER_ID = `${BASE}/Id/transfer`;
export const TASK_CODE_TRANSFER = 'practice-transfer';
/** Inputs `number`, `birth-date`, `surname`, `name`, `account`, `service` and `identity-check`: gone once it is over. */
export const TRANSFER_INPUT = `${BASE}/CodeSystem/transfer-input`;
/** Task: parts `fromName`, `toName`, `closing`, `accountKey`, `outcome` and `because`. */
export const TRANSFER_EXTENSION = `${BASE}/StructureDefinition/transfer`;
/** Task.input of a check of identity: parts `date`, `staff`, `recordedAt` and `vouchedAs`. */
export const HANDED_CHECK_EXTENSION = `${BASE}/StructureDefinition/handed-identity-check`;
