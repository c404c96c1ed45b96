import type { Plugin } from 'esbuild';

/** The top folder of the repository, without a slash at the end. */
export const ROOT: string;

/** esbuild plugin that gives third-party code the shape we want in every bundle. */
export function thirdPartyShapes(): Plugin;
