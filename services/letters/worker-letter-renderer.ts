import { inject, injectable, type InjectionToken } from 'tsyringe';
import type { LetterReason } from '../domain/letter/reasons.ts';
import { FailureKind, ok, refuse, type Result } from '../domain/result.ts';
import {
  LETTERS_AT_HAND,
  type LetterRenderer,
  type LettersAtHand,
  type RegistrationLetter,
  type Report,
} from '../ports/letter-renderer.ts';
import { LOG, type Log } from '../ports/remote-access.ts';
import type { LetterReply, LetterRequest } from './letter-worker-messages.ts';
import { workerScriptUrl } from './worker-script-url.ts';

/** Where the letter worker's script is; same origin as the page, as browsers demand of workers. */
export const LETTER_WORKER_URL: InjectionToken<URL> = Symbol('LetterWorkerUrl');

/** The worker that belongs to this product: in source the TypeScript file, once built the bundle beside main.js. */
export const letterWorkerUrl = new URL('./letter-worker.ts', import.meta.url);

/** Milliseconds after which a letter is given up; a slow computer needs about one second for its first. */
export const LETTER_TIMEOUT = 30_000;

interface Waiting {
  readonly answer: (result: Result<ArrayBuffer | undefined>) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

/**
 * Makes letters in a Web Worker, so that the screen goes on answering. The worker starts when it is first needed and is
 * kept with what it has fetched; one that crashes or hangs is ended, its letters are refused, and the next letter gets
 * a new one.
 */
@injectable()
export class WorkerLetterRenderer implements LetterRenderer {
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;
  private disposed = false;

  constructor(
    @inject(LETTER_WORKER_URL) private readonly url: URL,
    @inject(LOG) private readonly log: Log,
    @inject(LETTERS_AT_HAND) private readonly atHand: LettersAtHand,
  ) {}

  async prepare(): Promise<void> {
    if (this.disposed || this.atHand.value) return;
    const worker = this.startedWorker();
    if (worker === undefined) return;
    const fetched = await this.ask({}, worker);
    if (fetched.ok) this.atHand.next(true);
  }

  render(letter: RegistrationLetter): Promise<Result<Blob>> {
    return this.make({ letter });
  }

  renderReport(report: Report): Promise<Result<Blob>> {
    return this.make({ report });
  }

  /** Ends the worker; letters in the making are refused, and so are later ones. */
  dispose(): void {
    this.disposed = true;
    this.endWorker({ code: 'letter-maker-closed' });
  }

  private async make(what: Omit<LetterRequest, 'id'>): Promise<Result<Blob>> {
    if (this.disposed) return refuse(FailureKind.letterImpossible, { code: 'letter-maker-closed' });
    const worker = this.startedWorker();
    if (worker === undefined) {
      return refuse(FailureKind.letterImpossible, { code: 'letter-maker-not-loaded' });
    }
    const made = await this.ask(what, worker);
    if (!made.ok) return made;
    if (!this.atHand.value) this.atHand.next(true);
    return ok(new Blob(made.value === undefined ? [] : [made.value], { type: 'application/pdf' }));
  }

  private ask(
    what: Omit<LetterRequest, 'id'>,
    worker: Worker,
  ): Promise<Result<ArrayBuffer | undefined>> {
    return new Promise((answer) => {
      const id = (this.lastId += 1);
      const timer = setTimeout(() => {
        this.log.write('error', 'Letter worker ended', { reason: 'timeout' });
        this.endWorker({ code: 'letter-maker-too-slow' });
      }, LETTER_TIMEOUT);
      this.waiting.set(id, { answer, timer });
      const request: LetterRequest = { id, ...what };
      worker.postMessage(request);
    });
  }

  private startedWorker(): Worker | undefined {
    if (this.worker !== undefined) return this.worker;
    try {
      this.worker = new Worker(workerScriptUrl(this.url), { type: 'module', name: 'letters' });
    } catch (error) {
      // The page's security policy forbids it, or the script is on another origin.
      if (!(error instanceof TypeError || error instanceof DOMException)) throw error;
      this.log.write('error', 'Letter worker not allowed', { reason: error.name });
      return undefined;
    }
    this.worker.onmessage = (event: MessageEvent<LetterReply>) => {
      this.settle(event.data);
    };
    this.worker.onerror = (event: Event) => {
      event.preventDefault();
      // An ErrorEvent comes from running code; a plain one says that the script did not load.
      const crashed = event instanceof ErrorEvent;
      this.log.write('error', 'Letter worker ended', { reason: crashed ? 'crash' : 'not loaded' });
      this.endWorker({ code: crashed ? 'letter-maker-stopped' : 'letter-maker-not-loaded' });
    };
    return this.worker;
  }

  private settle({ id, result }: LetterReply): void {
    const waiting = this.waiting.get(id);
    if (waiting === undefined) return;
    this.waiting.delete(id);
    clearTimeout(waiting.timer);
    waiting.answer(result);
  }

  private endWorker(why: LetterReason): void {
    this.worker?.terminate();
    this.worker = undefined;
    if (this.atHand.value) this.atHand.next(false);
    for (const id of [...this.waiting.keys()]) {
      this.settle({ id, result: refuse(FailureKind.letterImpossible, why) });
    }
  }
}
