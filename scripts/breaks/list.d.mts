import type { Break } from './replacement.mjs';

export const BREAKS: readonly Break[];
