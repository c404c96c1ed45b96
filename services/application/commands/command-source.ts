import type { InjectionToken } from 'tsyringe';
import type { CommandDesk } from './command-desk.ts';

/**
 * Gives the commands, loading them at the first call: looking needs none of them. Rejects when they cannot be loaded,
 * as when the network is cut before anybody worked here; the next call tries again.
 */
export type CommandSource = () => Promise<CommandDesk>;

export const COMMAND_SOURCE: InjectionToken<CommandSource> = Symbol('CommandSource');
