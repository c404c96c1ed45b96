/** What a command is made of. A new one is a module with one of these, and a line in command-list.ts. */
import type { Permission } from '../../domain/practice/permission.ts';
import type { AuditAction } from '../../domain/records.ts';
import type { Result } from '../../domain/result.ts';
import type { CommandPorts } from './command-ports.ts';
import type { Refusal } from './refusal.ts';
import { RULES, type Rule } from './rules.ts';
import type { PatientAction, StaffAction } from './staff-action.ts';

/** Whether something may be done, and the sentence why not. `hidden` = it makes no sense here, show nothing. */
export type Allowed =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly reason: string; readonly hidden?: boolean };

/** Whom a command is about; refused when somebody else is open by then. */
export interface PatientInput {
  readonly patientRef: string;
}

/** The same, from a form: with one `operationId` it happens once, however often it is asked for. */
export interface PatientOperation extends PatientInput {
  readonly operationId: string;
}

interface Described<Name extends string> {
  /** Method of the facade: a verb and its object. */
  readonly name: Name;
  /** What audit rows call it. Kept on the shared record for ever, so never changed. */
  readonly audit: AuditAction;
}

/** Something staff do to the patient who is open, by the rule of its name. */
export interface PatientCommand<Name extends string, Input extends PatientInput, Output>
  extends Described<Name>, Rule {
  readonly about: 'patient';
  /** Does it, for somebody who may. A refusal is audited by whoever called. */
  readonly run: (
    action: PatientAction,
    input: Input,
    ports: CommandPorts,
  ) => Promise<Result<Output>>;
}

/** Something staff do for the practice, whoever is open. */
export interface PracticeCommand<Name extends string, Input, Output> extends Described<Name> {
  readonly about: 'practice';
  readonly permission: Permission;
  readonly run: (action: StaffAction, input: Input, ports: CommandPorts) => Promise<Result<Output>>;
}

/** Any command of a list. */
export type StaffCommand =
  PatientCommand<string, never, unknown> | PracticeCommand<string, never, unknown>;

/** The methods a list of commands makes. */
export type MethodsOf<List extends readonly StaffCommand[]> = {
  readonly [C in List[number] as C['name']]: C extends {
    readonly run: (
      action: never,
      input: infer Input,
      ports: never,
    ) => Promise<Result<infer Output>>;
  }
    ? (input: Input) => Promise<Result<Output, Refusal>>
    : never;
};

/** What a list of commands says of the patient who is open; a name is missing until its rule has loaded. */
export type AllowedOf<List extends readonly StaffCommand[]> = {
  readonly [C in Extract<List[number], { readonly about: 'patient' }> as C['name']]?: Allowed;
};

export function patientCommand<
  const Name extends keyof typeof RULES,
  Input extends PatientInput,
  Output,
>(
  command: Omit<PatientCommand<Name, Input, Output>, 'about' | keyof Rule>,
): PatientCommand<Name, Input, Output> {
  return { about: 'patient', ...RULES[command.name], ...command };
}

export function practiceCommand<const Name extends string, Input, Output>(
  command: Omit<PracticeCommand<Name, Input, Output>, 'about'>,
): PracticeCommand<Name, Input, Output> {
  return { about: 'practice', ...command };
}
