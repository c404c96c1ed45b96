import { html, type CSSResultGroup, type nothing, type TemplateResult } from 'lit';
import type { OnlineServices, SplitView } from '../../../services/application/views.ts';
import { loadWords, words, type Words } from '../../../services/words/words.ts';
import { OsConfirmDialog } from '../../base/os-confirm-dialog.ts';
import { PageElement } from '../../base/page-element.ts';
import { Question } from '../../base/question.ts';
import { OsPageHelp } from '../../help/os-page-help.ts';
import { OsSectionHelp } from '../../help/os-section-help.ts';
import { InWay } from './in-way.ts';
import { WayList } from './on-the-way.ts';
import { OutWay } from './out-way.ts';
import { SplitDesk, type SplitPage } from './split-desk.ts';
import { checklistPart } from './split-parts.ts';
import { splitStyles } from './split-styles.ts';
import { TransferJobs } from './transfer-jobs.ts';

/** Its parts, for whoever has opened it: they go with them, and so does all they know. */
interface Parts {
  readonly desk: SplitDesk;
  readonly jobs: TransferJobs;
  readonly out: OutWay;
  readonly way: WayList;
  readonly in: InWay;
}

/**
 * The page of splits and merges: accounts are handed over to another practice, and taken in from one. It keeps nothing: who signs
 * out, or leaves it, leaves nothing of it on the screen.
 *
 * @attr {light|dark} theme - Colour scheme; without it the page's `color-scheme`, else the person's preference.
 * @attr {number} heading-level - Level of the page's heading, 2 by default.
 */
export class OsPracticeSplit extends PageElement {
  static override styles: CSSResultGroup = [PageElement.styles, splitStyles];

  #services: OnlineServices | undefined;
  #parts: Parts | undefined;
  protected override readonly topic = 'split';
  readonly #question = new Question(this, this.announcer);

  /** What it shows and does: given once, and read by nobody. */
  override set services(services: OnlineServices | undefined) {
    super.services = services;
    this.#services ??= services;
  }

  protected override get text(): Words['split']['page'] {
    return words('split').page;
  }

  protected override forget(): void {
    this.#parts?.desk.close();
    this.#parts = undefined;
    this.#question.forget();
  }

  protected override async begin(): Promise<void> {
    const isStill = this.stillHere();
    await loadWords('tab', 'dialogs', 'jobs', 'accounts');
    if (!isStill()) return;
    const opened = await this.#services?.openSplit({});
    // Somebody else may sit here by now.
    if (opened === undefined || !isStill()) return;
    if (!opened.ok) {
      this.trouble = opened.failure.message;
      return;
    }
    const parts = this.#partsFor(opened.value);
    // The session may have ended in between.
    if (!isStill()) {
      parts.desk.close();
      return;
    }
    this.#parts = parts;
    this.requestUpdate();
    await Promise.all([parts.way.read(), parts.out.readGps()]);
  }

  #partsFor(view: SplitView): Parts {
    const desk = new SplitDesk(view, this.#page);
    const start = (name: string, planId: string): void => void this.#start(name, planId);
    const way = new WayList(desk);
    const isOver = (): void => void way.read();
    const signedOut = (): void => {
      this.anew();
    };
    return {
      desk,
      jobs: new TransferJobs(desk, isOver, signedOut),
      out: new OutWay(desk, start),
      way,
      in: new InWay(desk, start),
    };
  }

  readonly #page: SplitPage = {
    commands: this.commands,
    headingLevel: () => this.headingLevel,
    changed: () => {
      this.requestUpdate();
    },
    say: (text) => {
      this.announcer.say(text);
    },
    trouble: (why) => {
      this.trouble = why;
    },
    focus: (selector) => this.focusOn(selector),
    ask: (question, yes) => {
      this.#question.ask(question, yes);
    },
  };

  /** Begins what was looked at. */
  async #start(name: string, planId: string): Promise<void> {
    const parts = this.#parts;
    if (parts === undefined) return;
    if (!(await parts.desk.run(name, (view) => view.start(planId)))) return;
    parts.out.forgetPlan();
    parts.in.forgetPlan();
    this.announcer.say(this.text.begun);
    await this.focusOn('#jobs');
  }

  protected override renderOver(): TemplateResult | typeof nothing {
    return this.#question.render(this.headingLevel);
  }

  protected override renderOpened(): TemplateResult | undefined {
    const parts = this.#parts;
    if (parts === undefined) return undefined;
    const { desk, jobs, out, way } = parts;
    return html`${jobs.render()} ${out.render()} ${way.render()} ${parts.in.render()}
    ${checklistPart(out.day, desk.view, desk)}`;
  }
}

export const SPLIT_ELEMENTS = {
  'os-confirm-dialog': OsConfirmDialog,
  'os-page-help': OsPageHelp,
  'os-practice-split': OsPracticeSplit,
  'os-section-help': OsSectionHelp,
} as const;

declare global {
  interface HTMLElementTagNameMap {
    'os-practice-split': OsPracticeSplit;
  }
}
