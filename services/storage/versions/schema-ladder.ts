import type { SchemaVersion } from './schema-version.ts';
import { VERSION_1 } from './version-1.ts';

/** Every version of the database there ever was, oldest first. A new one is added at the end, in a file of its own. */
export const SCHEMA_LADDER: readonly SchemaVersion[] = [VERSION_1];
