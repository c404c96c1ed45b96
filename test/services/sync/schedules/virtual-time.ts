interface Task {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

const realImmediate = globalThis.setImmediate;

/**
 * Time that passes only when nothing else can happen: every timer of the page is a task, the earliest runs next, and
 * all that follows from it has happened before the one after. What is run under it is the same every time.
 */
export class VirtualTime {
  /** Milliseconds since the beginning. */
  elapsed = 0;
  private readonly tasks = new Map<number, Task>();
  private made = 0;
  private uninstall: (() => void) | undefined;

  /** Takes the place of the page's timers. */
  install(): void {
    const { setTimeout, clearTimeout, setInterval, clearInterval } = globalThis;
    const real = { setTimeout, clearTimeout, setInterval, clearInterval };
    this.uninstall = () => {
      Object.assign(globalThis, real);
    };
    const start = (run: () => void, wait = 0): number => this.add(wait, run);
    const repeat = (run: () => void, period = 0): number => this.repeat(period, run);
    const clear = (id: number | undefined): void => {
      if (id !== undefined) this.tasks.delete(id);
    };
    Object.assign(globalThis, {
      setTimeout: start,
      clearTimeout: clear,
      setInterval: repeat,
      clearInterval: clear,
    });
  }

  /** Gives the page its timers back; what was still to come is dropped. */
  release(): void {
    this.tasks.clear();
    this.uninstall?.();
  }

  delay(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.add(milliseconds, resolve);
    });
  }

  /** Lets so much time pass. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.elapsed + milliseconds;
    for (;;) {
      await everythingThatFollows();
      const next = this.earliest();
      if (next === undefined || next[1].at > end) break;
      const [id, task] = next;
      this.tasks.delete(id);
      this.elapsed = Math.max(this.elapsed, task.at);
      task.run();
    }
    this.elapsed = end;
  }

  private add(wait: number, run: () => void): number {
    this.made += 1;
    return this.set(this.made, wait, run);
  }

  /** Again under the same number, by which it can be ended, also by what it does. */
  private repeat(period: number, run: () => void): number {
    const again = (): void => {
      this.set(id, Math.max(1, period), again);
      run();
    };
    const id = this.add(period, again);
    return id;
  }

  private set(id: number, wait: number, run: () => void): number {
    this.made += 1;
    this.tasks.set(id, { at: this.elapsed + Math.max(0, wait), order: this.made, run });
    return id;
  }

  private earliest(): [number, Task] | undefined {
    let found: [number, Task] | undefined;
    for (const each of this.tasks) {
      const [, task] = each;
      const isSooner =
        found === undefined ||
        task.at < found[1].at ||
        (task.at === found[1].at && task.order < found[1].order);
      if (isSooner) found = each;
    }
    return found;
  }
}

/** All promises that can settle have settled, with all that hangs on them. */
function everythingThatFollows(): Promise<void> {
  return new Promise((resolve) => {
    realImmediate(resolve);
  });
}
