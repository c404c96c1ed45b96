import { pendingRegistration } from '../../domain/codes/pending-codes.ts';
import { markOf } from '../../domain/letter/letter-details.ts';
import { whyNotPrintLetter } from '../../domain/letter/letter-rules.ts';
import type { LetterRecord, PatientRecords } from '../../domain/records.ts';
import { FailureKind, ok, refuse, type Result } from '../../domain/result.ts';
import { words } from '../../words/words.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import { allAnswered } from '../commands/questions.ts';
import { because } from '../commands/rules.ts';
import type { PatientAction } from '../commands/staff-action.ts';
import type { AnsweredOperation } from '../commands/staff-command.ts';
import { detailsNow } from './details-now.ts';
import {
  isAddressAskedFor,
  makeLetter,
  type LetterChoices,
  type LetterFacts,
  type PreparedLetter,
} from './registration-letter.ts';

/** Printing or saving the letter of a patient. */
export type LetterHandOver = AnsweredOperation &
  LetterChoices & {
    /** Whose codes were looked at: others do not go out in their place. Left out by who has looked at none. */
    readonly registrationId?: string;
  };

/** A way for a letter to go out. */
interface Way {
  readonly medium: LetterRecord['medium'];
  readonly hand: (letter: PreparedLetter) => Promise<Result<boolean>>;
}

/**
 * Makes the letter anew, hands it to the host, records it. `false` = the user cancelled at the host. Refused with
 * `needs-confirmation` and the warning when there is one that nobody has answered.
 */
export async function handOver(
  way: Way,
  action: PatientAction,
  input: LetterHandOver,
  ports: CommandPorts,
): Promise<Result<boolean>> {
  const seen = stillThese(input.registrationId, action.records, action);
  if (!seen.ok) return seen;
  const made = await makeLetter(action, ports, input);
  if (!made.ok) return made;
  const { letter, facts } = made.value;
  const warned = letter.warning === undefined ? [] : [{ code: 'codes-not-shared' } as const];
  const mayGoOn = allAnswered(warned, input);
  if (!mayGoOn.ok) return mayGoOn;
  // Making it may have taken a while: nothing leaves the house for somebody, or in front of somebody, else.
  const stands = await action.stillStands();
  if (!stands.ok) return stands;
  // Nor do codes that somebody has replaced or ended meanwhile.
  const now = await action.recordsNow();
  if (!now.ok) return now;
  const wait = stillThese(facts.registration.id, now.value, action);
  if (!wait.ok) return wait;
  // Audited before the codes go out, because afterwards it could fail.
  const withAddress = isAddressAskedFor(action.patient, input);
  const audited = await action.audit(words('commands').letter.begins({ ...way, withAddress }));
  if (!audited.ok) return audited;
  const handed = await way.hand(letter);
  if (!handed.ok) return handed;
  if (!handed.value) {
    await action.auditCancelled(words('commands').letter.ways[way.medium].cancelled);
    return handed;
  }
  const recorded = await record(way, action, input, facts, ports);
  return recorded.ok ? stillTheirs(facts, action) : recorded;
}

/** Whoever has it in hand is told that another workstation had made the account first: their letter holds codes that will not work. */
async function stillTheirs(
  { account }: LetterFacts,
  action: PatientAction,
): Promise<Result<boolean>> {
  const now = await action.recordsNow();
  return !now.ok || now.value.account?.id === account.id
    ? ok(true)
    : refuse(FailureKind.changedMeanwhile, { code: 'letter-void' });
}

/** Whether these are the codes that wait to be used, and may still be printed. */
function stillThese(
  registrationId: string | undefined,
  records: PatientRecords,
  { facts }: PatientAction,
): Result<void> {
  const failure = because(whyNotPrintLetter(records, facts.today));
  if (failure !== undefined) return { ok: false, failure };
  return registrationId === undefined || registrationId === pendingRegistration(records)?.id
    ? ok()
    : refuse(FailureKind.changedMeanwhile, { code: 'codes-replaced' });
}

function record(
  { medium }: Way,
  action: PatientAction,
  input: LetterHandOver,
  { account, copy, registration, before }: LetterFacts,
  { environment }: CommandPorts,
): Promise<Result<void>> {
  // The codes may have been replaced since this letter went out by another way: then it is another letter.
  const isTaken =
    before === undefined && action.records.letters.some(({ id }) => id === input.letterId);
  const letterId = isTaken ? undefined : input.letterId;
  const letter: LetterRecord = {
    id: letterId ?? environment.newId(),
    accountKey: account.id,
    registrationId: registration.id,
    practiceId: account.practiceId,
    patientRef: account.patientRef,
    at: environment.now(),
    by: action.session.staff,
    medium,
    copy,
    madeFor: markOf(detailsNow(action.facts), environment.newId()),
  };
  const { operationId } = input;
  const withAddress = isAddressAskedFor(action.patient, input);
  return recordLetter(letter, action, { operationId, withAddress, ...(before && { before }) });
}

/** Records a letter that has gone out: that cannot be taken back, whoever is signed in by now. */
export function recordLetter(
  letter: LetterRecord,
  action: PatientAction,
  {
    operationId,
    withAddress = false,
    before,
  }: {
    readonly operationId: string;
    readonly withAddress?: boolean;
    readonly before?: LetterRecord;
  },
): Promise<Result<void>> {
  const { medium, copy } = letter;
  return action.commitWhatHappened({
    operationId,
    description: words('commands').letter.ways[medium].description,
    summary: words('commands').letter.recorded({ medium, copy, withAddress }),
    writes: [{ ...(before && { before }), after: { kind: 'letter', body: letter } }],
  });
}
