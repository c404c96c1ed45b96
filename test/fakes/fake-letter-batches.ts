import { FailureKind, ok, refuse, type Result } from '../../services/domain/result.ts';
import type {
  CoverList,
  LetterBatches,
  LettersInTheMaking,
  Sides,
} from '../../services/ports/letter-batches.ts';
import type { RegistrationLetter } from '../../services/ports/letter-renderer.ts';
import { BLANK_LETTER } from './blank-letter.ts';
import { unprintable } from './fake-letter-renderer.ts';

/** What a PDF of many holds. */
export interface MadeBatch {
  readonly letters: readonly RegistrationLetter[];
  readonly cover: CoverList;
  readonly sides: Sides;
  readonly pdf: Blob;
}

/** Remembers the letters asked for and answers with a blank one. */
export class FakeLetterBatches implements LetterBatches {
  readonly made: MadeBatch[] = [];
  /** Happens while a PDF is being made. */
  meanwhile: () => unknown = () => undefined;
  /** It cannot be made at all. */
  stopped = false;

  begin(): LettersInTheMaking {
    const letters: RegistrationLetter[] = [];
    return {
      add: (letter): Promise<Result<void>> => {
        const why = unprintable(letter);
        if (why !== undefined) return Promise.resolve(why);
        letters.push(letter);
        return Promise.resolve(ok());
      },
      finish: async (cover, sides): Promise<Result<Blob>> => {
        await this.meanwhile();
        if (this.stopped) {
          return refuse(FailureKind.letterImpossible, { code: 'letter-maker-stopped' });
        }
        // Each its own, so that a test can tell which of them was printed.
        const pdf = new Blob([BLANK_LETTER], { type: 'application/pdf' });
        this.made.push({ letters, cover, sides, pdf });
        return ok(pdf);
      },
      drop: () => undefined,
    };
  }
}
