import { PATIENT_COMMANDS } from './patient-commands.ts';
import { PRACTICE_COMMANDS } from './practice-commands.ts';
import { TRANSFER_COMMANDS } from './transfer-commands.ts';

/** Everything staff can do. */
export const COMMANDS = { ...PATIENT_COMMANDS, ...PRACTICE_COMMANDS, ...TRANSFER_COMMANDS };
