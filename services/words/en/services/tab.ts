import type { Instant } from '../../../domain/records.ts';
import { dates } from '../dates.ts';

export const services = {
  heading: 'Services',
  savedWithAccount: 'Saved when the account is created',
  service: 'Service',
  enabled: 'Enabled',
  notes: 'Notes',
  enabledFor: (service: string): string => `${service}: enabled`,
  notesFor: (service: string): string => `${service}: notes`,
  offSince: (off: { readonly reason: string; readonly at: Instant }): string =>
    `Off since ${dates.instant(off.at)}. Reason: ${off.reason}.`,
  notOffered: 'Not offered',
  /** Why a tick has no effect, or cannot be set. */
  noEffect: {
    notOffered: 'The practice does not offer it: the tick has no effect.',
    globalOff: 'Global is off: the tick has no effect.',
    nobodyLetIn: 'Cannot be ticked: see the message at the top.',
  },
  effects: 'What unticking does',
  changedWhileEditing:
    'The record changed elsewhere. Your edits are kept: look at the marked rows before you save.',
  changedElsewhere: (now: { readonly enabled: boolean; readonly notes: string }): string => {
    const tick = now.enabled ? 'enabled' : 'not enabled';
    return `Changed elsewhere: now ${tick}${now.notes === '' ? ', no notes' : `, notes “${now.notes}”`}`;
  },
  /** Of notes in a field for typing, where they are not replaced. */
  hiddenCharacters: (notes: string): string => `Holds characters that cannot be seen: “${notes}”`,
  /** Of notes, in their place. */
  unreadable: 'Cannot be read on this computer. What you type replaces it.',
};
