import type { Observable } from 'rxjs';
import type { SplitView } from '../../../services/application/views.ts';
import type { CommandRunner } from '../../base/command-runner.ts';
import { Following } from '../../base/following.ts';
import type { ConfirmQuestion } from '../../base/os-confirm-dialog.ts';
import type { Result } from '../../view-types.ts';
import { GroupList } from '../jobs/group-list.ts';

/** The page on which it is shown. */
export interface SplitPage {
  readonly commands: CommandRunner;
  readonly headingLevel: () => number;
  /** Something else is to be shown. */
  readonly changed: () => void;
  readonly say: (text: string) => void;
  /** What went wrong stands above everything, till something else is done. */
  readonly trouble: (why: string | undefined) => void;
  readonly focus: (selector: string) => Promise<void>;
  readonly ask: (question: ConfirmQuestion, yes: () => void) => void;
}

/** What the parts of the page work with, for one person. Once closed it says, shows and does nothing any more. */
export class SplitDesk {
  readonly groups: GroupList;
  readonly #page: SplitPage;
  readonly #following: Following<'jobs' | 'finishing' | 'out' | 'in'>;
  #isOpen = true;

  constructor(
    readonly view: SplitView,
    page: SplitPage,
  ) {
    this.#page = page;
    this.#following = new Following((why) => {
      this.trouble(why);
    });
    this.groups = new GroupList(view.names, () => {
      this.changed();
    });
  }

  close(): void {
    this.#isOpen = false;
    this.#following.end();
  }

  get commands(): CommandRunner {
    return this.#page.commands;
  }

  /** Of its parts. */
  get headingLevel(): number {
    return this.#page.headingLevel() + 1;
  }

  follow<T>(
    name: 'jobs' | 'finishing' | 'out' | 'in',
    stream$: Observable<T>,
    next: (value: T) => void,
    over?: () => void,
  ): void {
    if (!this.#isOpen) return;
    const shown = (value: T): void => {
      next(value);
      this.changed();
    };
    this.#following.follow(name, stream$, shown, over);
  }

  unfollow(name: 'out' | 'in'): void {
    this.#following.unfollow(name);
  }

  changed(): void {
    if (this.#isOpen) this.#page.changed();
  }

  say(text: string): void {
    if (this.#isOpen) this.#page.say(text);
  }

  trouble(why: string | undefined): void {
    if (this.#isOpen) this.#page.trouble(why);
  }

  /** Why it was refused stands above, and is said. */
  refused(why: string): void {
    this.trouble(why);
    this.say(why);
  }

  async focus(selector: string): Promise<void> {
    if (this.#isOpen) await this.#page.focus(selector);
  }

  ask(question: ConfirmQuestion, yes: () => void): void {
    if (this.#isOpen) this.#page.ask(question, yes);
  }

  /** What came of it; `undefined` where nothing was done, or whoever wanted it has left. */
  async answerOf<T>(
    name: string,
    command: (view: SplitView) => Promise<Result<T>>,
  ): Promise<Result<T> | undefined> {
    const result = await this.commands.run(name, () => command(this.view));
    return this.#isOpen ? result : undefined;
  }

  /** Whether it was done. */
  async run(
    name: string,
    command: (view: SplitView) => Promise<Result<unknown>>,
  ): Promise<boolean> {
    const result = await this.answerOf(name, command);
    if (result === undefined) return false;
    if (result.ok) this.trouble(undefined);
    else this.refused(result.failure.message);
    return result.ok;
  }
}
