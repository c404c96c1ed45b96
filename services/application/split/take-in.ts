/**
 * *Transfer in*, for one patient: it is claimed first, so that it cannot be taken back any more; then the account is made under the
 * key that the transfer names, so that two workstations make one; and once that is on the shared record it is said to be taken in
 * (finishing.ts). Killed anywhere, it goes on from what it finds.
 */
import { sixteenthBirthday } from '../../domain/account/child-account.ts';
import { whyForAPerson, whyNotTakenIn } from '../../domain/split/split-rules.ts';
import { whyNotMatched, whyNotTaken } from '../../domain/split/matching.ts';
import { finishedIn, isWhole, takenIn } from '../../domain/split/taken-in.ts';
import {
  claimedFor,
  takenInAs,
  TransferState,
  type Transfer,
  type TransferContent,
} from '../../domain/split/transfer.ts';
import { FailureKind, ok, refuse, type Result } from '../../domain/result.ts';
import { words } from '../../words/words.ts';
import { codesFor, freeAccountId } from '../codes/code-issuing.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import type { PatientAction } from '../commands/staff-action.ts';
import type { PatientOperation } from '../commands/staff-command.ts';
import { standingHere } from './finishing.ts';
import { no, transferNow, transfersOf, transferWritten } from './transfer-writes.ts';

export interface TakeIn extends PatientOperation {
  readonly transferId: string;
  /** Somebody has compared both sides and says that it is this patient. */
  readonly byHand?: true;
}

export async function takeInAccount(
  action: PatientAction,
  input: TakeIn,
  ports: CommandPorts,
): Promise<Result<void>> {
  const claimed = await claim(action, input, ports);
  if (!claimed.ok || claimed.value === undefined) return claimed as Result<never>;
  const { content } = claimed.value;
  if (content === undefined) return ok();
  const transfer = { ...claimed.value, content };
  const { account } = action.records;
  if (account === undefined) return make(action, input, transfer, ports);
  // Who has one gets no second: the transfer is finished with the one that is there.
  if (input.byHand !== true) return ok();
  const isInPart = account.id === transfer.accountKey && !isWhole(action.records, content);
  if (!isInPart) return finishDecided(input, ports);
  // It was claimed some time ago.
  const why = whyNotTaken(action.patient, action.facts.practice.nation);
  return why === undefined ? make(action, input, transfer, ports) : no(why);
}

/** The transfer as this patient's; `undefined` where it has been taken in for them before. */
async function claim(
  action: PatientAction,
  { transferId, byHand }: TakeIn,
  ports: CommandPorts,
): Promise<Result<Transfer | undefined>> {
  const transfers = await transfersOf(ports);
  if (!transfers.ok) return transfers;
  const held = await transferNow(transferId, transfers.value);
  if (!held.ok) return held;
  const { body } = held.value;
  const { ref } = action.patient;
  if (body.state === TransferState.claimed || body.state === TransferState.takenIn) {
    if (body.claimedFor !== ref) return no({ code: 'transfer-claimed' });
    return ok(body.state === TransferState.claimed ? body : undefined);
  }
  if (body.content === undefined) return no({ code: 'transfer-over' });
  const why = whyNot(action, body.content, byHand === true);
  if (!why.ok) return why;
  const stands = await action.stillStands();
  if (!stands.ok) return stands;
  const operationId = ports.environment.newId();
  const mine = claimedFor(body, ref);
  const written = await transferWritten(held.value, mine, operationId, transfers.value);
  if (!written.ok) return written;
  const audited = await action.audit(words('split').audit.claimed(body.from, byHand === true));
  return audited.ok ? ok(written.value.body) : audited;
}

/** Looked at once more, whoever looked before. */
function whyNot(
  { facts, patient, records }: PatientAction,
  content: TransferContent,
  byHand: boolean,
): Result<void> {
  const { nation } = facts.practice;
  const reason = byHand
    ? whyNotTaken(patient, nation)
    : (whyNotMatched(content.person, patient, nation) ?? whyForAPerson(records, content));
  const against = reason ?? whyNotTakenIn(facts, content);
  return against === undefined ? ok() : refuse(FailureKind.notAllowed, against);
}

/** Of an account that is here already somebody has said that it holds. */
async function finishDecided(
  { operationId, transferId }: TakeIn,
  ports: CommandPorts,
): Promise<Result<void>> {
  const transfers = await transfersOf(ports);
  if (!transfers.ok) return transfers;
  const held = await transferNow(transferId, transfers.value);
  if (!held.ok) return held;
  const standing = await standingHere(held.value, ports);
  if (!standing.ok) return standing;
  const { outcome } = standing.value;
  if (outcome === undefined) return no({ code: 'work-not-sent' });
  const over = takenInAs(held.value.body, outcome);
  const written = await transferWritten(held.value, over, operationId, transfers.value);
  return written.ok ? ok() : written;
}

/** Makes the account; of one that another workstation has begun, what is missing. */
async function make(
  action: PatientAction,
  { operationId }: TakeIn,
  transfer: Transfer & { readonly content: TransferContent },
  ports: CommandPorts,
): Promise<Result<void>> {
  const { content, accountKey, from } = transfer;
  const accountId = await freeAccountId(ports);
  if (!accountId.ok) return accountId;
  // Nobody has a use for codes of an account that lets nobody in.
  const codes = content.enabled ? await codesFor(accountKey, ports) : undefined;
  if (codes?.ok === false) return codes;
  const text = words('split').audit;
  const taking = {
    at: ports.environment.now(),
    practiceId: ports.practice.id,
    patientRef: action.patient.ref,
    accountId: accountId.value,
    nation: ports.practice.nation,
    by: action.session.staff,
    provenance: text.checkedThere(from),
    ...(codes !== undefined && { codes: codes.value }),
    ...suspension(action, content),
  };
  const { records, facts } = action;
  const isBegun = records.account !== undefined;
  const after = isBegun
    ? finishedIn(records, transfer, content, taking)
    : takenIn(records, transfer, content, taking, facts.settings);
  if (!after.ok) return after;
  return action.commitRecords(after.value, {
    operationId,
    description: text.takingIn,
    summary: isBegun ? text.finishedIn(from) : text.takenIn(from, content.enabled),
  });
}

/** Of a child's account, as of one that is created here. */
function suspension(
  { facts: { patient, settings } }: PatientAction,
  { child }: TransferContent,
): { readonly suspendOn?: string } {
  if (!settings.suspendAtSixteen || child === undefined) return {};
  return patient.birthDate === undefined ? {} : { suspendOn: sixteenthBirthday(patient.birthDate) };
}
