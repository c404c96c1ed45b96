import { inject, injectable } from 'tsyringe';
import { CODE_DIGITS, CODE_MINUTES, CODE_TRIES } from '../domain/contacts/verifying.ts';
import type { ContactReason } from '../domain/contacts/reasons.ts';
import { FailureKind, ok, refuse, type Result } from '../domain/result.ts';
import { ENVIRONMENT, type Environment } from '../ports/practice-host.ts';
import type { CodeSubject, VerificationCodes } from '../ports/verification-codes.ts';
import { randomCharacters } from './random-characters.ts';

const LASTS_MS = CODE_MINUTES * 60_000;
const WHOLE = new RegExp(`^\\d{${CODE_DIGITS}}$`);

interface Held {
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly hash: string;
  /** By the clock that is trusted, and by the one that nobody sets: the code is over by whichever comes first. */
  readonly madeAt: number;
  readonly elapsedAt: number;
  tries: number;
}

/** {@link VerificationCodes} as salted SHA-256, in memory. */
@injectable()
export class HashedVerificationCodes implements VerificationCodes {
  private readonly held = new Map<string, Held>();

  constructor(
    @inject(ENVIRONMENT) private readonly environment: Pick<Environment, 'now' | 'elapsed'>,
  ) {}

  async make(subject: CodeSubject): Promise<string> {
    const code = randomCharacters('0123456789', CODE_DIGITS);
    const salt = crypto.getRandomValues(new Uint8Array(16));
    this.held.set(keyOf(subject), {
      salt,
      hash: await hashOf(salt, code),
      madeAt: Date.parse(this.environment.now()),
      elapsedAt: this.environment.elapsed(),
      tries: 0,
    });
    return code;
  }

  async answer(subject: CodeSubject, typed: string): Promise<Result<void>> {
    const key = keyOf(subject);
    const held = this.held.get(key);
    if (held === undefined) return no({ code: 'code-not-sent' });
    if (this.isOver(held)) {
      this.held.delete(key);
      return no({ code: 'code-expired' });
    }
    if (held.tries >= CODE_TRIES) return no({ code: 'code-tried-too-often' });
    const code = typed.replace(/[\s-]/g, '');
    // A slip of the keyboard is no guess: the patient's tries are not used up by it.
    if (!WHOLE.test(code)) return no({ code: 'code-not-whole', digits: CODE_DIGITS });
    // Counted before it is looked at: two answers at once are two tries.
    held.tries += 1;
    if ((await hashOf(held.salt, code)) === held.hash) {
      this.held.delete(key);
      return ok();
    }
    const left = CODE_TRIES - held.tries;
    return no(left === 0 ? { code: 'code-tried-too-often' } : { code: 'code-wrong', left });
  }

  private isOver({ madeAt, elapsedAt }: Held): boolean {
    const byClock = Math.abs(Date.parse(this.environment.now()) - madeAt);
    return Math.max(byClock, this.environment.elapsed() - elapsedAt) >= LASTS_MS;
  }
}

function no(reason: ContactReason): Result<never> {
  return refuse(FailureKind.invalid, reason, 'code');
}

function keyOf(subject: CodeSubject): string {
  return JSON.stringify(subject);
}

async function hashOf(salt: Uint8Array<ArrayBuffer>, code: string): Promise<string> {
  const salted = new Uint8Array([...salt, ...new TextEncoder().encode(code)]);
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', salted));
  return hash.join('.');
}
