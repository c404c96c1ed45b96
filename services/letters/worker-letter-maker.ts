import type { LetterReason } from '../domain/letter/reasons.ts';
import { FailureKind, refuse, type Result } from '../domain/result.ts';
import type { Log } from '../ports/remote-access.ts';
import type { LetterReply, LetterRequest, LetterTask } from './letter-worker-messages.ts';
import { workerScriptUrl } from './worker-script-url.ts';

/** Milliseconds after which a letter is given up; a slow computer needs about one second for its first. */
export const LETTER_TIMEOUT = 30_000;

type Made = Result<ArrayBuffer | undefined>;

interface Waiting {
  readonly answer: (result: Made) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

/**
 * The Web Worker that makes letters, as seen from the page. It starts when it is first needed and is kept with what it has fetched;
 * one that crashes or hangs is ended, what it was asked is refused, and what is asked next gets a new one.
 */
export class LetterMaker {
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;
  private disposed = false;

  /** @param onEnd told whenever a worker has ended. */
  constructor(
    private readonly url: URL,
    private readonly log: Log,
    private readonly onEnd: () => void = () => undefined,
  ) {}

  /** Ends the worker; what is asked is refused, and what is asked later. */
  dispose(): void {
    this.disposed = true;
    this.endWorker({ code: 'letter-maker-closed' });
  }

  ask(task: LetterTask): Promise<Made> {
    if (this.disposed) return Promise.resolve(refused({ code: 'letter-maker-closed' }));
    const worker = this.startedWorker();
    if (worker === undefined) return Promise.resolve(refused({ code: 'letter-maker-not-loaded' }));
    return new Promise((answer) => {
      const id = (this.lastId += 1);
      const timer = setTimeout(() => {
        this.log.write('error', 'Letter worker ended', { reason: 'timeout' });
        this.endWorker({ code: 'letter-maker-too-slow' });
      }, LETTER_TIMEOUT);
      this.waiting.set(id, { answer, timer });
      const request: LetterRequest = { id, ...task };
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
    this.onEnd();
    for (const id of [...this.waiting.keys()]) this.settle({ id, result: refused(why) });
  }
}

function refused(why: LetterReason): Result<never> {
  return refuse(FailureKind.letterImpossible, why);
}

export function pdfOf(bytes: ArrayBuffer | undefined): Blob {
  return new Blob(bytes === undefined ? [] : [bytes], { type: 'application/pdf' });
}
