import type { InjectionToken } from 'tsyringe';

/**
 * Where a text stands: the id of its record, and the names of properties down to it. A seal holds in one place only.
 */
export type TextPlace = readonly string[];

/** Seals and opens texts under one key. */
export interface TextSeal {
  /** What every text sealed under this key begins with, and none under another. Says nothing of the key. */
  readonly mark: string;
  /** The same text in the same place gives the same, so that sealed texts can be compared; nothing else does. */
  seal(text: string, place: TextPlace): Promise<string>;
  /** The text; `undefined` when it was sealed under another key or in another place, or was changed. */
  open(sealed: string, place: TextPlace): Promise<string | undefined>;
}

/** The seal for texts that are kept in the browser. */
export interface TextSeals {
  /**
   * The seal of whoever is signed in; `null` where the host knows of none, and texts are kept as they are. Rejects with
   * {@link NoStorageKey} while nobody is signed in, or the host cannot give its key.
   */
  current(): Promise<TextSeal | null>;
  /**
   * Tells, until the returned function is called, whenever a seal has come, whoever asked for it: what was read without
   * one can be read now.
   */
  onCome(tell: () => void): () => void;
}

/** The same, for who acts. */
export interface ActingSeals extends TextSeals {
  /**
   * Does something to its end under the seal of who began it, though they sign out meanwhile: what has happened can be
   * written down.
   */
  whileActing<T>(work: () => Promise<T>): Promise<T>;
}

/** There ought to be a key for what is kept in the browser, and there is none now: nothing is written in the clear. */
export class NoStorageKey extends Error {
  override readonly name = 'NoStorageKey';
}

export const TEXT_SEALS: InjectionToken<ActingSeals> = Symbol('TextSeals');
