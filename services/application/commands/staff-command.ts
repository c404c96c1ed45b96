/** What a command is made of. A new one is a module that does it, and an entry in command-list.ts. */
import type { Permission } from '../../domain/practice/permission.ts';
import type { QuestionCode, RuleReason } from '../../domain/reason.ts';
import type { AuditAction } from '../../domain/records.ts';
import type { Failure, Result } from '../../domain/result.ts';
import type { CommandPorts } from './command-ports.ts';
import type { Refusal } from './refusal.ts';
import type { PatientAction, PatientFacts, StaffAction } from './staff-action.ts';

/** Whether something may be done, and the sentence why not. `hidden` = it makes no sense here, show nothing. */
export type Allowed =
  | {
      readonly allowed: true;
      /** It is what comes next for this patient. */
      readonly recommended?: true;
      /** Sentence: what to know of it, whether it may be done or not. */
      readonly note?: string;
    }
  | {
      readonly allowed: false;
      readonly reason: string;
      readonly hidden?: boolean;
      /** There would be nothing in the way, were the patient's identity checked. */
      readonly needsIdentity?: true;
      readonly note?: string;
    };

/** Whom a command is about; refused when somebody else is open by then. */
export interface PatientInput {
  readonly patientRef: string;
}

/** The same, from a form: with one `operationId` it happens once, however often it is asked for. */
export interface PatientOperation extends PatientInput {
  readonly operationId: string;
}

/** An operation that may ask something first. */
export interface AnsweredOperation extends PatientOperation {
  /** Questions that a person has answered with yes. */
  readonly answered?: readonly QuestionCode[];
}

/** Who may be offered what of a patient, and when: the reason beside a button, and asked again before every run. */
export interface Rule {
  readonly permission: Permission;
  /** Why it may not be done now. */
  readonly whyNot?: (facts: PatientFacts) => Failure<RuleReason> | undefined;
  /** What to know of it, whether it may be done or not. */
  readonly note?: (facts: PatientFacts) => RuleReason | undefined;
  /** It makes no sense here, so the screen shows nothing rather than a refusal. */
  readonly hidden?: (facts: PatientFacts) => boolean;
}

/** Does it, for somebody who may. A refusal is audited by whoever called. */
export type PatientRun<Input extends PatientInput, Output> = (
  action: PatientAction,
  input: Input,
  ports: CommandPorts,
) => Promise<Result<Output>>;

/** The same for the practice. */
export type PracticeRun<Input, Output> = (
  action: StaffAction,
  input: Input,
  ports: CommandPorts,
) => Promise<Result<Output>>;

interface Described<Run> {
  /** What audit rows call it. Kept on the shared record for ever, so never changed. */
  readonly audit: AuditAction;
  /** Fetches what does it. */
  readonly load: () => Promise<Run>;
}

/** Something staff do to the patient who is open. */
export interface PatientCommand<Run = PatientRun<never, unknown>> extends Described<Run>, Rule {
  readonly about: 'patient';
}

/** Something staff do for the practice, whoever is open. */
export interface PracticeCommand<Run = PracticeRun<never, unknown>> extends Described<Run> {
  readonly about: 'practice';
  readonly permission: Permission;
}

/** Any command of a list. */
export type StaffCommand = PatientCommand | PracticeCommand;

/** Commands by names of the facade's methods. */
export type CommandList = Readonly<Record<string, StaffCommand>>;

/** The methods a list of commands makes. */
export type MethodsOf<List extends CommandList> = {
  readonly [Name in keyof List]: Awaited<ReturnType<List[Name]['load']>> extends (
    action: never,
    input: infer Input,
    ports: never,
  ) => Promise<Result<infer Output>>
    ? (input: Input) => Promise<Result<Output, Refusal>>
    : never;
};

/** What a list of commands says of the patient who is open; a name is missing until its rule has loaded. */
export type AllowedOf<List extends CommandList> = {
  readonly [
    Name in keyof List as List[Name] extends { readonly about: 'patient' } ? Name : never
  ]?: Allowed;
};

export function patientCommand<Input extends PatientInput, Output>(
  command: Omit<PatientCommand<PatientRun<Input, Output>>, 'about'>,
): PatientCommand<PatientRun<Input, Output>> {
  return { about: 'patient', ...command };
}

export function practiceCommand<Input, Output>(
  command: Omit<PracticeCommand<PracticeRun<Input, Output>>, 'about'>,
): PracticeCommand<PracticeRun<Input, Output>> {
  return { about: 'practice', ...command };
}
