import type { Subject } from '../findings.ts';

/**
 * `ok`: as the product wants it. `note`: worth knowing; with a `cost`, the product works without. `open`: whether it works
 * cannot be said. `fault`: it does not work with this server, and `cost` says why.
 */
export type Level = 'ok' | 'note' | 'open' | 'fault';

export interface Words<F> {
  readonly level: Level;
  /** What was found, as one sentence. */
  readonly says: (facts: F) => string;
  /** What it means for staff and patients. */
  readonly cost?: string;
}

/** The sentences of some findings. */
export type WordsOf<Facts> = { readonly [C in keyof Facts]: Words<Facts[C]> };

export interface SubjectWords {
  readonly title: string;
  /** What the product needs it for. */
  readonly purpose: string;
}

export const SUBJECTS: Readonly<Record<Subject, SubjectWords>> = {
  server: { title: 'Server', purpose: 'what it is, and whether it lets the check in' },
  records: { title: 'Records', purpose: 'what the product stores comes back as it was sent' },
  creating: { title: 'Creating once', purpose: 'one account a patient, whoever is faster' },
  updating: { title: 'Updating safely', purpose: 'no change is lost under another' },
  searching: { title: 'Searching', purpose: 'changes of others are found, and no one else’s' },
  paging: { title: 'Paging', purpose: 'none is missed while others write' },
  history: { title: 'History', purpose: 'whether a change whose answer was lost has arrived' },
  bundles: { title: 'Bundles', purpose: 'gentle looks; registering on the patient website' },
  references: { title: 'References and ids', purpose: 'records name their patient' },
  time: { title: 'Time', purpose: 'what is new is told by the server’s time stamps' },
  browser: { title: 'Browser', purpose: 'what a page of another origin may send and read' },
  limits: { title: 'Limits', purpose: 'how much may be asked of the server' },
  hints: { title: 'Hints', purpose: 'hearing of changes before the next look' },
};

type Says<F> = string | ((facts: F) => string);

export function ok<F>(says: Says<F>): Words<F> {
  return { level: 'ok', says: saying(says) };
}

export function note<F>(says: Says<F>, cost?: string): Words<F> {
  return { level: 'note', says: saying(says), ...(cost === undefined ? {} : { cost }) };
}

export function open<F>(says: Says<F>, cost: string): Words<F> {
  return { level: 'open', says: saying(says), cost };
}

export function fault<F>(says: Says<F>, cost: string): Words<F> {
  return { level: 'fault', says: saying(says), cost };
}

function saying<F>(says: Says<F>): (facts: F) => string {
  return typeof says === 'string' ? () => says : says;
}

export const LOST_CHANGE = 'A change could be lost under another without anybody noticing.';
export const MISSED_CHANGE = 'Changes of other workstations and of patients could be missed.';
export const NO_DATE =
  'A workstation goes by its own clock, and fetches the last changes again at each look, until it has itself written something.';
/** A time in milliseconds, for people. */
export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
