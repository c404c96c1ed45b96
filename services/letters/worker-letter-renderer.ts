import { inject, injectable, type InjectionToken } from 'tsyringe';
import { ok, type Result } from '../domain/result.ts';
import {
  LETTERS_AT_HAND,
  type LetterRenderer,
  type LettersAtHand,
  type RegistrationLetter,
  type Report,
} from '../ports/letter-renderer.ts';
import { LOG, type Log } from '../ports/remote-access.ts';
import { LetterMaker, pdfOf } from './worker-letter-maker.ts';
import type { LetterTask } from './letter-worker-messages.ts';

/** Where the letter worker's script is; same origin as the page, as browsers demand of workers. */
export const LETTER_WORKER_URL: InjectionToken<URL> = Symbol('LetterWorkerUrl');

/** The worker that belongs to this product: in source the TypeScript file, once built the bundle beside main.js. */
export const letterWorkerUrl = new URL('./letter-worker.ts', import.meta.url);

/** Makes letters in a Web Worker, so that the screen goes on answering. */
@injectable()
export class WorkerLetterRenderer implements LetterRenderer {
  private readonly maker: LetterMaker;

  constructor(
    @inject(LETTER_WORKER_URL) url: URL,
    @inject(LOG) log: Log,
    @inject(LETTERS_AT_HAND) private readonly atHand: LettersAtHand,
  ) {
    this.maker = new LetterMaker(url, log, () => {
      this.tell(false);
    });
  }

  async prepare(): Promise<void> {
    if (!this.atHand.value) await this.ask({});
  }

  render(letter: RegistrationLetter): Promise<Result<Blob>> {
    return this.make({ letter });
  }

  renderReport(report: Report): Promise<Result<Blob>> {
    return this.make({ report });
  }

  /** Ends the worker; letters in the making are refused, and so are later ones. */
  dispose(): void {
    this.maker.dispose();
  }

  private async make(task: LetterTask): Promise<Result<Blob>> {
    const made = await this.ask(task);
    return made.ok ? ok(pdfOf(made.value)) : made;
  }

  private async ask(task: LetterTask): Promise<Result<ArrayBuffer | undefined>> {
    const made = await this.maker.ask(task);
    if (made.ok) this.tell(true);
    return made;
  }

  private tell(areAtHand: boolean): void {
    if (this.atHand.value !== areAtHand) this.atHand.next(areAtHand);
  }
}
