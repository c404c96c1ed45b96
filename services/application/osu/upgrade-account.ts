import { upgradeAccount as upgraded } from '../../domain/osu/basic-account.ts';
import { FailureKind, ok, refuse, type Result } from '../../domain/result.ts';
import { words } from '../../words/words.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import { aboutPatient, allAnswered } from '../commands/questions.ts';
import type { PatientAction } from '../commands/staff-action.ts';
import type { AnsweredOperation } from '../commands/staff-command.ts';

interface Input extends AnsweredOperation {
  /** As the patient at the desk says it. */
  readonly username: string;
}

/**
 * *Upgrade OSU Account*: the patient goes on with the same username, now for every service. The username is asked for and
 * compared, because anybody who knew name, birthday and postcode could have made the account.
 */
export async function upgradeAccount(
  action: PatientAction,
  input: Input,
  ports: CommandPorts,
): Promise<Result<void>> {
  const known = await knowsUsername(action, input.username, ports);
  if (!known.ok) return known;
  const questions = aboutPatient(action.facts);
  const mayGoOn = allAnswered(questions, input);
  if (!mayGoOn.ok) return mayGoOn;
  const { facts } = action;
  const after = upgraded(action.records, {
    at: ports.environment.now(),
    nation: facts.practice.nation,
    offered: facts.settings.services,
    minimum: facts.settings,
    servicesId: ports.environment.newId(),
  });
  if (!after.ok) return after;
  const said = words('commands').osu;
  return action.commitRecords(after.value, {
    operationId: input.operationId,
    description: said.upgrade,
    summary: said.upgraded(questions.map(({ code }) => code)),
  });
}

async function knowsUsername(
  { records }: PatientAction,
  username: string,
  { usernames }: CommandPorts,
): Promise<Result<void>> {
  if (username.trim() === '') {
    return refuse(FailureKind.invalid, { code: 'username-not-typed' }, 'username');
  }
  const verifier = records.account?.usernameVerifier;
  const isTheirs = verifier !== undefined && (await usernames.isUsername(username, verifier));
  // Not as a slip of typing: who tries one name after another is in the audit.
  return isTheirs ? ok() : refuse(FailureKind.notAllowed, { code: 'username-differs' }, 'username');
}
