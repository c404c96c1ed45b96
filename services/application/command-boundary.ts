import { FailureKind, refuse, type Result } from '../domain/result.ts';
import type { Log } from '../ports/remote-access.ts';

/** How many finished operations are remembered; forms are short-lived, so a few are plenty. */
const REMEMBERED = 50;

const BROKEN =
  'Something went wrong inside Online Services, and it has been logged. Check what is shown before you try again.';

/**
 * Where commands enter. An operation happens once: ten clicks on one button are one operation with one outcome. A bug
 * ends here, logged without anything personal, as a sentence on the screen.
 */
export class CommandBoundary {
  private readonly outcomes = new Map<string, Promise<Result<unknown>>>();

  constructor(private readonly log: Log) {}

  /**
   * Runs `act` unless an operation with this id is under way or done; then gives that one's outcome. What was refused
   * or cancelled may be tried again with the same id.
   */
  async once<T>(
    operationId: string,
    command: string,
    act: () => Promise<Result<T>>,
  ): Promise<Result<T>> {
    // Each id belongs to one command, so what is remembered under it has that command's type.
    const earlier = this.outcomes.get(operationId) as Promise<Result<T>> | undefined;
    if (earlier !== undefined) return earlier;
    const outcome = this.run(command, act);
    this.remember(operationId, outcome);
    const result = await outcome;
    if (!result.ok || result.value === false) this.outcomes.delete(operationId);
    return result;
  }

  /** Runs a command that may happen as often as it is asked for. */
  async run<T>(command: string, act: () => Promise<Result<T>>): Promise<Result<T>> {
    try {
      return await act();
    } catch (bug) {
      // The message may quote what somebody typed; the kind of error and its place do not.
      const error = bug instanceof Error ? bug : new Error();
      const place = error.stack?.split('\n').find((line) => line.trim().startsWith('at ')) ?? '';
      this.log.write('error', `Command failed: ${command}`, { error: error.name, place });
      return refuse(FailureKind.unexpected, BROKEN);
    }
  }

  private remember(operationId: string, outcome: Promise<Result<unknown>>): void {
    this.outcomes.set(operationId, outcome);
    const oldest = this.outcomes.keys().next().value;
    if (this.outcomes.size > REMEMBERED && oldest !== undefined) this.outcomes.delete(oldest);
  }
}
