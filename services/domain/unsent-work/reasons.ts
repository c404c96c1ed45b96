/** Why a change, or a decision about one that is not sent yet, was not stored. */
export type WorkReason =
  | { readonly code: 'changed-elsewhere' }
  | { readonly code: 'account-made-elsewhere' }
  | { readonly code: 'work-settled' }
  | { readonly code: 'work-dealt-with' }
  | { readonly code: 'work-not-to-be-retried' }
  | { readonly code: 'work-stays-on-record' }
  | { readonly code: 'work-partly-shared' }
  | { readonly code: 'work-built-upon' }
  | { readonly code: 'nothing-to-choose' };

/** Why nothing can be kept or read here at all. */
export type StorageReason =
  | { readonly code: 'storage-full' }
  | { readonly code: 'storage-failing' }
  | { readonly code: 'storage-unreadable' }
  | { readonly code: 'newer-version-in-use' }
  | { readonly code: 'closed-on-page' };
