/** A resource, of whichever library's type. */
export interface AnyResource {
  readonly resourceType: string;
}

/** A write: a resource made (no `before`), replaced, or deleted (no `after`). */
export interface RecordWrite {
  readonly before?: AnyResource;
  readonly after?: AnyResource;
}

/**
 * What the holder of a token may do. Asked where resources are read and written, so that it holds whichever way a
 * request comes: alone, in a bundle, by search, version or history, and however its address is written.
 */
export interface RecordRights {
  /** Whether they may see it; of what they may not see they hear that it is not there. */
  readonly sees: (resource: AnyResource) => boolean;
  /** Why not, in a sentence; `undefined` = they may. Asked only about what they see. */
  readonly whyNotWrite: (write: RecordWrite) => string | undefined;
}

/** Who may read and change everything. */
export const ALL_RIGHTS: RecordRights = { sees: () => true, whyNotWrite: () => undefined };
