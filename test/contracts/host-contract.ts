import { accessChecks } from './host-access-contract.ts';
import type { HostCheck } from './host-check.ts';
import { contributionChecks } from './host-contribution-contract.ts';
import { directoryChecks } from './host-directory-contract.ts';
import { identityChecks } from './host-identity-contract.ts';
import { messageChecks } from './host-message-contract.ts';
import { patientChecks } from './host-patient-contract.ts';
import { recordChecks } from './host-record-contract.ts';
import { unsavedChecks } from './host-unsaved-contract.ts';
import { settingChecks } from './host-setting-contract.ts';

export type { HostCheck, HostFacts } from './host-check.ts';

/**
 * What every host promises a plugin, without any test framework: to be run one after the other, on a host with a
 * synthetic patient open, who is changed by them. Paper, files and questions need a person, and are left to the eye.
 */
export const hostContract: readonly HostCheck[] = [
  ...identityChecks,
  ...patientChecks,
  ...directoryChecks,
  ...recordChecks,
  ...messageChecks,
  ...settingChecks,
  ...contributionChecks,
  ...unsavedChecks,
  ...accessChecks,
];
