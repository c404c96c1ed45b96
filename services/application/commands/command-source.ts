import type { InjectionToken } from 'tsyringe';
import type { CommandDesk } from './command-desk.ts';
import type { offers } from './offers.ts';

/**
 * Gives what tells what may be done. Rejects when it cannot be loaded, as when the network is cut; the next call tries
 * again.
 */
export type OfferSource = () => Promise<typeof offers>;

/** Gives who carries commands out, loaded when somebody starts to work. Rejects and tries again in the same way. */
export type CommandSource = () => Promise<CommandDesk>;

export const OFFER_SOURCE: InjectionToken<OfferSource> = Symbol('OfferSource');
export const COMMAND_SOURCE: InjectionToken<CommandSource> = Symbol('CommandSource');
