import type { LetterRecord } from '../../domain/records.ts';
import { ok, type Result } from '../../domain/result.ts';
import { words } from '../../words/words.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import { allAnswered } from '../commands/questions.ts';
import type { PatientAction } from '../commands/staff-action.ts';
import type { AnsweredOperation } from '../commands/staff-command.ts';
import {
  isAddressAskedFor,
  makeLetter,
  type LetterChoices,
  type LetterFacts,
  type PreparedLetter,
} from './registration-letter.ts';

/** Printing or saving the letter of a patient. */
export type LetterHandOver = AnsweredOperation & LetterChoices;

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
  const made = await makeLetter(action, ports, input);
  if (!made.ok) return made;
  const { letter, facts } = made.value;
  const warned = letter.warning === undefined ? [] : [{ code: 'codes-not-shared' } as const];
  const mayGoOn = allAnswered(warned, input);
  if (!mayGoOn.ok) return mayGoOn;
  // Making it may have taken a while: nothing leaves the house for somebody, or in front of somebody, else.
  const stands = await action.stillStands();
  if (!stands.ok) return stands;
  // Audited before the codes go out, because afterwards it could fail.
  const withAddress = isAddressAskedFor(action.patient, input);
  const audited = await action.audit(words('commands').letter.begins({ ...way, withAddress }));
  if (!audited.ok) return audited;
  const handed = await way.hand(letter);
  if (!handed.ok) return handed;
  if (!handed.value) {
    await action.audit(words('commands').letter.ways[way.medium].cancelled);
    return handed;
  }
  const recorded = await record(way, action, input, facts, ports);
  return recorded.ok ? ok(true) : recorded;
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
  };
  return action.commitWhatHappened({
    operationId: input.operationId,
    description: words('commands').letter.ways[medium].description,
    summary: words('commands').letter.recorded({
      medium,
      copy,
      withAddress: isAddressAskedFor(action.patient, input),
    }),
    writes: [{ ...(before && { before }), after: { kind: 'letter', body: letter } }],
  });
}
