import type { InputOptions, Plugin } from 'rolldown';

/** The top folder of the repository, without a slash at the end. */
export const ROOT: string;

/** How Rolldown finds and shapes what we and others wrote, in every bundle. */
export function sharedOptions(mode: 'production' | 'development'): InputOptions;

/** What is mended of packages, wherever they are bundled. */
export function sharedPlugins(): readonly Plugin[];
