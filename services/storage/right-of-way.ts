/**
 * Lets what staff do pass before the exchange with the server: in a database transactions over the same tables stand in
 * one line, and somebody is waiting at the desk.
 */
export class RightOfWay {
  private passing = 0;
  private waiting: (() => void)[] = [];

  /** Does staff's work. Others wait until it is done, and until screens have asked what became of it. */
  async pass<T>(work: () => Promise<T>): Promise<T> {
    this.passing += 1;
    try {
      return await work();
    } finally {
      // Dexie tells live queries in a task of their own. On a hidden page nobody looks, and timers are slow.
      if (document.hidden) this.passed();
      else {
        setTimeout(() => {
          this.passed();
        });
      }
    }
  }

  private passed(): void {
    this.passing -= 1;
    if (this.passing === 0) this.waiting.splice(0).forEach(goOn);
  }

  /** Does anybody else's work, once no staff's is under way. */
  async giveWay<T>(work: () => Promise<T>): Promise<T> {
    while (this.passing > 0) await new Promise<void>((free) => this.waiting.push(free));
    return work();
  }
}

function goOn(free: () => void): void {
  free();
}
