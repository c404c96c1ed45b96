import { verifiedPreferred, type Contact, type ContactType } from './contact.ts';

/** What keeps messages from the patient; each is mended in another way. */
export type Unreachable = 'none-held' | 'none-preferred' | 'not-verified';

/** Why there is no address or number that messages go to, `undefined` when there is one. */
export function whyUnreachable(
  contacts: readonly Contact[],
  type: ContactType,
): Unreachable | undefined {
  if (verifiedPreferred(contacts, type) !== undefined) return undefined;
  const held = contacts.filter((contact) => contact.type === type);
  if (held.length === 0) return 'none-held';
  return held.some(({ preferred }) => preferred) ? 'not-verified' : 'none-preferred';
}
