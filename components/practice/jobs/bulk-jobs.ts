import { html, type TemplateResult } from 'lit';
import type {
  JobsElsewhere,
  JobsHere,
  JobsView,
  ReportView,
} from '../../../services/application/views.ts';
import { words } from '../../../services/words/words.ts';
import type { CommandRunner } from '../../base/command-runner.ts';
import { Following } from '../../base/following.ts';
import type { Result } from '../../view-types.ts';
import type { GroupList } from './group-list.ts';
import { elsewherePart, jobsPart } from './jobs-part.ts';
import { PhaseNews } from './phase-news.ts';
import type { Beginning } from './planning.ts';

/** Where they are shown. */
export interface JobsPlace {
  readonly commands: CommandRunner;
  readonly groups: GroupList['render'];
  /** Something else is to be shown of them. */
  readonly changed: () => void;
  readonly failed: (why: string) => void;
  readonly say: (text: string) => void;
  /** What came of it; `undefined` where it was not done, which is said there. */
  readonly run: <T>(
    name: string,
    command: () => Promise<Result<T>>,
  ) => Promise<T | true | undefined>;
  /** Letters of whom a job was about are to be printed. */
  readonly print: (beginning: Beginning) => void;
}

/** What was begun, here and elsewhere: how far it is, how it is steered, and its reports. */
export class BulkJobs {
  #here: JobsHere | undefined;
  #elsewhere: JobsElsewhere | undefined;
  /** Those that were asked for, by job. */
  readonly #reports = new Map<string, ReportView>();
  readonly #news = new PhaseNews();
  readonly #place: JobsPlace;
  readonly #following: Following<'here' | 'elsewhere'>;

  constructor(place: JobsPlace) {
    this.#place = place;
    this.#following = new Following(place.failed);
  }

  follow({ jobs$, elsewhere$ }: JobsView): void {
    const { say, changed } = this.#place;
    this.#following.follow('here', jobs$, (here) => {
      this.#here = here;
      for (const { said } of this.#news.of(here)) say(said);
      changed();
    });
    this.#following.follow('elsewhere', elsewhere$, (elsewhere) => {
      this.#elsewhere = elsewhere;
      changed();
    });
  }

  end(): void {
    this.#following.end();
  }

  render(view: JobsView, headingLevel: number): TemplateResult {
    const { commands, groups, run, print } = this.#place;
    return html`${jobsPart(this.#here, {
      can: view.can,
      reports: this.#reports,
      headingLevel,
      commands,
      groups,
      steer: (name, id) => void run(`${name}-${id}`, () => view[name](id)),
      toggleReport: (id) => void this.#toggleReport(id, view),
      saveReport: (id) => void this.#saveReport(id, view),
      printAgain: (jobId, batch) => {
        print({ kind: 'reprint', whom: { jobId, batch }, batch });
      },
      printThese: (jobId) => {
        print({ kind: 'print', whom: { jobId } });
      },
    })}
    ${elsewherePart(this.#elsewhere, headingLevel)}`;
  }

  async #toggleReport(id: string, view: JobsView): Promise<void> {
    if (!this.#reports.delete(id)) {
      const report = await this.#place.run(`report-${id}`, () => view.report(id));
      if (report === undefined || report === true) return;
      this.#reports.set(id, report);
    }
    this.#place.changed();
  }

  async #saveReport(id: string, view: JobsView): Promise<void> {
    const saved = await this.#place.run(`save-${id}`, () => view.saveReport(id));
    if (saved === true) this.#place.say(words('jobs').report.saved);
  }
}
