import { IdentityMethod } from '../records.ts';

/** A way to check who somebody is, as offered to staff. */
export interface IdentityMethodDescription {
  readonly method: IdentityMethod;
  readonly group:
    'vouching' | 'photo-identity' | 'proof-of-address' | 'other-documents' | 'nhs-login';
  /** The free text must say something for this method. */
  readonly needsFreetext?: true;
}

/** Methods in the order offered: vouching first, as practices use it most, then documents. */
export const IDENTITY_METHODS: readonly IdentityMethodDescription[] = [
  { method: IdentityMethod.personalVouch, group: 'vouching', needsFreetext: true },
  { method: IdentityMethod.informationConfirmation, group: 'vouching', needsFreetext: true },
  { method: IdentityMethod.remoteVouch, group: 'vouching', needsFreetext: true },
  { method: IdentityMethod.passport, group: 'photo-identity' },
  { method: IdentityMethod.drivingLicence, group: 'photo-identity' },
  { method: IdentityMethod.nationalIdentityCard, group: 'photo-identity' },
  { method: IdentityMethod.residencePermit, group: 'photo-identity' },
  { method: IdentityMethod.forcesOrPoliceCard, group: 'photo-identity' },
  { method: IdentityMethod.passCard, group: 'photo-identity' },
  { method: IdentityMethod.bankStatement, group: 'proof-of-address' },
  { method: IdentityMethod.councilTaxBill, group: 'proof-of-address' },
  { method: IdentityMethod.utilityBill, group: 'proof-of-address' },
  { method: IdentityMethod.benefitsLetter, group: 'proof-of-address' },
  { method: IdentityMethod.tenancyAgreement, group: 'proof-of-address' },
  { method: IdentityMethod.birthCertificate, group: 'other-documents' },
  { method: IdentityMethod.marriageCertificate, group: 'other-documents' },
  { method: IdentityMethod.nhsLogin, group: 'nhs-login' },
];

/** What is known of a method; nothing of one that was not chosen. */
export function describeMethod(method: IdentityMethod | ''): IdentityMethodDescription | undefined {
  return IDENTITY_METHODS.find((description) => description.method === method);
}
