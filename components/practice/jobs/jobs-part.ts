/** The jobs of this workstation, and how far they have come. */
import { html, nothing, type TemplateResult } from 'lit';
import type {
  GroupView,
  JobsElsewhere,
  JobsHere,
  JobsView,
  JobView,
  ReportView,
} from '../../../services/application/views.ts';
import { words } from '../../../services/words/words.ts';
import { commandButton } from '../../base/command-button.ts';
import type { CommandRunner } from '../../base/command-runner.ts';
import { message } from '../../base/tone.ts';

type Steering = 'pause' | 'resume' | 'cancel';

/** What is known of them, and what can be done to each. */
export interface JobsPart {
  readonly can: JobsView['can'];
  readonly reports: ReadonlyMap<string, ReportView>;
  readonly headingLevel: number;
  readonly commands: CommandRunner;
  readonly groups: (groups: readonly GroupView[]) => TemplateResult;
  readonly steer: (name: Steering, jobId: string) => void;
  readonly toggleReport: (jobId: string) => void;
  readonly saveReport: (jobId: string) => void;
  readonly printAgain: (jobId: string, batch: number) => void;
  /** The letters of those for whom the job made an account. */
  readonly printThese: (jobId: string) => void;
}

export function jobsPart(
  jobs: JobsHere | undefined,
  part: JobsPart,
): TemplateResult | typeof nothing {
  if (jobs === undefined) return nothing;
  if (!jobs.available) return message('bad', jobs.message);
  if (jobs.jobs.length === 0) return nothing;
  return html`<section class="box" aria-labelledby="jobs">
    <div id="jobs" role="heading" aria-level=${part.headingLevel} tabindex="-1">
      ${words('jobs').page.jobs}
    </div>
    ${jobs.jobs.map((job) => jobPart(job, part))}
  </section>`;
}

export function elsewherePart(
  elsewhere: JobsElsewhere | undefined,
  headingLevel: number,
): TemplateResult | typeof nothing {
  if (elsewhere === undefined) return nothing;
  if (!elsewhere.available) return html`<p class="quiet">${elsewhere.message}</p>`;
  if (elsewhere.jobs.length === 0) return nothing;
  return html`<section class="box" aria-labelledby="elsewhere">
    <div id="elsewhere" role="heading" aria-level=${headingLevel}>
      ${words('jobs').elsewhere.heading}
    </div>
    <ul>
      ${elsewhere.jobs.map(({ text }) => html`<li>${text}</li>`)}
    </ul>
  </section>`;
}

function jobPart(job: JobView, part: JobsPart): TemplateResult {
  const { page } = words('jobs');
  const { id, title, phase, progress, total, dealtWith, timeLeft, why } = job;
  const report = part.reports.get(id);
  return html`<article id="job-${id}" aria-label=${title} data-phase=${phase}>
    <p><strong>${title}</strong>: ${page.phases[phase]}</p>
    ${
      phase === 'done' || phase === 'cancelled'
        ? nothing
        : html`<progress max=${total} value=${dealtWith} aria-label=${title}></progress>`
    }
    <p>${progress}${timeLeft === undefined ? nothing : html`, ${timeLeft}`}</p>
    <p class="quiet">${page.by(job.byName, job.startedAt)}</p>
    ${why === undefined ? nothing : message('warning', why)}
    <div class="actions">${steering(job, part)} ${next(job, part)} ${reporting(job, part)}</div>
    ${report === undefined ? nothing : html`${batches(job, report, part)} ${part.groups(report.groups)}`}
  </article>`;
}

/** What can be done about a job that is under way. */
export function steering(
  { id, phase, title }: JobView,
  { commands, steer }: Pick<JobsPart, 'commands' | 'steer'>,
): TemplateResult | typeof nothing {
  const { page } = words('jobs');
  const button = (name: Steering) =>
    commandButton({
      name: `${name}-${id}`,
      label: page[name],
      fullLabel: page.of(page[name], title),
      commands,
      run: () => {
        steer(name, id);
      },
    });
  if (phase === 'running') return html`${button('pause')} ${button('cancel')}`;
  return phase === 'paused' || phase === 'interrupted'
    ? html`${button('resume')} ${button('cancel')}`
    : nothing;
}

/** Whoever creates accounts prints their letters next. */
function next(
  { id, kind, phase, title }: JobView,
  { can, commands, printThese }: JobsPart,
): TemplateResult | typeof nothing {
  const isOver = phase === 'done' || phase === 'cancelled';
  if (kind !== 'create' || !isOver) return nothing;
  const { report: text, page } = words('jobs');
  return html`${commandButton({
    name: `print-${id}`,
    label: text.printThese,
    fullLabel: page.of(text.printThese, title),
    commands,
    allowed: can.print,
    run: () => {
      printThese(id);
    },
  })}`;
}

function reporting(
  { id, title }: JobView,
  { can, commands, reports, toggleReport, saveReport }: JobsPart,
): TemplateResult {
  const { report: text, page } = words('jobs');
  const isShown = reports.has(id);
  return html`<button
      type="button"
      id="report-${id}"
      aria-expanded=${isShown ? 'true' : 'false'}
      aria-label=${page.of(isShown ? text.hide : text.show, title)}
      @click=${() => {
        toggleReport(id);
      }}
    >
      ${isShown ? text.hide : text.show}
    </button>
    ${commandButton({
      name: `save-${id}`,
      label: text.save,
      fullLabel: page.of(text.save, title),
      commands,
      allowed: can.export,
      run: () => {
        saveReport(id);
      },
    })}`;
}

function batches(
  { id }: JobView,
  { batches: told }: ReportView,
  { can, commands, printAgain }: JobsPart,
): TemplateResult | typeof nothing {
  if (told.length === 0) return nothing;
  const { report: text } = words('jobs');
  return html`<ul class="batches" aria-label=${text.batches}>
    ${told.map(
      ({ number, label, isInDoubt }) =>
        html`<li>
          ${isInDoubt ? message('warning', label) : html`<span>${label}</span>`}
          ${commandButton({
            name: `again-${id}-${number}`,
            label: text.again,
            fullLabel: text.ofBatch(text.again, number),
            commands,
            allowed: can.reprint,
            run: () => {
              printAgain(id, number);
            },
          })}
        </li>`,
    )}
  </ul>`;
}
