import { firstValueFrom } from 'rxjs';
import { whyNotRemind } from '../../domain/reminders/reminder-rules.ts';
import { FailureKind, refuse, type Result } from '../../domain/result.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import type { PatientAction } from '../commands/staff-action.ts';
import type { PatientInput } from '../commands/staff-command.ts';
import { remind } from './reminding.ts';

/** *Send now*: a reminder to activate the account, whether or not one is due. */
export async function sendReminder(
  action: PatientAction,
  { patientRef }: PatientInput,
  ports: CommandPorts,
): Promise<Result<void>> {
  const { account } = action.records;
  if (account === undefined) return refuse(FailureKind.notAllowed, { code: 'no-account' });
  const contacts = await firstValueFrom(ports.patients.contacts$(patientRef));
  const whom = {
    patientRef,
    accountKey: account.id,
    contacts,
    siteUrl: action.facts.settings.siteUrl,
    whyNot: whyNotRemind,
  };
  return remind(whom, action, ports);
}
