import { FailureKind, ok, refuse, type Result } from '../../services/domain/result.ts';
import type {
  LetterRenderer,
  RegistrationLetter,
  Report,
} from '../../services/ports/letter-renderer.ts';
import { BLANK_LETTER } from './blank-letter.ts';

/** Remembers the letters asked for and answers with a blank one. */
export class FakeLetterRenderer implements LetterRenderer {
  readonly letters: RegistrationLetter[] = [];
  readonly reports: Report[] = [];
  /** How often it was to fetch what letters take. */
  prepared = 0;
  /** Happens while a letter is being made. */
  meanwhile: () => unknown = () => undefined;

  prepare(): Promise<void> {
    this.prepared += 1;
    return Promise.resolve();
  }

  async render(letter: RegistrationLetter): Promise<Result<Blob>> {
    this.letters.push(letter);
    await this.meanwhile();
    return unprintable(letter) ?? ok(BLANK_LETTER);
  }

  renderReport(report: Report): Promise<Result<Blob>> {
    this.reports.push(report);
    return Promise.resolve(ok(BLANK_LETTER));
  }
}

/** Why a letter cannot be printed; names in Chinese characters have no glyphs. */
export function unprintable({ patient }: RegistrationLetter): Result<never> | undefined {
  const characters = [...patient.name].filter((character) => character > '\u2fff');
  return characters.length === 0
    ? undefined
    : refuse(FailureKind.letterImpossible, {
        code: 'unprintable-characters',
        field: 'patient.name',
        characters,
      });
}
