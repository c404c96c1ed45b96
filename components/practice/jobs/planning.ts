import type { Observable } from 'rxjs';
import type { BulkKind } from '../../../services/application/jobs/jobs-form.ts';
import type { Chosen, JobsView, PlanView } from '../../../services/application/views.ts';
import { words } from '../../../services/words/words.ts';
import { Following } from '../../base/following.ts';
import { FIRST_CHOICES, hasChoices, workOf, type Choices } from './choices.ts';

/** What is about to be done: to whom is known from the start where it is not about those chosen on the list. */
export interface Beginning {
  readonly kind: BulkKind;
  readonly whom?: Chosen;
  /** Of a batch that is printed once more nothing is chosen again. */
  readonly batch?: number;
}

/** Where it is shown. */
export interface PlanningPlace {
  /** Something else is to be shown of it. */
  readonly changed: () => void;
  readonly failed: (why: string) => void;
  /** It is looked who would be done. */
  readonly looking: () => void;
  /** It has been looked at everybody. */
  readonly looked: (kind: BulkKind, plan: PlanView) => void;
}

/** What is about to be done to many at once: what is chosen for it, and who would be done. Nothing is done here. */
export class Planning {
  beginning: Beginning | undefined;
  choices = FIRST_CHOICES;
  reasonError: string | undefined;
  plan: PlanView | undefined;

  readonly #place: PlanningPlace;
  readonly #following: Following<'plan'>;

  constructor(place: PlanningPlace) {
    this.#place = place;
    this.#following = new Following(place.failed);
  }

  /** Whether it is about those who are chosen on the list. */
  get isOfTheChosen(): boolean {
    return this.beginning !== undefined && this.beginning.whom === undefined;
  }

  /** `chosen` are those chosen on the list. */
  begin(beginning: Beginning, view: JobsView, chosen: () => Chosen): void {
    this.giveUp();
    this.beginning = beginning;
    const { kind, whom, batch } = beginning;
    if (whom !== undefined && 'jobId' in whom && batch !== undefined) {
      this.#look(kind, view.planAgain$(whom.jobId, batch));
    } else if (!hasChoices(kind)) this.look(view, chosen);
  }

  giveUp(): void {
    this.beginning = undefined;
    this.change({ reason: undefined });
  }

  /** What was looked at with other choices says nothing any more. */
  readonly change = (changes: Partial<Choices>): void => {
    this.choices = { ...this.choices, ...changes };
    this.reasonError = undefined;
    this.#following.unfollow('plan');
    this.plan = undefined;
    this.#place.changed();
  };

  /** @returns false where something has still to be chosen, which is said beside it */
  look(view: JobsView, chosen: () => Chosen): boolean {
    const { beginning } = this;
    if (beginning === undefined) return true;
    const work = workOf(beginning.kind, this.choices, view.knowsGps);
    if (work !== undefined) {
      this.#look(work.kind, view.plan$(beginning.whom ?? chosen(), work));
      return true;
    }
    this.reasonError = words('jobs').dialog.reasonMissing;
    this.#place.changed();
    return false;
  }

  #look(kind: BulkKind, plan$: Observable<PlanView>): void {
    this.plan = undefined;
    this.#place.looking();
    this.#following.follow('plan', plan$, (plan) => {
      this.plan = plan;
      if (plan.isWhole) this.#place.looked(kind, plan);
      this.#place.changed();
    });
  }

  end(): void {
    this.#following.end();
  }
}
