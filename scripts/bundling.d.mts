import type { InputOptions, Plugin } from 'rolldown';

/** The top folder of the repository, without a slash at the end. */
export const ROOT: string;

/** How Rolldown finds and shapes what we and others wrote, in every bundle. */
export function sharedOptions(mode: 'production' | 'development'): InputOptions;

/** Has reflect-metadata run before tsyringe, which asks for it at its first line. */
export function reflectFirst(): Plugin;
