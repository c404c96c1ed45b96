import { firstValueFrom } from 'rxjs';
import { FailureKind, ok, refuse, type Result } from '../../domain/result.ts';
import type { Permission } from '../../domain/practice/permission.ts';
import type { AuditAction } from '../../domain/records.ts';
import { endAccess } from '../account/end-access.ts';
import { turnSixteen } from '../account/turn-sixteen.ts';
import { noteFirstSeen } from '../account/note-first-seen.ts';
import { expireCodes } from '../codes/expire-codes.ts';
import { countMissedAppointments } from '../services/count-missed-appointments.ts';
import { words } from '../../words/words.ts';
import type { Upkeep } from '../views.ts';
import type { AllPorts } from './command-ports.ts';
import { factsAbout } from './patient-facts.ts';
import { sentenceOf } from './refusal.ts';
import { PatientAction, StaffAction, type PatientFacts, type Standing } from './staff-action.ts';
import type {
  CommandList,
  PatientCommand,
  PatientInput,
  PracticeCommand,
  StaffCommand,
} from './staff-command.ts';

/** Failures that leave no audit row: nothing was refused, or nothing can be written. */
const UNAUDITED: ReadonlySet<FailureKind> = new Set([
  FailureKind.invalid,
  FailureKind.needsConfirmation,
  FailureKind.storageUnavailable,
]);

/** What is done without having been asked for. */
const UPKEEP = {
  'expire-codes': expireCodes,
  'end-access': endAccess,
  'turn-sixteen': turnSixteen,
  'count-missed-appointments': countMissedAppointments,
  'note-first-seen': noteFirstSeen,
} as const;

/** A command whose module is there. */
type Loaded<Command extends StaffCommand> = Command & {
  readonly run: Awaited<ReturnType<Command['load']>>;
};
type LoadedCommand = Loaded<PatientCommand> | Loaded<PracticeCommand>;

/**
 * Carries commands out. What they share is here, so that none can forget it: the permission, the right patient, the
 * rule, the audit of refusals.
 */
export class CommandDesk {
  private constructor(
    private readonly ports: AllPorts,
    private readonly commands: ReadonlyMap<string, LoadedCommand>,
    private readonly onDone: (name: string) => void,
  ) {}

  /**
   * A desk for a list of commands, with all that does them: none may be missing when the network is cut later.
   * @param onDone told the name of each that was done
   */
  static async open(
    ports: AllPorts,
    list: CommandList,
    onDone: (name: string) => void = () => undefined,
  ): Promise<CommandDesk> {
    const loading = Object.entries(list).map(
      async ([name, command]) => [name, await loaded(command)] as const,
    );
    return new CommandDesk(ports, new Map(await Promise.all(loading)), onDone);
  }

  /** Gets what issuing codes without a network needs. */
  prepare(): void {
    void this.ports.issuer.prepare();
  }

  /**
   * Carries out the command of this name, or refuses it.
   * @throws {TypeError} when there is none.
   */
  async perform(name: string, input: unknown): Promise<Result<unknown>> {
    const command = this.commands.get(name);
    if (command === undefined) throw new TypeError(`There is no command "${name}".`);
    // Types of the list hold name and input together; here only the name is known.
    const outcome = await (command.about === 'patient'
      ? this.performOnPatient(command, input as never)
      : this.performForPractice(command, input as never));
    this.ports.sync.nudge();
    // What was given up before it was done, such as printing, is told by `false`.
    if (outcome.ok && outcome.value !== false) this.onDone(name);
    return outcome;
  }

  /** Does by itself what is due for the open patient. */
  keepUp(upkeep: Upkeep, patientRef: string): Promise<Result<void>> {
    return UPKEEP[upkeep](this, this.ports, patientRef);
  }

  /** An action on a patient outside any command: `undefined`, without a word, when anything stands against it. */
  async quietly(
    action: AuditAction,
    permission: Permission,
    patientRef: string,
  ): Promise<PatientAction | undefined> {
    const session = this.ports.sessions.current();
    if (session?.permissions.includes(permission) !== true) return undefined;
    const facts = await this.factsOf(patientRef);
    return facts.ok && facts.value !== undefined
      ? new PatientAction({ action, permission, byRule: true }, session, this.ports, facts.value)
      : undefined;
  }

  /**
   * A command of this name on somebody who need not be open, as one of many in a job. Nothing is audited of what is refused: the
   * job tells whom it left out.
   * @param isOneOfMany `false`: somebody asked for this one alone.
   */
  async performInJob(
    name: string,
    input: PatientInput,
    facts: PatientFacts,
    stands: Standing,
    isOneOfMany = true,
  ): Promise<Result<unknown>> {
    const admitted = this.admitInJob(name, input, facts, stands, isOneOfMany);
    if (!admitted.ok) return admitted;
    const { command, action } = admitted.value;
    return command.run(action, input as never, this.ports);
  }

  /**
   * Who acts in a job on this patient, if the command of this name may be done to them. Who they are has to come from the host, and
   * the job says what has to hold all along; questions have nobody to answer them.
   * @throws {TypeError} when it is no command on a patient, or the facts are of another one.
   */
  admitInJob(
    name: string,
    { patientRef }: PatientInput,
    facts: PatientFacts,
    stands: Standing,
    isOneOfMany = true,
  ): Result<{ readonly command: Loaded<PatientCommand>; readonly action: PatientAction }> {
    const command = this.commands.get(name);
    const session = this.ports.sessions.current();
    if (command?.about !== 'patient' || facts.patient.ref !== patientRef) {
      throw new TypeError(name);
    }
    const { audit, permission } = command;
    if (session?.permissions.includes(permission) !== true) {
      return refuse(FailureKind.notPermitted, { code: 'not-permitted' });
    }
    const failure = command.whyNot?.(facts);
    if (failure !== undefined) return { ok: false, failure };
    const doing = { action: audit, permission, ...(isOneOfMany && { inJob: true as const }) };
    return ok({ command, action: new PatientAction(doing, session, this.ports, facts, stands) });
  }

  private async performOnPatient(
    command: Loaded<PatientCommand>,
    input: never,
  ): Promise<Result<unknown>> {
    const { patientRef } = input as PatientInput;
    const permitted = await this.permit(command, { patientRef });
    if (!permitted.ok) return permitted;
    const facts = await this.factsOf(patientRef);
    if (!facts.ok) return facts;
    if (facts.value === undefined) {
      await permitted.value.auditRefusal(words('commands').action.audit.anotherPatient, {
        patientRef,
      });
      return refuse(FailureKind.notAllowed, { code: 'another-patient' });
    }
    const { doing, session } = permitted.value;
    const action = new PatientAction(doing, session, this.ports, facts.value);
    const failure = command.whyNot?.(facts.value);
    return failure === undefined
      ? settled(action, await command.run(action, input, this.ports))
      : settled(action, { ok: false, failure });
  }

  private async performForPractice(
    command: Loaded<PracticeCommand>,
    input: never,
  ): Promise<Result<unknown>> {
    const permitted = await this.permit(command, {});
    if (!permitted.ok) return permitted;
    return settled(permitted.value, await command.run(permitted.value, input, this.ports));
  }

  /** Who acts, if their role allows it; a refusal is audited. */
  private async permit(
    { audit, permission }: StaffCommand,
    subject: Partial<PatientInput>,
  ): Promise<Result<StaffAction>> {
    const session = this.ports.sessions.current();
    if (session === null) return refuse(FailureKind.notPermitted, { code: 'signed-out' });
    const action = new StaffAction({ action: audit, permission }, session, this.ports);
    if (session.permissions.includes(permission)) return ok(action);
    await action.auditRefusal(words('commands').action.audit.noPermission, subject);
    return refuse(FailureKind.notPermitted, { code: 'not-permitted' });
  }

  /** All that is known of a patient, `undefined` when another one is open. */
  private async factsOf(patientRef: string): Promise<Result<PatientFacts | undefined>> {
    const patient = await firstValueFrom(this.ports.patients.current$);
    return patient?.ref === patientRef ? factsAbout(patient, this.ports) : ok(undefined);
  }
}

async function loaded(command: StaffCommand): Promise<LoadedCommand> {
  return command.about === 'patient'
    ? { ...command, run: await command.load() }
    : { ...command, run: await command.load() };
}

/** Passes an outcome on, having audited a refusal; slips of typing and questions are no refusals. */
async function settled(action: StaffAction, outcome: Result<unknown>): Promise<Result<unknown>> {
  if (!outcome.ok && !UNAUDITED.has(outcome.failure.kind)) {
    await action.auditRefusal(sentenceOf(outcome.failure.reason));
  }
  return outcome;
}
