/** Does one piece of work after another, whoever asks: also across a change of session or lead. */
export class Turns {
  private last: Promise<void> = Promise.resolve();

  /** Runs `work` when all earlier work has ended, well or badly. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.last.then(work);
    this.last = mine.then(nothing, nothing);
    return mine;
  }
}

function nothing(): void {
  return;
}
