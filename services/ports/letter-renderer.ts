import type { InjectionToken } from 'tsyringe';
import type { Unreachable } from '../domain/contacts/contact.ts';
import type { IdentifierScheme } from '../domain/patient/patient-identifier.ts';
import type { Result } from '../domain/result.ts';
import type { CalendarDate, ServiceName } from '../domain/records.ts';

/** Everything the registration letter says. */
export interface RegistrationLetter {
  readonly practice: {
    /** Printed as Practice ID. */
    readonly id: string;
    readonly name: string;
    readonly address: readonly string[];
    readonly phone?: string;
  };
  readonly patient: {
    readonly name: string;
    readonly address: readonly string[];
    /** Patient number, digits only. */
    readonly patientId: string;
    /** Which number it is. */
    readonly patientIdScheme: IdentifierScheme;
    /** Address for messages, or `undefined` when there is none; printed masked. */
    readonly email?: string;
    /** Why there is none to print: one that is held is not to be denied. */
    readonly noEmailBecause?: Unreachable;
    /** Others use the same address: prints the advice. */
    readonly emailIsShared: boolean;
  };
  readonly date: CalendarDate;
  /** For the practice's own files, e.g. "L-7Q4M-2". No personal data. */
  readonly letterNumber: string;
  /** 0 = first letter; above, "Copy" is printed with the number. */
  readonly copy: number;
  /** When the codes were first issued; printed on copies. */
  readonly issuedOn: CalendarDate;
  readonly expiresOn: CalendarDate;
  readonly token: string;
  readonly accountId: string;
  readonly linkageKey: string;
  /** Days to follow the activation email in. */
  readonly activationDays: number;
  readonly siteUrl: string;
  readonly services: readonly ServiceName[];
  /** BCP 47; "en" is what exists. */
  readonly language: string;
}

/** Makes letters. Loads what it needs at the first call; never blocks the screen. */
export interface LetterRenderer {
  /** A tagged A4 PDF. Refused with `letter-impossible` naming the characters when a glyph is missing. */
  render(letter: RegistrationLetter): Promise<Result<Blob>>;
}

export const LETTER_RENDERER: InjectionToken<LetterRenderer> = Symbol('LetterRenderer');
