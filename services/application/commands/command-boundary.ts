import { FailureKind, refuse, type Result } from '../../domain/result.ts';
import type { Log } from '../../ports/remote-access.ts';
import { inWords, type Refusal } from './refusal.ts';

/** How many finished operations are remembered; forms are short-lived, so a few are plenty. */
const REMEMBERED = 50;

/**
 * Where commands enter. An operation happens once: ten clicks on one button are one operation with one outcome. A bug
 * ends here, logged without anything personal, as a sentence on the screen.
 */
export class CommandBoundary {
  private readonly outcomes = new Map<string, Promise<Result<unknown, Refusal>>>();

  constructor(private readonly log: Log) {}

  /**
   * Runs `act` unless an operation with this id is under way or done; then gives that one's outcome. What was refused
   * or cancelled may be tried again with the same id.
   */
  async once<T>(
    operationId: string,
    act: () => Promise<Result<T, Refusal>>,
  ): Promise<Result<T, Refusal>> {
    // Each id belongs to one command, so what is remembered under it has that command's type.
    const earlier = this.outcomes.get(operationId) as Promise<Result<T, Refusal>> | undefined;
    if (earlier !== undefined) return earlier;
    const outcome = act();
    this.remember(operationId, outcome);
    const result = await outcome;
    if (!result.ok || result.value === false) this.outcomes.delete(operationId);
    return result;
  }

  /** Loads the commands, then runs one. */
  async run<C, T>(
    name: string,
    source: () => Promise<C>,
    act: (commands: C) => Promise<Result<T>>,
  ): Promise<Result<T, Refusal>> {
    const commands = await this.load(source);
    if (commands === undefined) {
      return inWords(refuse(FailureKind.unexpected, { code: 'commands-not-loaded' }));
    }
    try {
      return inWords(await act(commands));
    } catch (bug) {
      this.log.write('error', `Command failed: ${name}`, whereabouts(bug));
      return inWords(refuse(FailureKind.unexpected, { code: 'program-fault' }));
    }
  }

  /** `undefined` when they cannot be loaded, as when the network is cut before anybody worked here. */
  async load<C>(source: () => Promise<C>): Promise<C | undefined> {
    try {
      return await source();
    } catch (error) {
      this.log.write('error', 'Commands could not be loaded', whereabouts(error));
      return undefined;
    }
  }

  private remember(operationId: string, outcome: Promise<Result<unknown, Refusal>>): void {
    this.outcomes.set(operationId, outcome);
    const oldest = this.outcomes.keys().next().value;
    if (this.outcomes.size > REMEMBERED && oldest !== undefined) this.outcomes.delete(oldest);
  }
}

/** Which kind of error, and where. Its message may quote what somebody typed; these do not. */
function whereabouts(problem: unknown): Readonly<Record<string, string>> {
  const error = problem instanceof Error ? problem : new Error();
  const place = error.stack?.split('\n').find((line) => line.trim().startsWith('at ')) ?? '';
  return { error: error.name, place: place.trim() };
}
