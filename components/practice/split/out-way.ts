import { html, nothing, type TemplateResult } from 'lit';
import { readSplitDay } from '../../../services/application/split/split-form.ts';
import type { OutPlan } from '../../../services/application/views.ts';
import { words } from '../../../services/words/words.ts';
import { commandButton } from '../../base/command-button.ts';
import type { CalendarDate } from '../../view-types.ts';
import { emptyDraft, inputOf, outForm, type OutDraft, type OutForm } from './out-form.ts';
import type { SplitDesk } from './split-desk.ts';
import { beginPart, lookedPart, noticesPart, SHOWN, splitSection } from './split-parts.ts';

/** Accounts are handed over: who would go is looked at first. */
export class OutWay {
  private draft: OutDraft;
  private errors: OutForm['errors'] = {};
  private gps: OutForm['gps'] = [];
  private plan: OutPlan | undefined;

  constructor(
    private readonly desk: SplitDesk,
    private readonly start: (name: 'hand-over', planId: string) => void,
  ) {
    this.draft = emptyDraft(desk.view.ownNation);
  }

  async readGps(): Promise<void> {
    this.gps = await this.desk.view.usualGps();
    this.desk.changed();
  }

  /** The day of the split, once it has been typed. */
  get day(): CalendarDate | undefined {
    return readSplitDay(this.draft.on, this.desk.view.today);
  }

  /** What was looked at is over, or was of something else. */
  forgetPlan(): void {
    this.plan = undefined;
    this.desk.unfollow('out');
    this.desk.changed();
  }

  render(): TemplateResult {
    const { page } = words('split');
    const { draft, errors, gps, plan, desk } = this;
    const { commands, view } = desk;
    return splitSection(
      desk,
      'out',
      page.out,
      html`<p class="quiet">${page.outHint}</p>
        ${outForm({ draft, errors, gps, today: view.today, change: this.change, wrong: this.wrong })}
        <div class="step">
          ${commandButton({
            name: 'look-out',
            label: page.look,
            ...(plan?.id === undefined && { kind: 'primary' as const }),
            commands,
            run: () => void this.look(),
          })}
        </div>
        ${plan === undefined ? nothing : this.renderPlan(plan)}`,
    );
  }

  private readonly change = (changes: Partial<OutDraft>): void => {
    this.draft = { ...this.draft, ...changes };
    this.errors = {};
    this.forgetPlan();
  };

  private readonly wrong = (id: string, error: string): void => {
    this.errors = { ...this.errors, [id]: error };
    this.desk.changed();
  };

  private async look(): Promise<void> {
    const { desk } = this;
    this.errors = {};
    this.forgetPlan();
    const input = inputOf(this.draft, desk.view.today);
    const planned = await desk.answerOf('look-out', (view) => view.planOut(input));
    if (planned === undefined) return;
    if (!planned.ok) {
      await this.refused(planned.failure);
      return;
    }
    desk.trouble(undefined);
    desk.follow('out', planned.value, (plan) => {
      this.plan = plan;
      if (plan.isWhole) desk.say(`${this.saidOf(plan)} ${words('split').page.nothingDone}`);
    });
  }

  private async refused({ field, message: why }: Refusal): Promise<void> {
    const { desk } = this;
    if (field === undefined) {
      desk.refused(why);
      return;
    }
    desk.say(why);
    this.wrong(field, why);
    await desk.focus(`#${field}`);
  }

  private saidOf({ todo: { count } }: OutPlan): string {
    const { page } = words('split');
    return count === 0 ? page.nobodyGoes : page.wouldGo(count, this.draft.name);
  }

  private renderPlan(plan: OutPlan): TemplateResult {
    const { page } = words('split');
    const { todo, notices, rejected, isWhole, id } = plan;
    const { desk } = this;
    return html`${rejected.length === 0 ? nothing : rejectedPart(rejected)}
    ${lookedPart(plan, this.saidOf(plan), desk)}
    ${isWhole ? noticesPart(page.toKnow, notices, desk) : nothing}
    ${
      id === undefined
        ? nothing
        : beginPart(
            {
              name: 'hand-over',
              label: page.handOver(todo.count),
              safe: page.handOverSafe,
              start: () => {
                this.start('hand-over', id);
              },
            },
            desk,
          )
    }`;
  }
}

interface Refusal {
  readonly field?: string;
  readonly message: string;
}

function rejectedPart(rejected: OutPlan['rejected']): TemplateResult {
  const { page } = words('split');
  return html`<details open id="rejected">
    <summary>${page.rejected(rejected.length)}</summary>
    <ul>
      ${rejected
        .slice(0, SHOWN)
        .map(({ line, text, why }) => html`<li>${page.line(line, text, why)}</li>`)}
    </ul>
  </details>`;
}
