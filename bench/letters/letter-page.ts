/** The page of the letter benchmark: makes letters in the worker or on the page, and watches for pauses. */
import { BehaviorSubject } from 'rxjs';
import { renderLetter } from '../../services/letters/render-letter.ts';
import { loadLetterFonts } from '../../services/letters/letter-fonts.ts';
import { WorkerLetterRenderer } from '../../services/letters/worker-letter-renderer.ts';
import type { RegistrationLetter } from '../../services/ports/letter-renderer.ts';
import type { Result } from '../../services/domain/result.ts';
import { longestOf, watchPauses } from '../pauses.ts';

/** One letter, in milliseconds. */
export interface LetterMeasurement {
  /** From asking for the letter to having it. */
  readonly total: number;
  /** Longest time in which the page could do nothing else. */
  readonly longestBlock: number;
}

/** What the benchmark asks of its page. */
export interface LetterPage {
  measure(where: 'worker' | 'page'): Promise<LetterMeasurement>;
}

declare global {
  var letterPage: LetterPage;
}

const LETTER: RegistrationLetter = {
  practice: {
    id: 'A99901',
    name: 'Meadow Lane Surgery',
    address: ['12 Meadow Lane', 'Little Wickham', 'ZZ99 3WZ'],
    phone: '01632 960 001',
  },
  patient: {
    name: 'Łucja Ngọc Ó Dónaill',
    address: ['Flat 3, Heron House', '27 Riverside Walk', 'Little Wickham', 'ZZ99 3VZ'],
    patientId: '9990000018',
    patientIdScheme: 'nhs',
    email: 'lucja@mail.example',
    emailIsShared: false,
  },
  date: '2026-03-01',
  letterNumber: 'L-7Q4M-2',
  copy: 0,
  issuedOn: '2026-03-01',
  expiresOn: '2026-03-15',
  token: 'CDFHJKMNPQRTWXY2',
  accountId: '049912345671',
  linkageKey: '9876QRTWXY42CDFH',
  activationDays: 10,
  siteUrl: 'https://patient-services.example',
  services: ['appointments', 'repeats', 'messaging', 'summary-data'],
  language: 'en',
};

const inWorker = new WorkerLetterRenderer(
  new URL('/letter-worker.js', location.href),
  { write: () => undefined },
  new BehaviorSubject(false),
);

async function onPage(): Promise<Result<ArrayBuffer>> {
  const fonts = await loadLetterFonts();
  return fonts.ok ? renderLetter(LETTER, fonts.value) : fonts;
}

globalThis.letterPage = {
  async measure(where) {
    const pauses = watchPauses();
    await pauses.settled;
    const start = performance.now();
    const made = where === 'worker' ? await inWorker.render(LETTER) : await onPage();
    const total = performance.now() - start;
    const longestBlock = longestOf(await pauses.stop());
    if (!made.ok) throw new Error(made.failure.reason.code);
    return { total, longestBlock };
  },
};
