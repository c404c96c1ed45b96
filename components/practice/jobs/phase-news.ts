import type { JobsHere, JobView } from '../../../services/application/views.ts';
import { words } from '../../../services/words/words.ts';

/** A job that has come into another phase, and what to say of it. */
interface News {
  readonly said: string;
  readonly isOver: boolean;
}

/** Tells of each job when it comes into another phase; of one that is seen for the first time nothing is new. */
export class PhaseNews {
  readonly #phases = new Map<string, JobView['phase']>();

  of(here: JobsHere): readonly News[] {
    return here.available ? here.jobs.flatMap((job) => this.#newsOf(job)) : [];
  }

  #newsOf({ id, title, phase, progress }: JobView): readonly News[] {
    const before = this.#phases.get(id);
    this.#phases.set(id, phase);
    if (before === undefined || before === phase) return [];
    const said = `${title}: ${words('jobs').page.phases[phase]}. ${progress}`;
    return [{ said, isOver: phase === 'done' || phase === 'cancelled' }];
  }
}
