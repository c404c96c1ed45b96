import { FailureKind, ok, refuse, type Result } from '../../services/domain/result.ts';
import type { LetterRenderer, RegistrationLetter } from '../../services/ports/letter-renderer.ts';

/** Remembers the letters asked for and answers with a PDF in name only. */
export class FakeLetterRenderer implements LetterRenderer {
  readonly letters: RegistrationLetter[] = [];
  /** When set, every letter is refused with this sentence. */
  refusal: string | undefined;

  /** Happens while a letter is being made. */
  meanwhile: () => void = () => undefined;

  render(letter: RegistrationLetter): Promise<Result<Blob>> {
    this.letters.push(letter);
    this.meanwhile();
    const unprintable = [...letter.patient.name].find((character) => character > '\u2fff');
    const why =
      this.refusal ??
      (unprintable && `The patient’s name contains ${unprintable}, which cannot be printed.`);
    return Promise.resolve(
      why === undefined
        ? ok(new Blob(['%PDF-1.7\n%%EOF'], { type: 'application/pdf' }))
        : refuse(FailureKind.letterImpossible, why),
    );
  }
}
