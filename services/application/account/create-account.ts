import { firstValueFrom } from 'rxjs';
import { createAccount as withNewAccount } from '../../domain/account/create-account.ts';
import { ContactType, whyUnreachable } from '../../domain/contacts/contact.ts';
import type { Reason } from '../../domain/reason.ts';
import { FailureKind, refuse, type Result } from '../../domain/result.ts';
import { words } from '../../words/words.ts';
import { codesFor, freeAccountId } from '../codes/code-issuing.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import type { PatientAction } from '../commands/staff-action.ts';
import type { PatientOperation } from '../commands/staff-command.ts';
import { serviceSet, type ServiceTick } from '../services/service-ticks.ts';

interface Input extends PatientOperation {
  readonly services: readonly ServiceTick[];
  /** The question has been answered. */
  readonly withoutEmail?: boolean;
}

/**
 * *Create Online Account*. Refused with `needs-confirmation` and a question when there is no verified preferred email and `withoutEmail` is not set.
 */
export async function createAccount(
  action: PatientAction,
  input: Input,
  ports: CommandPorts,
): Promise<Result<void>> {
  const question = input.withoutEmail === true ? undefined : await questionOfEmail(action, ports);
  return question === undefined
    ? create(action, input, ports)
    : refuse(FailureKind.needsConfirmation, question);
}

/** An address that is held is not denied: it may only have to be verified. */
async function questionOfEmail(
  { patient }: PatientAction,
  { patients }: CommandPorts,
): Promise<Reason | undefined> {
  const contacts = await firstValueFrom(patients.contacts$(patient.ref));
  const why = whyUnreachable(contacts, ContactType.email);
  if (why === undefined) return undefined;
  return { code: why === 'not-verified' ? 'email-not-verified' : 'no-preferred-email' };
}

async function create(
  action: PatientAction,
  input: Input,
  ports: CommandPorts,
): Promise<Result<void>> {
  const accountKey = ports.environment.newId();
  const accountId = await freeAccountId(ports);
  if (!accountId.ok) return accountId;
  const codes = await codesFor(accountKey, ports);
  if (!codes.ok) return codes;
  const after = withNewAccount(action.records, {
    at: ports.environment.now(),
    accountKey,
    servicesId: ports.environment.newId(),
    practiceId: ports.practice.id,
    patientRef: action.patient.ref,
    accountId: accountId.value,
    codes: codes.value,
    ...serviceSet(ports.practice.nation, input.services),
  });
  if (!after.ok) return after;
  const said = words('commands').account;
  return action.commitRecords(after.value, {
    operationId: input.operationId,
    description: said.create,
    summary: input.withoutEmail === true ? said.createdWithoutEmail : said.created,
  });
}
