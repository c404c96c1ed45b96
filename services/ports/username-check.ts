import type { InjectionToken } from 'tsyringe';
import type { Verifier } from '../domain/records.ts';

/** Tells whether somebody knows a username without anybody here holding it. */
export interface UsernameCheck {
  /** Whatever the case of what was typed. */
  isUsername(typed: string, verifier: Verifier): Promise<boolean>;
}

export const USERNAME_CHECK: InjectionToken<UsernameCheck> = Symbol('UsernameCheck');
