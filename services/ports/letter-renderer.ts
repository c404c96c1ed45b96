import type { Observable } from 'rxjs';
import type { InjectionToken } from 'tsyringe';
import type { IdentifierScheme } from '../domain/patient/patient-identifier.ts';
import type { Result } from '../domain/result.ts';
import type { CalendarDate, ServiceName } from '../domain/records.ts';
import type { Unreachable } from '../domain/contacts/unreachable.ts';

/** Whom the letter is to: the practice's choice where the patient is a child. */
export type Addressee = 'patient' | 'young-person' | 'child' | 'guardian';

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
    /** As apps ask for it. Without it the letter points at the name it prints. */
    readonly surname?: string;
    readonly address: readonly string[];
    /** Left out = the patient. */
    readonly addressee?: Addressee;
    /** Handed over in person: no address is printed, unless {@link addressAskedFor}. */
    readonly isRestricted?: boolean;
    /** The patient wants the letter sent to this address all the same. */
    readonly addressAskedFor?: boolean;
    /** Patient number, digits only. */
    readonly patientId: string;
    /** Which number it is. */
    readonly patientIdScheme: IdentifierScheme;
    /** The preferred address, once verified; without one the letter says how to finish. Printed masked. */
    readonly email?: string;
    /** Why there is none to print: one that is held is not to be denied. */
    readonly noEmailBecause?: Unreachable;
    /** Others use the same address: the letter says so. */
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

/** A document of the practice's own: facts at its head, then entries in groups. */
export interface Report {
  readonly title: string;
  /** Name of the practice, repeated on each page. */
  readonly sender: string;
  readonly facts: readonly { readonly label: string; readonly text: string }[];
  /** What whoever reads it must know first. */
  readonly warnings: readonly string[];
  readonly groups: readonly {
    readonly heading: string;
    readonly entries: readonly { readonly lead: string; readonly lines: readonly string[] }[];
  }[];
  /** BCP 47; "en" is what exists. */
  readonly language: string;
}

/** Makes letters. Loads what it needs at the first call, or before; never blocks the screen. */
export interface LetterRenderer {
  /**
   * Fetches what letters take, so that one can be made when the network has gone. Says in {@link LETTERS_AT_HAND} how
   * it went.
   */
  prepare(): Promise<void>;
  /** A tagged A4 PDF. Refused with `letter-impossible` when a glyph is missing or the address is too long. */
  render(letter: RegistrationLetter): Promise<Result<Blob>>;
  /** A tagged A4 PDF with numbered pages. A character that its typeface lacks is printed as its number. */
  renderReport(report: Report): Promise<Result<Blob>>;
}

/** Whether a letter can be made at this moment without the network: screens follow it, who makes letters says it. */
export interface LettersAtHand {
  readonly value: boolean;
  next(areAtHand: boolean): void;
}

export const LETTERS_AT_HAND: InjectionToken<LettersAtHand & Observable<boolean>> =
  Symbol('LettersAtHand');

export const LETTER_RENDERER: InjectionToken<LetterRenderer> = Symbol('LetterRenderer');
