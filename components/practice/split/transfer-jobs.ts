import { html, nothing, type TemplateResult } from 'lit';
import type {
  Agreement,
  GroupView,
  JobsHere,
  JobView,
  SplitView,
} from '../../../services/application/views.ts';
import { words } from '../../../services/words/words.ts';
import { commandButton } from '../../base/command-button.ts';
import type { CommandRunner } from '../../base/command-runner.ts';
import { message } from '../../base/tone.ts';
import { steering } from '../jobs/jobs-part.ts';

/** How what was begun is steered, and what is asked about it. */
export interface JobActs {
  readonly commands: CommandRunner;
  readonly headingLevel: number;
  readonly canExport: SplitView['can']['export'];
  readonly steer: (what: 'pause' | 'resume' | 'cancel', jobId: string) => void;
  readonly compare: (jobId: string) => void;
  readonly save: (jobId: string) => void;
  readonly agreementOf: (jobId: string) => Agreement | undefined;
  readonly groups: (groups: readonly GroupView[]) => TemplateResult;
}

export function transferJobs(
  here: JobsHere | undefined,
  acts: JobActs,
): TemplateResult | typeof nothing {
  if (here === undefined) return nothing;
  if (!here.available) return message('bad', here.message);
  if (here.jobs.length === 0) return nothing;
  return html`<section class="card" aria-labelledby="jobs">
    <header>
      <div id="jobs" role="heading" aria-level=${acts.headingLevel} tabindex="-1">
        ${words('split').page.jobs}
      </div>
    </header>
    <div class="body">${here.jobs.map((job) => jobPart(job, acts))}</div>
  </section>`;
}

function jobPart(job: JobView, acts: JobActs): TemplateResult {
  const { page } = words('jobs');
  const { id, title, phase, progress, total, dealtWith, timeLeft, why } = job;
  const isOver = phase === 'done' || phase === 'cancelled';
  const agreement = acts.agreementOf(id);
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
    <div class="line">${steering(job, acts)} ${isOver ? reporting(job, acts) : nothing}</div>
    ${
      agreement === undefined
        ? nothing
        : html`${message(agreement.agrees ? 'good' : 'warning', agreement.text)}
          ${acts.groups(agreement.differences)}`
    }
  </article>`;
}

function reporting({ id, title }: JobView, acts: JobActs): TemplateResult {
  const { report, page } = words('jobs');
  const { compare } = words('split').page;
  const { commands, canExport: allowed } = acts;
  return html`${commandButton({
    name: `compare-${id}`,
    label: compare,
    fullLabel: page.of(compare, title),
    commands,
    run: () => {
      acts.compare(id);
    },
  })}
  ${commandButton({
    name: `save-${id}`,
    label: report.save,
    fullLabel: page.of(report.save, title),
    commands,
    allowed,
    run: () => {
      acts.save(id);
    },
  })}`;
}
