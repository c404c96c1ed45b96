import type { IdentityUnknownReason } from '../../../domain/identity/reasons.ts';
import type { IdentityMethod } from '../../../domain/records.ts';
import type { Sentences } from '../../sentences.ts';

const METHODS: Readonly<Record<IdentityMethod, string>> = {
  'personal-vouch': 'Personal Vouch',
  'information-confirmation': 'Information confirmation',
  'remote-vouch': 'Remote vouch',
  passport: 'Passport',
  'driving-licence': 'Driving Licence',
  'national-identity-card': 'National identity card',
  'residence-permit': 'Residence permit',
  'forces-or-police-card': 'Armed forces or police card',
  'pass-card': 'PASS card',
  'bank-statement': 'Bank Statement',
  'council-tax-bill': 'Council tax bill',
  'utility-bill': 'Utility bill',
  'benefits-letter': 'Benefits letter',
  'tenancy-agreement': 'Tenancy agreement',
  'birth-certificate': 'Birth Certificate',
  'marriage-certificate': 'Marriage certificate',
  'nhs-login': 'NHS login (high level, P9)',
};

const HOW_KNOWN =
  'Say how the patient is known: how long, how often seen, or which questions were answered.';

const HINTS: Partial<Readonly<Record<IdentityMethod, string>>> = {
  'personal-vouch': HOW_KNOWN,
  'information-confirmation':
    'Say which kinds of question were answered. Do not write the answers.',
  'remote-vouch': HOW_KNOWN,
};

export const identity = {
  methods: METHODS,
  /** What the free text must say. */
  freetextHints: HINTS,
};

export const identityUnknownReasons: Sentences<IdentityUnknownReason> = {
  'identity-not-checked':
    'Record how you checked the patient’s identity first: Identification, then Add.',
  'identity-withdrawn':
    'Nobody knows for certain who this patient is: every identity check was marked as entered in error. Check again and record it first: Identification, then Add.',
};
