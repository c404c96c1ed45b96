import { PATIENT_COMMANDS } from './patient-commands.ts';
import { PRACTICE_COMMANDS } from './practice-commands.ts';

/** Everything staff can do. */
export const COMMANDS = { ...PATIENT_COMMANDS, ...PRACTICE_COMMANDS };
