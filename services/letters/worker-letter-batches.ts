import { inject, injectable } from 'tsyringe';
import { ok, type Result } from '../domain/result.ts';
import type {
  CoverList,
  LetterBatches,
  LettersInTheMaking,
  Sides,
} from '../ports/letter-batches.ts';
import type { RegistrationLetter } from '../ports/letter-renderer.ts';
import { LOG, type Log } from '../ports/remote-access.ts';
import { LetterMaker, pdfOf } from './worker-letter-maker.ts';
import { LETTER_WORKER_URL } from './worker-letter-renderer.ts';

/** Makes letters of many in a Web Worker of their own: who prints one letter meanwhile does not wait for them. */
@injectable()
export class WorkerLetterBatches implements LetterBatches {
  private readonly maker: LetterMaker;
  private last = 0;

  constructor(@inject(LETTER_WORKER_URL) url: URL, @inject(LOG) log: Log) {
    this.maker = new LetterMaker(url, log);
  }

  begin(): LettersInTheMaking {
    const of = (this.last += 1);
    let behind = 0;
    const { maker } = this;
    return {
      async add(letter: RegistrationLetter): Promise<Result<void>> {
        const added = await maker.ask({ many: { of, behind, letter } });
        if (!added.ok) return added;
        behind += 1;
        return ok();
      },
      async finish(cover: CoverList, sides: Sides): Promise<Result<Blob>> {
        const made = await maker.ask({ many: { of, behind, cover, sides } });
        return made.ok ? ok(pdfOf(made.value)) : made;
      },
      drop(): void {
        if (behind === 0) return;
        void maker.ask({ many: { of, behind } });
      },
    };
  }

  dispose(): void {
    this.maker.dispose();
  }
}
