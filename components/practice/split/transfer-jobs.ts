import { html, nothing, type TemplateResult } from 'lit';
import type { Agreement, JobsHere, JobView } from '../../../services/application/views.ts';
import { words } from '../../../services/words/words.ts';
import { commandButton } from '../../base/command-button.ts';
import { message } from '../../base/tone.ts';
import { steering } from '../jobs/jobs-part.ts';
import { PhaseNews } from '../jobs/phase-news.ts';
import type { SplitDesk } from './split-desk.ts';
import { splitSection } from './split-parts.ts';

/** What was begun: how far it is, how it is steered, and whether what came of it is what was looked at. */
export class TransferJobs {
  private here: JobsHere | undefined;
  private agreements: ReadonlyMap<string, Agreement> = new Map();

  /** `isOver`: something has ended. `signedOut`: jobs are told of for as long as a session lasts. */
  constructor(
    private readonly desk: SplitDesk,
    isOver: () => void,
    signedOut: () => void,
  ) {
    const phases = new PhaseNews();
    const told = (here: JobsHere): void => {
      this.here = here;
      const news = phases.of(here);
      for (const { said } of news) desk.say(said);
      if (news.some((each) => each.isOver)) isOver();
    };
    desk.follow('jobs', desk.view.jobs$, told, signedOut);
  }

  render(): TemplateResult | typeof nothing {
    const { here } = this;
    if (here === undefined) return nothing;
    if (!here.available) return message('bad', here.message);
    if (here.jobs.length === 0) return nothing;
    const jobs = here.jobs.map((job) => this.renderJob(job));
    return splitSection(this.desk, 'jobs', words('split').page.jobs, html`${jobs}`);
  }

  private renderJob(job: JobView): TemplateResult {
    const { page } = words('jobs');
    const { desk } = this;
    const { id, title, phase, progress, total, dealtWith, timeLeft, why } = job;
    const isOver = phase === 'done' || phase === 'cancelled';
    const agreement = this.agreements.get(id);
    const steer = (what: 'pause' | 'resume' | 'cancel'): void => {
      void desk.run(`${what}-${id}`, (view) => view[what](id));
    };
    return html`<article class="step" id="job-${id}" aria-label=${title} data-phase=${phase}>
      <p><strong>${title}</strong>: ${page.phases[phase]}</p>
      ${
        isOver
          ? nothing
          : html`<progress max=${total} value=${dealtWith} aria-label=${title}></progress>`
      }
      <p>${progress}${timeLeft === undefined ? nothing : html`, ${timeLeft}`}</p>
      <p class="quiet">${page.by(job.byName, job.startedAt)}</p>
      ${why === undefined ? nothing : message('warning', why)}
      <div class="line">
        ${steering(job, { commands: desk.commands, steer })}
        ${isOver ? this.renderReporting(job) : nothing}
      </div>
      ${
        agreement === undefined
          ? nothing
          : html`${message(agreement.agrees ? 'good' : 'warning', agreement.text)}
            ${desk.groups.render(agreement.differences)}`
      }
    </article>`;
  }

  private renderReporting({ id, title }: JobView): TemplateResult {
    const { report, page } = words('jobs');
    const { compare } = words('split').page;
    const { commands, view } = this.desk;
    return html`${commandButton({
      name: `compare-${id}`,
      label: compare,
      fullLabel: page.of(compare, title),
      commands,
      run: () => void this.compare(id),
    })}
    ${commandButton({
      name: `save-${id}`,
      label: report.save,
      fullLabel: page.of(report.save, title),
      commands,
      allowed: view.can.export,
      run: () => void this.desk.run(`save-${id}`, (held) => held.saveReport(id)),
    })}`;
  }

  private async compare(id: string): Promise<void> {
    const { desk } = this;
    const agreement = await desk.answerOf(`compare-${id}`, (view) => view.agreement(id));
    if (agreement === undefined) return;
    if (!agreement.ok) {
      desk.refused(agreement.failure.message);
      return;
    }
    this.agreements = new Map(this.agreements).set(id, agreement.value);
    desk.say(agreement.value.text);
  }
}
