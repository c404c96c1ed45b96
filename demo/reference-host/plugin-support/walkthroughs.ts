import type { Disposable } from '../../../plugin/host-api.ts';
import { Disposables } from '../base/disposables.ts';
import { ObservableValue } from '../base/observable-value.ts';
import type { WorkstationMemory } from '../shell/workstation-memory.ts';
import type { RunnableCommand } from './contributions.ts';
import type { StepContribution, WalkthroughContribution } from './plugin-manifest.ts';
import type { WhenClause } from './when-clause.ts';

/** A step as somebody has come to it. */
export interface ShownStep {
  readonly step: StepContribution;
  readonly isDone: boolean;
}

/** A walkthrough that the person signed in has not hidden. */
export interface ShownWalkthrough {
  readonly walkthrough: WalkthroughContribution;
  readonly steps: readonly ShownStep[];
}

export interface WalkthroughParts {
  readonly memory: Pick<WorkstationMemory, 'read' | 'write'>;
  /** Who is signed in. */
  readonly staffId: () => string | undefined;
  readonly holds: (clause: WhenClause) => boolean;
  /** What clauses ask about. */
  readonly changes: readonly (
    | { subscribe(listener: () => void): Disposable }
    | { onDidChange(listener: () => void): Disposable }
  )[];
}

/** What is remembered of one walkthrough for one person at this workstation. */
interface Progress {
  readonly done: readonly string[];
  readonly isHidden: boolean;
}

const SHOW = 'host.show:';

/** How far each person at this workstation has come with the walkthroughs of the plugin. */
export class Walkthroughs implements Disposable {
  /** Counts the changes: whoever shows them looks again. */
  readonly changes = new ObservableValue(0);
  readonly #all: readonly WalkthroughContribution[];
  readonly #parts: WalkthroughParts;
  readonly #held = new Disposables();

  constructor(all: readonly WalkthroughContribution[], parts: WalkthroughParts) {
    this.#all = all;
    this.#parts = parts;
    // When all that changes together has: keys of who sat here before are taken back one after the other.
    let isDue = false;
    const look = (): void => {
      if (isDue) return;
      isDue = true;
      queueMicrotask(() => {
        isDue = false;
        this.look();
      });
    };
    for (const source of parts.changes) {
      this.#held.add('subscribe' in source ? source.subscribe(look) : source.onDidChange(look));
    }
  }

  /** Those that the person signed in has not hidden. */
  get shown(): readonly ShownWalkthrough[] {
    if (this.#parts.staffId() === undefined) return [];
    return this.#all
      .filter(({ id }) => !this.#progress(id).isHidden)
      .map((walkthrough) => {
        const { done } = this.#progress(walkthrough.id);
        const steps = walkthrough.steps
          .filter(({ when }) => this.#parts.holds(when))
          .map((step) => ({ step, isDone: done.includes(step.id) }));
        return { walkthrough, steps };
      });
  }

  /** One for each that is hidden, to bring it back. */
  get commands(): readonly RunnableCommand[] {
    if (this.#parts.staffId() === undefined) return [];
    return this.#all
      .filter(({ id }) => this.#progress(id).isHidden)
      .map(({ id, title }) => ({ id: `${SHOW}${id}`, title: `Show: ${title}` }));
  }

  hide(id: string): void {
    this.#remember(id, { ...this.#progress(id), isHidden: true });
  }

  bringBack(commandId: string): void {
    const id = commandId.slice(SHOW.length);
    this.#remember(id, { ...this.#progress(id), isHidden: false });
  }

  /** Something was done that a step may wait for. */
  happened(event: string): void {
    this.#tick(({ events }) => events.includes(event));
  }

  /** Ticks off what holds now. */
  look(): void {
    this.#tick(({ contexts }) => contexts.some(this.#parts.holds));
  }

  dispose(): void {
    this.#held.dispose();
  }

  #tick(isDone: (step: StepContribution) => boolean): void {
    if (this.#parts.staffId() === undefined) return;
    for (const { id, steps } of this.#all) {
      const progress = this.#progress(id);
      const more = steps.filter((step) => !progress.done.includes(step.id) && isDone(step));
      if (more.length === 0) continue;
      this.#remember(id, { ...progress, done: [...progress.done, ...more.map((step) => step.id)] });
    }
    // A step may have come to be shown.
    this.changes.set(this.changes.value + 1);
  }

  #remember(id: string, progress: Progress): void {
    const name = this.#nameOf(id);
    if (name === undefined) return;
    this.#parts.memory.write(name, JSON.stringify(progress));
    this.changes.set(this.changes.value + 1);
  }

  #progress(id: string): Progress {
    const name = this.#nameOf(id);
    return progressIn(name === undefined ? undefined : this.#parts.memory.read(name));
  }

  #nameOf(id: string): string | undefined {
    const staffId = this.#parts.staffId();
    return staffId === undefined ? undefined : `walkthrough.${staffId}.${id}`;
  }
}

/** What is kept in a browser may be anything. */
function progressIn(kept: string | undefined): Progress {
  try {
    const { done, isHidden } = JSON.parse(kept ?? '{}') as Partial<Record<keyof Progress, unknown>>;
    return { done: Array.isArray(done) ? done.map(String) : [], isHidden: isHidden === true };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError)
      return { done: [], isHidden: false };
    throw error;
  }
}
