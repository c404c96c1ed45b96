import { html, nothing, type TemplateResult } from 'lit';
import type {
  ArrivalCandidate,
  ArrivalView,
  Finishing,
  InPlan,
  SplitView,
} from '../../../services/application/views.ts';
import { words } from '../../../services/words/words.ts';
import { commandButton } from '../../base/command-button.ts';
import { message } from '../../base/tone.ts';
import { arrivalCard, type ArrivalActs } from './arrivals.ts';
import type { SplitDesk } from './split-desk.ts';
import { beginPart, lookedPart, noticesPart, SHOWN, splitSection } from './split-parts.ts';

/** Accounts are taken in: who would come is looked at first, and whoever does not fit is for a person to decide about. */
export class InWay {
  private plan: InPlan | undefined;
  private finishing: Finishing | undefined;
  /** Reasons for giving back that were chosen, and what is wrong with them, by transfer. */
  private reasons: ReadonlyMap<string, string> = new Map();
  private errors: ReadonlyMap<string, string> = new Map();

  constructor(
    private readonly desk: SplitDesk,
    private readonly start: (name: 'take-in', planId: string) => void,
  ) {
    desk.follow('finishing', desk.view.finishing$, (finishing) => {
      this.finishing = finishing;
    });
  }

  forgetPlan(): void {
    this.plan = undefined;
    this.desk.changed();
  }

  render(): TemplateResult {
    const { page } = words('split');
    const { plan, finishing, desk } = this;
    return splitSection(
      desk,
      'in',
      page.in,
      html`<p class="quiet">${page.inHint}</p>
        ${finishing === undefined ? nothing : finishingPart(finishing)}
        <div class="step">
          ${commandButton({
            name: 'look-in',
            label: page.inLook,
            ...(plan?.id === undefined && { kind: 'primary' as const }),
            commands: desk.commands,
            run: this.look,
          })}
        </div>
        ${plan === undefined ? nothing : this.renderPlan(plan)}`,
    );
  }

  private readonly look = (): void => {
    const { desk } = this;
    this.reasons = new Map();
    this.forgetPlan();
    desk.follow('in', desk.view.planIn$(), (plan) => {
      this.plan = plan;
      if (plan.isWhole) desk.say(this.saidOf(plan));
    });
  };

  private saidOf({ todo, unmatched }: InPlan): string {
    const { page } = words('split');
    if (todo.count > 0) return page.wouldCome(todo.count);
    return unmatched.length === 0 ? page.inNone : page.nobodyComes;
  }

  private renderPlan(plan: InPlan): TemplateResult {
    const { page } = words('split');
    const { todo, notices, unmatched, hadOne, unreadable, id } = plan;
    const more = unmatched.length - SHOWN;
    return html`${lookedPart(plan, this.saidOf(plan), this.desk)}
    ${hadOne > 0 ? html`<p>${page.hadOne(hadOne)}</p>` : nothing}
    ${noticesPart(page.toKnowIn, notices, this.desk)}
    ${unreadable > 0 ? message('warning', page.unreadable(unreadable)) : nothing}
    ${
      id === undefined
        ? nothing
        : beginPart(
            {
              name: 'take-in',
              label: page.takeIn(todo.count),
              safe: page.takeInSafe,
              start: () => {
                this.start('take-in', id);
              },
            },
            this.desk,
          )
    }
    ${
      unmatched.length === 0
        ? nothing
        : html`<p><strong>${page.forPerson(unmatched.length)}</strong></p>
            ${unmatched.slice(0, SHOWN).map((arrival) => arrivalCard(arrival, this.acts))}`
    }
    ${more > 0 ? html`<p class="quiet">${page.wayMore(more)}</p>` : nothing}`;
  }

  private get acts(): ArrivalActs {
    const { desk } = this;
    return {
      commands: desk.commands,
      headingLevel: desk.headingLevel + 1,
      match: (arrival, candidate) => {
        const { matchAsk: ask } = words('split').page;
        desk.ask(
          { ...ask, message: ask.message(arrival.name, candidate.name, candidate.follows) },
          () => void this.match(arrival, candidate),
        );
      },
      giveBack: (arrival) => void this.giveBack(arrival),
      reasonOf: (id) => this.reasons.get(id) ?? '',
      errorOf: (id) => this.errors.get(id),
      chooseReason: (id, reason) => {
        this.reasons = new Map(this.reasons).set(id, reason);
        this.errors = new Map();
        desk.changed();
      },
    };
  }

  private async match({ id }: ArrivalView, { patientRef, name }: ArrivalCandidate): Promise<void> {
    const done = await this.desk.run(`match-${id}-${patientRef}`, (view) =>
      view.match(id, patientRef),
    );
    this.lookAfter(done, words('split').page.matched(name));
  }

  private async giveBack({ id }: ArrivalView): Promise<void> {
    const { desk } = this;
    const because = (this.reasons.get(id) ?? '') as Parameters<SplitView['giveBack']>[1];
    const given = await desk.answerOf(`give-back-${id}`, (view) => view.giveBack(id, because));
    if (given === undefined) return;
    if (!given.ok && given.failure.field !== undefined) {
      this.errors = new Map([[id, given.failure.message]]);
      desk.say(given.failure.message);
      desk.changed();
      await desk.focus(`[id="because-${id}"]`);
      return;
    }
    if (given.ok) desk.trouble(undefined);
    else desk.refused(given.failure.message);
    this.lookAfter(given.ok, words('split').page.givenBack);
  }

  private lookAfter(isDone: boolean, said: string): void {
    this.look();
    if (!isDone) return;
    this.desk.say(said);
    void this.desk.focus('#look-in');
  }
}

/** What is being taken in, or why that is not known. */
function finishingPart(finishing: Finishing): TemplateResult {
  const { page } = words('split');
  if (!finishing.available) return message('warning', finishing.message);
  const { forAPerson, left } = finishing;
  return html`${forAPerson > 0 ? message('warning', page.forAPerson(forAPerson)) : nothing}
  ${left > 0 ? message('neutral', page.finishing(left), 'waiting') : nothing}`;
}
