import type { HostApi } from '../../plugin/host-api.ts';

/**
 * What a check has to know of the host, and what a person at its desk does. A host may leave out what it cannot do by
 * itself; the parts of the checks that need it are left out too.
 */
export interface HostFacts {
  /** An email address that other patients of the practice hold, and how many they are. */
  readonly sharedEmail: { readonly email: string; readonly others: number };
  /** Settings that somebody has changed already, so that they no longer have the manifest's default. */
  readonly changedSettings?: readonly string[];
  /** A practice view that the manifest contributes; without one, only what it lacks is tried. */
  readonly practiceView?: string;
  /** How many appointments the open patient has missed, as far back as the host tells. */
  readonly missedAppointments?: number;
  /** Signs in a person who holds a permission; without it, whoever is signed in holds them all. */
  readonly signInWith?: (permission: string) => Promise<void>;
  readonly signOut?: () => Promise<void>;
  /**
   * Wants to leave the open patient, and answers the question about unsaved changes; `none` where none is expected.
   * Whether the patient was left, as soon as what was expected is so; if so, the same patient is open again.
   */
  readonly leaveWith?: (
    answer: 'save' | 'discard' | 'cancel' | 'none',
    leaves: boolean,
  ) => Promise<boolean>;
  /** Whether the contributed Registration tab is shown now, for hosts that can tell. */
  readonly isTabShown?: (shown: boolean) => Promise<boolean>;
}

/** One promise of plugin/host-api.ts. `check` rejects with an Error that says what is not kept. */
export interface HostCheck {
  readonly name: string;
  check(host: HostApi, facts: HostFacts): Promise<void>;
}

/** Puts a check under its name; whatever it throws becomes a rejection. */
export function promise(
  name: string,
  check: (host: HostApi, facts: HostFacts) => void | Promise<void>,
): HostCheck {
  return {
    name,
    check: async (host, facts) => {
      await check(host, facts);
    },
  };
}
