/** What a letter says of its patient, or an app asks for beside it. */
export type LetterDetail = 'surname' | 'birthDate' | 'number';

/** Why there is no letter to print. */
export type LetterRuleReason =
  | { readonly code: 'account-disabled' }
  | { readonly code: 'no-working-codes' }
  | { readonly code: 'letter-codes-used' }
  | { readonly code: 'letter-codes-expired' }
  /** What it says of the patient is no longer what the record says. */
  | { readonly code: 'letter-details-changed'; readonly details: readonly LetterDetail[] };

/** Why there is no letter. */
export type LetterReason =
  | LetterRuleReason
  | { readonly code: 'codes-not-here-yet' }
  /** Since the letter was looked at. */
  | { readonly code: 'codes-replaced' }
  /** It has gone out, and another workstation had made the patient's account first. */
  | { readonly code: 'letter-void' }
  /** A question: whether to hand it over all the same. */
  | { readonly code: 'codes-not-shared' }
  | { readonly code: 'typefaces-not-loaded' }
  | { readonly code: 'no-letter-in-language'; readonly language: string }
  | {
      readonly code: 'unprintable-characters';
      readonly field: PrintedField;
      readonly characters: readonly string[];
    }
  /** Name and address, in lines as they would be printed. */
  | { readonly code: 'address-beyond-window'; readonly lines: number; readonly fits: number }
  /** Name and address of the practice leave no room for the letter. */
  | { readonly code: 'sender-beyond-page' }
  | { readonly code: 'letter-maker-not-loaded' }
  | { readonly code: 'letter-maker-stopped' }
  | { readonly code: 'letter-maker-too-slow' }
  | { readonly code: 'letter-maker-closed' };

/** What is printed on a letter as somebody has typed it. */
export type PrintedField =
  | 'patient.name'
  | 'patient.address'
  | 'patient.email'
  | 'patient.patientId'
  | 'practice.name'
  | 'practice.address'
  | 'practice.phone'
  | 'practice.id'
  | 'siteUrl'
  | 'accountId';
