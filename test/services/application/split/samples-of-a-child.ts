import type { ChildSetup } from '../../../../services/domain/records.ts';
import { SAM } from '../../../contracts/storage-samples.ts';

/** What was asked when the account was set up. */
export function samplesOfChild(group: ChildSetup['group']): ChildSetup {
  const asked = { decidedBy: SAM, at: '2026-03-01T09:30:00.000Z' };
  return group === 'under-11'
    ? { group, relation: 'parent', askedBy: 'Bea Price', responsibility: true, ...asked }
    : { group, relation: 'self', competence: 'assessed', ...asked };
}
