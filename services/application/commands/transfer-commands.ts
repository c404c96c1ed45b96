/**
 * What is done to patients who move to another practice: one by one of a job, or from the page of splits and merges. No screen
 * of a patient offers it. What does it comes with its page, and not with every command.
 */
import { Permission } from '../../domain/practice/permission.ts';
import type { HandOver } from '../split/hand-over.ts';
import type { TakeBack } from '../split/take-back.ts';
import type { TakeIn } from '../split/take-in.ts';
import { patientCommand, practiceCommand, type PatientRun } from './staff-command.ts';

/** By names of methods. */
export const TRANSFER_COMMANDS = {
  openSplit: practiceCommand({
    permission: Permission.splitPractice,
    audit: 'open-split',
    load: async () => (await import('../split/open-split.ts')).openSplit,
  }),
  handOverAccount: patientCommand({
    permission: Permission.splitPractice,
    audit: 'hand-over-account',
    load: () =>
      later<HandOver>(async () => (await import('../split/hand-over.ts')).handOverAccount),
  }),
  takeInAccount: patientCommand({
    permission: Permission.splitPractice,
    audit: 'take-in-account',
    load: () => later<TakeIn>(async () => (await import('../split/take-in.ts')).takeInAccount),
  }),
  takeBackAccount: patientCommand({
    permission: Permission.splitPractice,
    audit: 'take-back-account',
    load: () =>
      later<TakeBack>(async () => (await import('../split/take-back.ts')).takeBackAccount),
  }),
} as const;

function later<Input extends { readonly patientRef: string }>(
  load: () => Promise<PatientRun<Input, void>>,
): Promise<PatientRun<Input, void>> {
  return Promise.resolve(async (action, input, ports) => (await load())(action, input, ports));
}
